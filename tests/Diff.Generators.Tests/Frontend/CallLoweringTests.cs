namespace Diff.Generators.Tests.Frontend;

/// <summary>Calls by contract, and local functions. Each fact: C# in, imperative IR out.</summary>
public sealed class CallLoweringTests
{
    [Fact]
    public void A_marked_method_is_called_by_contract() => Check(
        """
        [Differentiable] static double G(double x, int n) => x; static double F(double x) => G(n: 2, x: x);
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        %3 = primal G(%2, 2)
        return %3
        """);

    [Fact]
    public void Arguments_are_evaluated_in_source_order() => Check(
        """
        static double G(double a, double b) => a; static double F(double x) => G(b: x++, a: x);
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        x%3 = %2 + 1
        x := x%3
        %4 = x
        %5 = primal G(%4, %2)
        return %5
        """);

    [Fact]
    public void A_receiver_comes_first() => Check(
        """
        double G(double x) => x; double F(double x) => G(x);
        """,
        """
        (this%0, x%1)
        x := x%1
        %3 = x
        %4 = primal G(this%0, %3)
        return %4
        """);

    [Fact]
    public void Results_by_reference_are_written_back() => Check(
        """
        static double G(ref double a, out double b) { b = a; return a; } static double F(double x) { var y = G(ref x, out var z); return y + z + x; }
        """,
        """
        (x%0)
        x := x%0
        %4 = x
        y%5, x%6, z%7 = primal G(%4, 0)
        x := x%6
        z := z%7
        y := y%5
        %8 = y
        %9 = z
        %10 = %8 + %9
        %11 = x
        %12 = %10 + %11
        return %12
        """);

    [Fact]
    public void An_unmarked_method_that_takes_active_values_is_called_by_contract() => Check(
        """
        static double s_last; static void Log(double x) => s_last = x; static double F(double x) { Log(x); return x; }
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        primal Log(%2)
        %3 = x
        return %3
        """);

    [Fact]
    public void A_marked_property_is_called() => Check(
        """
        [Differentiable] double Scale => 2; double F(double x) => x * Scale;
        """,
        """
        (this%0, x%1)
        x := x%1
        %3 = x
        %4 = primal Scale(this%0)
        %5 = %3 * %4
        return %5
        """);

    [Fact]
    public void A_local_function_is_inlined() => Check(
        """
        static double F(double x) { return G(x) + G(2); double G(double a) => a * x; }
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        a := %2
        %5 = a
        %6 = x
        G%7 = %5 * %6
        G := G%7
        %8 = G
        a := 2
        %11 = a
        %12 = x
        G%13 = %11 * %12
        G := G%13
        %14 = G
        %15 = %8 + %14
        return %15
        """);

    [Fact]
    public void A_local_function_that_returns_early_is_a_one_trip_loop() => Check(
        """
        static double F(double x) { double G(double a) { if (a > 0) return a; return -a; } return G(x); }
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        a := %2
        loop
        while
          yield 1
        body
          %5 = a
          %6 = %5 > 0
          if %6
            %7 = a
            G := %7
            break
          %8 = a
          G%9 = neg(%8)
          G := G%9
          break
        %10 = G
        return %10
        """);

    [Fact]
    public void A_ref_parameter_of_a_local_function_is_the_variable() => Check(
        """
        static double F(double x) { void Twice(ref double a) => a *= 2; Twice(ref x); return x; }
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        x%3 = %2 * 2
        x := x%3
        %4 = x
        return %4
        """);

    private static void Check(string members, string expected)
    {
        var lowered = Lowered.Of(members);
        Assert.Equal([], lowered.Reports);
        Assert.Equal(expected, lowered.Text.TrimEnd());
    }
}
