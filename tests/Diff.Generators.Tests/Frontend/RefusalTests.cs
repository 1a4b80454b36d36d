namespace Diff.Generators.Tests.Frontend;

/// <summary>What the front end refuses, and where: markup <c>{|ID:text|}</c>. No test of the messages here.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void Goto_is_refused() => Check(
        """
        static double F(double x) { {|DIFF0007:goto end;|} end: return x; }
        """);

    [Fact]
    public void Yield_is_refused() => Check(
        """
        static double F(double x) { return All().Sum(); IEnumerable<double> All() { {|DIFF0001:yield|} return x; } }
        """);

    [Fact]
    public void An_exception_filter_is_refused() => Check(
        """
        static double F(double x, int n) { try { n = int.Parse("1"); } catch (Exception e) when ({|DIFF0001:e.Message.Length > 0|}) { } return x * n; }
        """);

    [Fact]
    public void A_reference_that_a_call_returns_is_refused() => Check(
        """
        static double F(double[] a) { ref var r = ref {|DIFF0017:System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(a)|}; return r; }
        """);

    [Fact]
    public void Boxing_is_refused() => Check(
        """
        static double F(double x) { object o = {|DIFF0002:x|}; return x; }
        """);

    [Fact]
    public void Conversion_to_decimal_is_refused() => Check(
        """
        static double F(double x) => (double){|DIFF0002:(decimal)x|};
        """);

    [Fact]
    public void A_delegate_call_is_refused() => Check(
        """
        static double F(double x, Func<double, double> f) => {|DIFF0045:f(x)|};
        """);

    [Theory]
    [InlineData("static double F(double x) { return {|DIFF0002:G(x)|}; double G(double a) { x *= 2; return a > 1 ? G(a / 2) : a; } }")]
    [InlineData("static double F<T>(double x) { return {|DIFF0002:G(x)|}; double G(double a) => a > 1 ? G(a / 2) : a; }")]
    [InlineData("static double F(double x) { return G<int>(x); double G<T>(double a) => a > 1 ? {|DIFF0002:G<T>(a / 2)|} : a; }")]
    [InlineData("static double F(double x) { {|DIFF0002:G(ref x)|}; return x; void G(ref double a) { if (a > x) return; a += x; G(ref a); } }")]
    [InlineData("static double F(double[] x) { var q = x.Select(v => v * v); return {|DIFF0002:G(3)|}; double G(int n) => n == 0 ? q.Sum() : G(n - 1); }")]
    public void A_recursive_local_function_is_refused_that_cannot_become_a_method(string method) => Check(method);

    [Fact]
    public void A_lambda_that_keeps_an_active_variable_is_refused() => Check(
        """
        static double F(double x) { Keep(() => {|DIFF0008:x|}); return x; } static void Keep(Func<double> f) => Kept = f; static Func<double>? Kept;
        """);

    [Fact]
    public void A_lambda_that_writes_a_variable_is_refused() => Check(
        """
        static double F(double x, int n) { Keep(() => {|DIFF0008:n|}++); return x; } static void Keep(Action f) => Kept = f; static Action? Kept;
        """);

    [Fact]
    public void Foreach_over_a_ref_struct_is_refused() => Check(
        """
        static double F(double x) { foreach (var l in {|DIFF0001:"a".AsSpan().EnumerateLines()|}) x += l.Length; return x; }
        """);

    [Fact]
    public void The_spread_of_a_sequence_that_cannot_be_followed_is_refused() => Check(
        """
        static double F(double x) { double[] b = [{|DIFF0002:.. Enumerable.Repeat(x, 3).Distinct()|}]; return b[0]; }
        """);

    [Fact]
    public void An_object_with_active_arguments_is_refused() => Check(
        """
        static double F(double x) => ({|DIFF0003:new System.Numerics.Vector<double>(x)|})[0];
        """);

    [Fact]
    public void A_list_pattern_is_refused() => Check(
        """
        static double F(double x, int[] a) => a is {|DIFF0020:[1, ..]|} ? x : 0;
        """);

    [Fact]
    public void A_range_held_in_a_variable_is_refused() => Check(
        """
        static double F(double[] a, Range r) => ({|DIFF0002:a[r]|})[0];
        """);

    [Fact]
    public void An_anonymous_object_is_refused() => Check(
        """
        static double F(double x, int n) { var o = {|DIFF0002:new { n }|}; return x * o.n; }
        """);

    [Fact]
    public void An_unsafe_pointer_is_refused() => Check(
        """
        static unsafe double F(double x, int n) { int* p = {|DIFF0019:&n|}; return x; }
        """);

    private static void Check(string markup)
    {
        var (source, marks) = Diff.Testing.Markup.Parse(markup);
        var expected = marks.Select(mark => $"{mark.Id}: {source.Substring(mark.Span.Start, mark.Span.Length)}");
        Assert.Equal(expected, Lowered.Of(source).Reports);
    }
}
