using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0002
{
    [Fact]
    public void The_bits_of_a_number_are_no_place() => GeneratorHost.Diagnostics(Model.With("""
        private static long Bits(double x) => BitConverter.DoubleToInt64Bits(x);

        private static double Number(long bits) => BitConverter.Int64BitsToDouble(bits);

        [Differentiable]
        public static double F(double x, double y) => {|DIFF0002:Number(Bits(x))|} * y;
        """));

    [Fact]
    public void A_method_that_changes_a_struct_without_derivatives_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public struct Pair(double a, double b)
        {
            public double A = a, B = b;
            public void Scale(double by) { A *= by; B *= by; }
            public int Count() => A > B ? 1 : 0;
            public int Next() { B++; return 1; }
            public double Sum => A + B;
            public double Peek { get { A += 1; return 2; } }
            public double this[int i] { get { B += i; return A; } }
        }

        [Differentiable]
        public static double Getter(double x, double y) { var p = new Pair(x, y); var k = {|DIFF0002:p.Peek|}; return p.A * k; }

        [Differentiable]
        public static double Indexer(double x, double y) { var p = new Pair(x, y); var k = {|DIFF0002:p[1]|}; return p.A * k; }

        [Differentiable]
        public static double Local(double x, double y) { var p = new Pair(x, y); {|DIFF0002:p.Scale(x)|}; return p.A; }

        [Differentiable]
        public static double Element(double x, double y) { var p = new[] { new Pair(x, y) }; {|DIFF0002:p[0].Scale(2)|}; return p[0].A; }

        [Differentiable]
        public static double Counted(double x, double y) { var p = new Pair(x, y); var n = {|DIFF0002:p.Next()|}; return p.A * n; }

        [Differentiable]
        public static double Read(double x, double y) { var p = new Pair(x, y); var n = p.Count(); return p.A * p.B * {|DIFF0200:n|}; }
        """));

    [Fact]
    public void A_recursive_function_that_changes_what_it_captures_by_a_getter_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public partial struct Doubling
        {
            public double Sum;
            public double Next { get { Sum *= 2; return Sum; } }
        }

        [Differentiable]
        public static double F(double x)
        {
            var a = new Doubling { Sum = x };
            return {|DIFF0002:G(2)|} + a.Sum;
            double G(int n) => n == 0 ? 0 : a.Next + G(n - 1);
        }
        """));

    [Fact]
    public void A_method_whose_overrides_may_change_what_has_been_read_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public abstract partial class Filter
        {
            protected double _weight = 1;
            public abstract double At(double x);

            [NoGradient]
            protected virtual void Prepare() { }

            public double Loss(double x)
            {
                {|DIFF0002:Prepare()|};
                return _weight * At(x);
            }
        }

        [Differentiable]
        public sealed partial class Tuned : Filter
        {
            protected override void Prepare() => _weight = 5;

            public override double At(double x) => x;
        }
        """);

    [Fact]
    public void A_conversion_to_a_type_without_derivatives_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x) => x * (double){|DIFF0002:(decimal)x|};
        [Differentiable]
        public static double Named(double x, string[] names) =>
            x * ({|DIFF0002:from name in names let weight = name.Length where weight > 2 select name|}).Count();
        """));

    [Fact]
    public void Members_of_extension_blocks_are_refused() => GeneratorHost.Diagnostics("""
        public static partial class Model
        {
            extension(double x)
            {
                public double Twice => 2 * x;
                public double Times(double y) => x * y;
                public static double Cube(double y) => y * y * y;
            }

            [Differentiable]
            public static double F(double x) => {|DIFF0002:x.Twice|} + {|DIFF0002:x.Times(2)|} + {|DIFF0002:double.Cube(x)|};

            [Differentiable]
            public static double G(double x, int n) => x * Math.Abs({|DIFF0002:n.Half|});

            extension(int n)
            {
                public int Half => n / 2;
            }
        }
        """);

    [Fact]
    public void Integers_may_be_queried() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, int[] counts) => x * counts.Sum();
        """));

    [Fact]
    public void Returning_a_jagged_array_of_the_caller_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double[][] F(double[][] x) => {|DIFF0002:x|};
        """));

    [Fact]
    public void Returning_a_copy_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double[] F(double[] x) => (double[])x.Clone();
        """));

    [Fact]
    public void A_parameter_as_the_row_of_a_table_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double[] x)
        {
            var m = new double[1][];
            {|DIFF0002:m[0] = x|};
            return m[0][0] * x[0];
        }
        """));

    [Fact]
    public void Another_row_in_the_table_of_a_parameter_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double[][] m)
        {
            {|DIFF0002:m[0] = [m[0][0], 1]|};
            return m[0][0] * m[0][1];
        }
        """));

    [Fact]
    public void A_table_whose_rows_are_exchanged_after_a_call_is_refused_at_the_call() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double First(double[][] m) => m[0][0] * m[0][0];

        [Differentiable]
        public static double F(double x)
        {
            double[][] m = [[x], [2]];
            var s = {|DIFF0002:First(m)|};
            (m[0], m[1]) = (m[1], m[0]);
            return s * m[0][0];
        }
        """));

    [Fact]
    public void Another_row_in_a_table_that_a_call_made_is_refused_at_the_call() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double[][] Rows(double x) => [[x], [x * x]];

        [Differentiable]
        public static double F(double x)
        {
            var m = {|DIFF0002:Rows(x)|};
            m[0] = [2 * x];
            return m[0][0] * m[1][0];
        }
        """));

    [Fact]
    public void The_same_array_as_two_results_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static (double[], double[]) F(double x)
        {
            var a = {|DIFF0002:new double[1]|};
            a[0] = x * x;
            return (a, a);
        }
        """));

    [Fact]
    public void A_copy_of_bytes_that_may_end_inside_of_an_element_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double[] x, int n)
        {
            var y = new double[x.Length];
            Buffer.BlockCopy(x, 0, y, 0, {|DIFF0002:n|});
            return y[0] * y[0];
        }
        """));

    [Fact]
    public void An_array_that_was_rented_elsewhere_is_not_given_back() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double[] x)
        {
            var y = x[0] * x[0];
            {|DIFF0002:System.Buffers.ArrayPool<double>.Shared.Return(x)|};
            return y;
        }
        """));

    [Fact]
    public void Arrays_of_a_list_are_not_given_back() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double[] x, [NoGradient] double[][] rented)
        {
            foreach (var array in rented) {|DIFF0002:System.Buffers.ArrayPool<double>.Shared.Return(array)|};
            return x[0] * x[0];
        }
        """));

    [Fact]
    public void An_array_that_may_be_rented_elsewhere_is_not_given_back() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double[] x, bool flag)
        {
            var rented = System.Buffers.ArrayPool<double>.Shared.Rent(x.Length);
            rented[0] = x[0] * x[0];
            var y = rented[0];
            if (flag) rented = x;
            {|DIFF0002:System.Buffers.ArrayPool<double>.Shared.Return(rented)|};
            return y;
        }
        """));

    [Fact]
    public void A_refused_method_that_writes_a_span_gives_its_callers_no_second_error() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static void Writes(ReadOnlySpan<double> x, Span<double> y)
        {
            for (var i = 0; i < x.Length; i++) y[i] = x[i] * (double){|DIFF0002:(decimal)x[i]|};
        }

        [Differentiable]
        public static double Calls(ReadOnlySpan<double> x)
        {
            var y = new double[x.Length];
            Writes(x, y);
            return y[0];
        }

        public static void Use(double[] x, double[] y, double[] weight, double[] gradient) => WritesVjp(x, y, weight, gradient);
        """));

    [Fact]
    public void Memory_that_a_callee_takes_for_a_constant_and_writes_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable] private static double Clear([NoGradient] double[] a, double x) { a[0] = 0; return x; }

        [Differentiable]
        public static double F(double x)
        {
            double[] a = [x * x];
            var y = {|DIFF0002:Clear(a, x)|};
            return y * a[0];
        }
        """));

    [Fact]
    public void Operations_on_dynamic_values_are_refused_and_the_values_themselves_passed_through() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, dynamic d)
        {
            double y = {|DIFF0002:x * d|};
            return y;
        }

        [Differentiable]
        public static double G(double x, dynamic d)
        {
            double y = {|DIFF0002:d|};
            return x * y;
        }

        [Differentiable]
        public static double H(double x, dynamic d) => d is null ? x : x * x;
        """));

    [Fact]
    public void The_same_parameter_twice_as_a_result_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static (double[], double[]) F(double[] x) => {|DIFF0002:(x, x)|};
        """));

    [Theory]
    [InlineData("List<double>", "return {|DIFF0002:list|};")]
    [InlineData("List<double>", "return x > 0 ? [x] : {|DIFF0002:_held|};")]
    [InlineData("List<double>?", "return {|DIFF0002:null|};")]
    [InlineData("IList<double>", "return {|DIFF0002:new double[] { x }|};")]
    [InlineData("IEnumerable<double>", "return {|DIFF0002:list.Select(t => t * x)|};")]
    [InlineData("List<double>", "var own = new List<double> { x }; try { return {|DIFF0002:{|DIFF0047:own|}|}; } finally { own.Add(1); }")]
    [InlineData("double", "var own = new List<double> { x }; List<double> Same() => {|DIFF0047:own|}; var same = Same(); same.Add(x); return own[0];")]
    public void A_collection_that_somebody_else_may_have_is_not_returned(string type, string body) => GeneratorHost.Diagnostics(Model.With($$"""
        private static readonly List<double> _held = [1];

        [Differentiable]
        public static {{type}} F(double x, List<double> list) { {{body}} }
        """));

    [Theory]
    [InlineData("var stack = new Stack<double>(); stack.Push(x); var same = stack; same.Push(1); return {|DIFF0002:stack.Pop()|};")]
    [InlineData("var stack = new Stack<double>(); stack.Push(x); Keep(stack); return {|DIFF0002:stack.Pop()|};")]
    [InlineData("var stack = new Stack<double>(); stack.Push(x); stack = new(stack); return {|DIFF0002:stack.Pop()|};")]
    public void A_stack_or_queue_that_is_seen_by_other_code_is_refused(string body) => GeneratorHost.Diagnostics(Model.With($$"""
        private static void Keep(Stack<double> stack) => stack.Push(1);

        [Differentiable]
        public static double F(double x) { {{body}} }
        """));

    [Fact]
    public void A_body_that_is_chosen_at_run_time_returns_no_parameter() => GeneratorHost.Diagnostics("""
        using Diff;

        public partial class Layer
        {
            [Differentiable]
            public virtual double[] Apply(double[] x) => {|DIFF0002:x|};
        }
        """);

    [Fact]
    public void An_object_that_an_unmarked_method_makes_of_a_differentiated_value_is_refused_where_derivatives_take_it_for_a_constant() => GeneratorHost.Diagnostics("""
        public partial interface ICurve { [Differentiable] double At(double x); }

        public partial class Line(double slope) : ICurve { public double? Last; [Differentiable] public double At(double x) => slope * x; }

        public static partial class User
        {
            private static ICurve Make(double slope) => new Line(slope);

            [Differentiable]
            public static double F(double k, double x) => {|DIFF0002:{|DIFF0004:Make(k)|}.At(x)|} + k;

            [Differentiable]
            public static double G(double k, double x) { var curve = Make(k); return {|DIFF0002:Twice(curve, x)|} + k; }

            [Differentiable]
            public static double H(double k, double x) => Make(2).At(k * x);

            [Differentiable]
            private static double Twice(ICurve curve, double x) => 2 * curve.At(x);
        }
        """);

    [Fact]
    public void A_comparison_that_writes_an_array_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double Kept(double[] x)
        {
            var (order, seen) = (new[] { 0, 1, 2 }, new double[3]);
            {|DIFF0002:Array.Sort(order, (i, j) => { seen[i] = x[i] * 2; return x[i].CompareTo(x[j]); })|};
            return seen[0] * x[order[0]];
        }

        [Differentiable]
        public static double Passed(double[] x)
        {
            var order = new[] { 0, 1, 2 };
            {|DIFF0002:Array.Sort(order, (i, j) => Compare(x, i, j))|};
            return x[order[0]];
        }

        private static int Compare(double[] x, int i, int j) { x[i]++; return x[i].CompareTo(x[j]); }
        """));
}
