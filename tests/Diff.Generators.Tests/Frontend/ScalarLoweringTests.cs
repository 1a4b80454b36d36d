namespace Diff.Generators.Tests.Frontend;

/// <summary>Straight-line scalar code. Each fact: C# in, imperative IR out.</summary>
public sealed class ScalarLoweringTests
{
    [Fact]
    public void A_local_names_the_value_assigned_to_it() => Check(
        """
        static double F(double x) { var a = 1 - x; return a; }
        """,
        """
        (x%0)
        x := x%0
        %3 = x
        a%4 = 1 - %3
        a := a%4
        %5 = a
        return %5
        """);

    [Fact]
    public void Compound_assignment_converts_its_operand() => Check(
        """
        static double F(double x, int n) { x *= n; return x; }
        """,
        """
        (x%0, n%1)
        x := x%0
        n := n%1
        %4 = x
        %5 = n
        %6 = convert %5
        x%7 = %4 * %6
        x := x%7
        %8 = x
        return %8
        """);

    [Fact]
    public void Compound_assignment_to_an_integer_converts_back() => Check(
        """
        static int F(int n, double x) { n += (int)x; n *= 2; return n; }
        """,
        """
        (n%0, x%1)
        n := n%0
        x := x%1
        %4 = n
        %5 = x
        %6 = convert %5
        n%7 = %4 + %6
        n := n%7
        %8 = n
        n%9 = %8 * 2
        n := n%9
        %10 = n
        return %10
        """);

    [Fact]
    public void Postfix_increment_yields_the_value_before() => Check(
        """
        static double F(double x) { var y = x++; return y; }
        """,
        """
        (x%0)
        x := x%0
        %3 = x
        x%4 = %3 + 1
        x := x%4
        y := %3
        %5 = y
        return %5
        """);

    [Fact]
    public void Prefix_decrement_yields_the_value_after() => Check(
        """
        static double F(double x) => --x;
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        x%3 = %2 - 1
        x := x%3
        return x%3
        """);

    [Fact]
    public void Increment_of_a_byte_is_computed_as_int() => Check(
        """
        static double F(double x, byte b) { b++; return x * b; }
        """,
        """
        (x%0, b%1)
        x := x%0
        b := b%1
        %4 = b
        %5 = convert %4
        %6 = %5 + 1
        b%7 = convert %6
        b := b%7
        %8 = x
        %9 = b
        %10 = convert %9
        %11 = %8 * %10
        return %11
        """);

    [Fact]
    public void Assignments_inside_expressions_happen_in_order() => Check(
        """
        static double F(double x) { double y; return (y = x * x) + y; }
        """,
        """
        (x%0)
        x := x%0
        %3 = x
        %4 = x
        y%5 = %3 * %4
        y := y%5
        %6 = y
        %7 = y%5 + %6
        return %7
        """);

    [Fact]
    public void A_float_argument_is_converted_implicitly() => Check(
        """
        static double F(float x) => Math.Sin(x);
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        %3 = convert %2
        %4 = Sin(%3)
        return %4
        """);

    [Fact]
    public void Negation_and_remainder_are_primitives() => Check(
        """
        static double F(double x, double y) => -(x % y);
        """,
        """
        (x%0, y%1)
        x := x%0
        y := y%1
        %4 = x
        %5 = y
        %6 = %4 % %5
        %7 = neg(%6)
        return %7
        """);

    [Fact]
    public void Unary_plus_is_nothing() => Check(
        """
        static double F(double x) => +x;
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        return %2
        """);

    [Fact]
    public void A_named_constant_keeps_its_name() => Check(
        """
        const double K = 2.5; static double F(double x) => K * x + Math.PI;
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        %3 = 2.5 * %2
        %4 = %3 + 3.141592653589793
        return %4
        """);

    [Fact]
    public void An_enum_constant_keeps_its_name() => Check(
        """
        static double F(double x, E e) => e == E.B ? x : 0;
        """,
        """
        (x%0, e%1)
        x := x%0
        e := e%1
        %4 = e
        %5 = `{0} == {1}`(%4, global::N.E.B) pure
        %7 = if %5
          %6 = x
          yield %6
        else
          yield 0
        return %7
        """);

    [Fact]
    public void Checked_integer_arithmetic_is_marked() => Check(
        """
        static double F(double x, int n) => x * checked(n * n);
        """,
        """
        (x%0, n%1)
        x := x%0
        n := n%1
        %4 = x
        %5 = n
        %6 = n
        %7 = %5 * %6 checked
        %8 = convert %7
        %9 = %4 * %8
        return %9
        """);

    [Fact]
    public void Functions_of_several_holders_share_a_primitive() => Check(
        """
        static double F(double x) => Math.Sin(x) + double.Sin(x);
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        %3 = Sin(%2)
        %4 = x
        %5 = Sin(%4)
        %6 = %3 + %5
        return %6
        """);

    [Fact]
    public void A_tuple_of_sine_and_cosine_is_taken_apart() => Check(
        """
        static double F(double x) { var (s, c) = Math.SinCos(x); return s * c; }
        """,
        """
        (x%0)
        x := x%0
        %4 = x
        %5 = SinCos(%4)
        s%6 = %5.Item1
        c%7 = %5.Item2
        s := s%6
        c := c%7
        %8 = s
        %9 = c
        %10 = %8 * %9
        return %10
        """);

    [Fact]
    public void Functions_without_floating_point_operands_are_inert() => Check(
        """
        static double F(double x, int n) => x * Math.Abs(n);
        """,
        """
        (x%0, n%1)
        x := x%0
        n := n%1
        %4 = x
        %5 = n
        %6 = `global::System.Math.Abs({0})`(%5) pure
        %7 = convert %6
        %8 = %4 * %7
        return %8
        """);

    [Fact]
    public void Detach_is_an_operation() => Check(
        """
        static double F(double x) => Gradient.Detach(x) * x;
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        %3 = detach(%2)
        %4 = x
        %5 = %3 * %4
        return %5
        """);

    [Fact]
    public void Generic_constants_and_functions_belong_to_the_type_parameter() => Check(
        """
        static T F<T>(T x) where T : System.Numerics.IFloatingPointIeee754<T> => T.Sin(x) * T.CreateChecked(2.5) + T.One / T.Pi;
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        %3 = Sin(%2)
        %4 = %3 * 2.5
        %5 = `T.Pi`() pure
        %6 = 1 / %5
        %7 = %4 + %6
        return %7
        """);

    [Fact]
    public void A_ref_parameter_is_returned_after_the_value() => Check(
        """
        static double F(double x, ref double y, out double z) { y += x; z = y; return x; }
        """,
        """
        (x%0, y%1, z%2)
        x := x%0
        y := y%1
        %6 = y
        %7 = x
        y%8 = %6 + %7
        y := y%8
        %9 = y
        z := %9
        %10 = x
        %11 = y
        %12 = z
        return %10, %11, %12
        """);

    [Fact]
    public void An_in_parameter_is_an_ordinary_value() => Check(
        """
        static double F(in double x) => x * x;
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        %3 = x
        %4 = %2 * %3
        return %4
        """);

    private static void Check(string members, string expected)
    {
        var lowered = Lowered.Of(members);
        Assert.Equal([], lowered.Reports);
        Assert.Equal(expected, lowered.Text.TrimEnd());
    }
}
