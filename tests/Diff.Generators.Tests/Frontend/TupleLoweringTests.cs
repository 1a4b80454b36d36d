namespace Diff.Generators.Tests.Frontend;

/// <summary>Tuples are split into their leaves. Each fact: C# in, imperative IR out.</summary>
public sealed class TupleLoweringTests
{
    [Fact]
    public void A_tuple_parameter_is_taken_apart_at_entry() => Check(
        """
        static double F((double A, (double B, int N) C) t) => t.A * t.C.B;
        """,
        """
        (t%0)
        t_Item1%4 = t%0.Item1
        %5 = t%0.Item2
        t_Item2_Item1%6 = %5.Item1
        t_Item2_Item2%7 = %5.Item2
        t_Item1 := t_Item1%4
        t_Item2_Item1 := t_Item2_Item1%6
        t_Item2_Item2 := t_Item2_Item2%7
        %8 = t_Item1
        %9 = t_Item2_Item1
        %10 = %8 * %9
        return %10
        """);

    [Fact]
    public void A_field_of_a_tuple_local_is_assigned_by_itself() => Check(
        """
        static double F(double x) { var t = (x, 2 * x); t.Item1 = 1; return t.Item2; }
        """,
        """
        (x%0)
        x := x%0
        %4 = x
        %5 = x
        t_Item2%6 = 2 * %5
        t_Item1 := %4
        t_Item2 := t_Item2%6
        t_Item1 := 1
        %7 = t_Item2
        return %7
        """);

    [Fact]
    public void A_returned_tuple_is_put_together() => Check(
        """
        static (double A, double B) F(double x) => (x, x * x);
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        %3 = x
        %4 = x
        %5 = %3 * %4
        %6 = make(%2, %5)
        return %6
        """);

    [Fact]
    public void Swapping_reads_before_it_writes() => Check(
        """
        static double F(double x, double y) { (x, y) = (y, x); return x - y; }
        """,
        """
        (x%0, y%1)
        x := x%0
        y := y%1
        %4 = y
        %5 = x
        x := %4
        y := %5
        %6 = x
        %7 = y
        %8 = %6 - %7
        return %8
        """);

    [Fact]
    public void Deconstruction_declares_and_discards() => Check(
        """
        static double F((double, double) t) { var (a, _) = t; return a; }
        """,
        """
        (t%0)
        t_Item1%3 = t%0.Item1
        t_Item2%4 = t%0.Item2
        t_Item1 := t_Item1%3
        t_Item2 := t_Item2%4
        %6 = t_Item1
        %7 = t_Item2
        a := %6
        %8 = a
        return %8
        """);

    [Fact]
    public void Comparison_of_tuples_compares_their_elements() => Check(
        """
        static double F(double x, double y) => (x, y) == (1, 2) ? x : y;
        """,
        """
        (x%0, y%1)
        x := x%0
        y := y%1
        %4 = x
        %5 = y
        %6 = %4 == 1
        %8 = if %6
          %7 = %5 == 2
          yield %7
        else
          yield 0
        %11 = if %8
          %9 = x
          yield %9
        else
          %10 = y
          yield %10
        return %11
        """);

    [Fact]
    public void Elements_of_an_inert_tuple_are_read_by_name() => Check(
        """
        static double F(double x, (int A, int B) t) => x * t.B;
        """,
        """
        (x%0, t%1)
        x := x%0
        t_Item1%5 = `{0}.Item1`(t%1) pure
        t_Item2%6 = `{0}.Item2`(t%1) pure
        t_Item1 := t_Item1%5
        t_Item2 := t_Item2%6
        %7 = x
        %8 = t_Item2
        %9 = convert %8
        %10 = %7 * %9
        return %10
        """);

    private static void Check(string members, string expected)
    {
        var lowered = Lowered.Of(members);
        Assert.Equal([], lowered.Reports);
        Assert.Equal(expected, lowered.Text.TrimEnd());
    }
}
