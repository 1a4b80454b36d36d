namespace Diff.Generators.Tests.Frontend;

/// <summary>Expressions without derivatives. Each fact: C# in, imperative IR out.</summary>
public sealed class InertLoweringTests
{
    [Fact]
    public void A_field_of_this_is_read() => Check(
        """
        double sigma; readonly int n; double F(double x) => sigma * x * n;
        """,
        """
        (this%0, x%1)
        x := x%1
        %3 = `{0}.sigma`(this%0) read
        %4 = x
        %5 = %3 * %4
        %6 = `{0}.n`(this%0) pure
        %7 = convert %6
        %8 = %5 * %7
        return %8
        """);

    [Fact]
    public void A_static_table_is_a_buffer() => Check(
        """
        static readonly double[] Table = [1, 2]; static double F(double x, int i) => Table[i] * x;
        """,
        """
        (x%0, i%1)
        x := x%0
        i := i%1
        %4 = `global::N.C.Table`() pure
        %5 = i
        %6 = %4[%5]
        %7 = x
        %8 = %6 * %7
        return %8
        """);

    [Fact]
    public void An_inert_counter_is_read_and_written() => Check(
        """
        int count; double F(double x) { count++; return x; }
        """,
        """
        (this%0, x%1)
        x := x%1
        %3 = `{0}.count`(this%0) read
        %4 = %3 + 1
        `{0}.count = {1}`(this%0, %4) write
        %5 = x
        return %5
        """);

    [Fact]
    public void A_call_without_floating_point_data_runs_once() => Check(
        """
        static double F(double x, Random random) => x * random.NextDouble();
        """,
        """
        (x%0, random%1)
        x := x%0
        random := random%1
        %4 = x
        %5 = random
        %6 = `{0}.NextDouble()`(%5) write
        %7 = %4 * %6
        return %7
        """);

    [Fact]
    public void Console_output_may_read_active_values() => Check(
        """
        static double F(double x, int n) { Console.WriteLine("{0} {1}", x, n); return x; }
        """,
        """
        (x%0, n%1)
        x := x%0
        n := n%1
        %4 = x
        %5 = n
        `global::System.Console.WriteLine({0}, {1}, {2})`("{0} {1}", %4, %5) write
        %6 = x
        return %6
        """);

    [Fact]
    public void An_interpolated_string_is_printed_with_holes() => Check(
        """
        static double F(double x, int n) { Console.WriteLine($"x = {x * 2:F3}, {n,4} {{}}"); return x; }
        """,
        """
        (x%0, n%1)
        x := x%0
        n := n%1
        %4 = x
        %5 = %4 * 2
        %6 = n
        `global::System.Console.WriteLine($"x = {{({0}):F3}}, {{({1}),4}} {{{{}}}}")`(%5, %6) write
        %7 = x
        return %7
        """);

    [Fact]
    public void Omitted_arguments_stay_omitted() => Check(
        """
        static int G(int a = 1, int b = 2) => a; static double F(double x) => x * G(b: 3);
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        %3 = `global::N.C.G(b: {0})`(3) read
        %4 = convert %3
        %5 = %2 * %4
        return %5
        """);

    [Fact]
    public void A_lambda_is_qualified_and_captures_by_holes() => Check(
        """
        static void Check(bool b, Func<string> m) { } static double F(double x, int n) { Check(x > 0, () => $"{n} {Math.PI} {nameof(x)} {Name(n)}"); return x; } static string Name(int n) => "";
        """,
        """
        (x%0, n%1)
        x := x%0
        n := n%1
        %4 = x
        %5 = %4 > 0
        %6 = n
        `global::N.C.Check({0}, () => $"{{({1})}} {{(global::System.Math.PI)}} {{("x")}} {{(global::N.C.Name({1}))}}")`(%5, %6) write
        %7 = x
        return %7
        """);

    [Fact]
    public void An_extension_method_is_called_as_a_static_one() => Check(
        """
        static double F(double x, int[] a) => x * a.Sum();
        """,
        """
        (x%0, a%1)
        x := x%0
        a := a%1
        %4 = x
        %5 = a
        %6 = `global::System.Linq.Enumerable.Sum({0})`(%5) write
        %7 = convert %6
        %8 = %4 * %7
        return %8
        """);

    [Fact]
    public void A_conditional_access_is_printed_whole() => Check(
        """
        static double F(double x, string? s) => x * (s?.Length ?? 0);
        """,
        """
        (x%0, s%1)
        x := x%0
        s := s%1
        %4 = x
        %5 = s
        %6 = `{0}?.Length`(%5) write
        %7 = `{0} is null`(%6) pure
        %9 = if %7
          yield 0
        else
          %8 = `{0}.GetValueOrDefault()`(%6) pure
          yield %8
        %10 = convert %9
        %11 = %4 * %10
        return %11
        """);

    [Fact]
    public void Coalescing_evaluates_the_right_side_only_for_null() => Check(
        """
        static double F(double x, string? s) => x * (s ?? "abc").Length;
        """,
        """
        (x%0, s%1)
        x := x%0
        s := s%1
        %4 = x
        %5 = s
        %6 = `{0} is null`(%5) pure
        %7 = if %6
          yield "abc"
        else
          yield %5
        %8 = `{0}.Length`(%7) pure
        %9 = convert %8
        %10 = %4 * %9
        return %10
        """);

    [Fact]
    public void A_conditional_method_without_its_symbol_is_dropped() => Check(
        """
        static double F(double x) { System.Diagnostics.Debug.Assert(x > 0); return x; }
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        return %2
        """);

    private static void Check(string members, string expected)
    {
        var lowered = Lowered.Of(members);
        Assert.Equal([], lowered.Reports);
        Assert.Equal(expected, lowered.Text.TrimEnd());
    }
}
