using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0047
{
    [Theory]
    [InlineData("{|DIFF0047:list|}.Add(1)")]
    [InlineData("{|DIFF0047:list|}.Sort()")]
    [InlineData("list = {|DIFF0047:null|}!")]
    [InlineData("Keep({|DIFF0047:list|})")]
    [InlineData("_kept = {|DIFF0047:list|}")]
    [InlineData("Keep(flag ? {|DIFF0047:list|} : other)")]
    [InlineData("Look({|DIFF0047:memory|})")]
    public void What_may_keep_or_change_a_collection_is_refused(string statement) => GeneratorHost.Diagnostics(Model.With($$"""
        private static List<double>? _kept;
        private static void Keep(List<double> list) => _kept = list;
        private static double Look(ReadOnlyMemory<double> memory) => memory.Span[0];

        [Differentiable]
        public static double F(List<double> list, ReadOnlyMemory<double> memory, bool flag, [NoGradient] List<double> other)
        {
            {{statement}};
            return list[0] * memory.Span[0];
        }
        """));

    [Theory]
    [InlineData("var list = new List<double> { x }; return Look({|DIFF0047:list|});")]
    [InlineData("var list = new List<double> { x }; var same = {|DIFF0047:list|}; same.Add(x); return list[1];")]
    [InlineData("List<double> list = [x, x]; {|DIFF0047:list|}.RemoveAll(t => t > 0); return list[0];")]
    [InlineData("var list = new List<double> { x }; var span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan({|DIFF0047:list|}); list.Add(1); return span[0];")]
    [InlineData("var rows = new List<double[]> { new[] { x } }; var same = {|DIFF0047:rows|}; same.Add(new[] { x }); return rows[1][0];")]
    public void Local_list_that_is_seen_by_other_code_is_refused(string body) => GeneratorHost.Diagnostics(Model.With($$"""
        private static double Look(List<double> list) => list[0];

        [Differentiable]
        public static double F(double x) { {{body}} }
        """));

    [Theory]
    [InlineData("return Look({|DIFF0047:entries|});")]
    [InlineData("var same = {|DIFF0047:entries|}; same[2] = x; return entries[2];")]
    [InlineData("var values = {|DIFF0047:entries|}.Values; entries[2] = x; return values.Sum();")]
    [InlineData("return {|DIFF0047:entries|}.ToDictionary(pair => pair.Key, pair => pair.Value)[1];")]
    [InlineData("return {|DIFF0047:entries|}.ContainsValue(1) ? 1 : 2;")]
    public void Local_dictionary_that_is_seen_by_other_code_is_refused(string body) => GeneratorHost.Diagnostics(Model.With($$"""
        private static double Look(Dictionary<int, double> entries) => entries[1];

        [Differentiable]
        public static double F(double x) { var entries = new Dictionary<int, double> { [1] = x }; {{body}} }
        """));

    [Theory]
    [InlineData("static void Help(List<double> list, double x) { list.Add(x); _kept = list; }")]
    [InlineData("static void Help(List<double> list, double x) { list.Add(x); list = []; list.Add(1); }")]
    [InlineData("static void Help(List<double> list, double x) { list.Add(x); list.RemoveAll(t => t > 1); }")]
    [InlineData("static void Help(IEnumerable<double> list, double x) => ((List<double>)list).Add(x);")]
    public void Method_that_does_more_with_a_local_list_than_change_it_is_refused(string helper) => GeneratorHost.Diagnostics(Model.With($$"""
        private static List<double>? _kept;
        private {{helper}}

        [Differentiable]
        public static double F(double x)
        {
            var list = new List<double> { x };
            Help({|DIFF0047:list|}, x);
            return list[0];
        }
        """));

    [Theory]
    [InlineData("object same = {|DIFF0047:G(x)|};")]
    [InlineData("Look({|DIFF0047:G(x)|});")]
    public void Returned_list_that_is_seen_by_other_code_is_refused(string statement) => GeneratorHost.Diagnostics(Model.With($$"""
        private static double Look(List<double> list) => list[0];

        [Differentiable]
        public static List<double> G(double x) => [x];

        [Differentiable]
        public static double F(double x)
        {
            {{statement}}
            return x * x;
        }
        """));

    [Fact]
    public void Local_list_of_constants_is_an_object_like_any_other() => GeneratorHost.Run(Model.With("""
        private static double Look(List<double> list) => list[0];

        [Differentiable]
        public static double F(double x)
        {
            var list = new List<double>();
            for (var i = 0; i < 3; i++) list.Add(i * 0.5);
            list.Sort();
            return Look(list) * x * list.BinarySearch(0.5);
        }
        """));

    [Fact]
    public void Elements_counts_views_and_loops_are_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(List<double> list, ReadOnlyMemory<double> memory, IReadOnlyList<double> other)
        {
            ArgumentNullException.ThrowIfNull(list);
            if (other == null || other is null) throw new ArgumentNullException(nameof(other));
            var sum = list[0] * list[^1] * list.Count + memory.Span[0] + memory.Slice(1).Length + other.Sum();
            foreach (var x in list) sum += x * G(list);
            return sum;
        }

        [Differentiable]
        public static double G(IReadOnlyList<double> x) => x[0] * x.Count;
        """));
}
