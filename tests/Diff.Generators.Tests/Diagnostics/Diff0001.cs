using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0001
{
    [Fact]
    public void A_local_iterator_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            return Powers().Sum();

            IEnumerable<double> Powers()
            {
                {|DIFF0001:yield|} return x;
                {|DIFF0001:yield|} return x * x;
            }
        }
        """));

    [Fact]
    public void A_lock_statement_is_fine() => GeneratorHost.Run(Model.With("""
        private static readonly object Gate = new();

        [Differentiable]
        public static double F(double x)
        {
            lock (Gate) x *= 2;
            return x;
        }
        """));

    [Theory]
    [InlineData("{|DIFF0001:list.Add(t);|}")]
    [InlineData("{|DIFF0001:Help(list, t);|}")]
    [InlineData("if (t > 1) { {|DIFF0001:list.Clear();|} continue; }")]
    [InlineData("for (var i = 0; i < 3; i++) { {|DIFF0001:list.Add(t);|} break; }")]
    public void A_change_of_the_list_that_a_loop_enumerates_is_refused(string statement) => GeneratorHost.Diagnostics(Model.With($$"""
        private static void Help(List<double> list, double x) => list.Add(x);

        [Differentiable]
        public static double F(double x)
        {
            var list = new List<double> { x, x * x };
            foreach (var t in list) { {{statement}} }
            return list[0];
        }
        """));

    [Theory]
    [InlineData("{|DIFF0001:list[0] = t;|}")]
    [InlineData("{|DIFF0001:list[^1] += t;|}")]
    [InlineData("{|DIFF0001:list[1]++;|}")]
    [InlineData("{|DIFF0001:(list[0], list[1]) = (list[1], t);|}")]
    [InlineData("{|DIFF0001:Set(list, t);|}")]
    [InlineData("void Put(double value) => {|DIFF0001:list[0] = value|}; Put(t);")]
    public void An_element_that_is_set_in_a_loop_over_its_list_is_refused(string statement) => GeneratorHost.Diagnostics(Model.With($$"""
        [Differentiable]
        private static void Set(List<double> list, double x) => list[0] = x;

        [Differentiable]
        public static double F(double x)
        {
            List<double> list = [x, x * x];
            foreach (var t in list) { {{statement}} }
            return list[0];
        }
        """));

    [Theory]
    [InlineData("foreach (var t in list) {|DIFF0001:list[0] = t;|}")]
    [InlineData("var same = list; foreach (var t in list) {|DIFF0001:same[0] = t;|}")]
    [InlineData("foreach (var t in list.Select(v => v * v)) {|DIFF0001:list[0] = t;|}")]
    [InlineData("var sum = list.Sum(t => { {|DIFF0001:list[0] = t;|} return t * t; }); list[1] = sum;")]
    public void An_element_that_is_set_while_a_given_list_is_enumerated_is_refused(string statements) => GeneratorHost.Diagnostics(Model.With($$"""
        [Differentiable]
        public static double F(List<double> list) { {{statements}} return list[0]; }
        """));

    [Theory]
    [InlineData("foreach (var (key, value) in entries) {|DIFF0001:entries.Add(key + 1, value);|}")]
    [InlineData("foreach (var key in entries.Keys) {|DIFF0001:entries[key + 1] = x;|}")]
    [InlineData("foreach (var key in entries.Keys.Select(key => key + 1)) {|DIFF0001:entries[key] = x;|}")]
    [InlineData("foreach (var key in entries.Keys) {|DIFF0001:entries.Remove(key);|}")]
    [InlineData("foreach (var value in entries.Values) {|DIFF0001:entries.Clear();|}")]
    [InlineData("void Grow() => {|DIFF0001:entries[5] = x|}; foreach (var value in entries.Values) Grow();")]
    [InlineData("foreach (var value in stack) if (value > 1) {|DIFF0001:stack.Pop();|}")]
    [InlineData("foreach (var value in stack.Select(v => v * v)) {|DIFF0001:stack.Push(value);|}")]
    [InlineData("var sum = queue.Sum(value => { {|DIFF0001:queue.Enqueue(value);|} return value; }); stack.Push(sum);")]
    public void A_change_of_a_container_in_a_loop_over_it_is_refused(string statement) => GeneratorHost.Diagnostics(Model.With($$"""
        [Differentiable]
        public static double F(double x)
        {
            var entries = new Dictionary<int, double> { [1] = x };
            var stack = new Stack<double>();
            stack.Push(x * x);
            var queue = new Queue<double>(stack);
            {{statement}}
            return entries[1] + stack.Peek() + queue.Peek();
        }
        """));

    [Theory]
    [InlineData("foreach (var t in array) array[0] = t;")]
    [InlineData("foreach (var t in list) other[0] = t;")]
    [InlineData("foreach (var t in list) { list[0] = 2 * t; break; }")]
    [InlineData("foreach (var t in list.ToArray()) list[0] = t;")]
    [InlineData("foreach (var t in list) array[0] += list[0] * t;")]
    public void Elements_of_arrays_and_of_other_lists_are_set_in_a_loop(string statement) => GeneratorHost.Run(Model.With($$"""
        [Differentiable]
        public static double F(double x)
        {
            List<double> list = [x, x * x], other = [x];
            double[] array = [x, 2 * x];
            {{statement}}
            return list[0] + other[0] + array[0];
        }
        """));

    [Fact]
    public void A_change_by_a_function_that_the_loop_calls_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            var list = new List<double> { x };
            void Add(double t) => {|DIFF0001:list.Add(t)|};
            foreach (var t in list) Add(t);
            return list[0];
        }
        """));

    [Fact]
    public void A_lock_outside_the_method_is_fine() => GeneratorHost.Run(Model.With("""
        private static readonly object Gate = new();

        [Differentiable]
        public static double F(double x) => 2 * x;

        public static double G(double x)
        {
            lock (Gate) return F(x);
        }
        """));
}
