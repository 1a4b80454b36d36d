namespace Diff.Generators.Tests.Frontend;

/// <summary>Switches become nested branches. Each fact: C# in, imperative IR out.</summary>
public sealed class SwitchLoweringTests
{
    [Fact]
    public void Sections_are_tested_in_order_and_default_comes_last() => Check(
        """
        static double F(double x, int n) { switch (n) { default: x = -x; break; case 1: x *= 2; break; } return x; }
        """,
        """
        (x%0, n%1)
        x := x%0
        n := n%1
        %4 = n
        %5 = %4 == 1
        if %5
          %6 = x
          x%7 = %6 * 2
          x := x%7
        else
          %8 = x
          x%9 = neg(%8)
          x := x%9
        %10 = x
        return %10
        """);

    [Fact]
    public void A_default_that_has_other_labels_still_shadows_later_sections() => Check(
        """
        static double F(double x, int n) { switch (n) { case > 0 and < 10: default: return x; case > 5: return -x; } }
        """,
        """
        (x%0, n%1)
        x := x%0
        n := n%1
        %4 = n
        %5 = %4 > 0
        %7 = if %5
          %6 = %4 < 10
          yield %6
        else
          yield 0
        if %7
          %8 = x
          return %8
        else
          %9 = %4 > 5
          if %9
            %10 = x
            %11 = neg(%10)
            return %11
          else
            %12 = x
            return %12
        """);

    [Fact]
    public void Labels_of_one_section_are_alternatives() => Check(
        """
        static double F(double x, int n) { switch (n) { case 1: case 2: return x; } return 0; }
        """,
        """
        (x%0, n%1)
        x := x%0
        n := n%1
        %4 = n
        %5 = %4 == 1
        %7 = if %5
          yield 1
        else
          %6 = %4 == 2
          yield %6
        if %7
          %8 = x
          return %8
        return 0
        """);

    [Fact]
    public void A_break_in_the_middle_leaves_a_one_trip_loop() => Check(
        """
        static double F(double x, int n) { switch (n) { case 1: if (x > 0) break; x *= 2; break; } return x; }
        """,
        """
        (x%0, n%1)
        x := x%0
        n := n%1
        %4 = n
        loop
        while
          yield 1
        body
          %5 = %4 == 1
          if %5
            %6 = x
            %7 = %6 > 0
            if %7
              break
            %8 = x
            x%9 = %8 * 2
            x := x%9
          break
        %10 = x
        return %10
        """);

    [Fact]
    public void Continue_inside_such_a_switch_reaches_the_loop_around_it() => Check(
        """
        static double F(double x, int n) { for (; x > 0; x--) { switch (n) { case 1: if (x > 2) continue; if (x > 1) break; n = 0; break; } x /= 2; } return x; }
        """,
        """
        (x%0, n%1)
        x := x%0
        n := n%1
        loop
        while
          %4 = x
          %5 = %4 > 0
          yield %5
        body
          %6 = n
          continues := 0
          loop
          while
            yield 1
          body
            %7 = %6 == 1
            if %7
              %8 = x
              %9 = %8 > 2
              if %9
                continues := 1
                break
              %11 = x
              %12 = %11 > 1
              if %12
                break
              n := 0
            break
          %13 = continues
          if %13
            continue
          %14 = x
          x%15 = %14 / 2
          x := x%15
        step
          %16 = x
          x%17 = %16 - 1
          x := x%17
        %18 = x
        return %18
        """);

    [Fact]
    public void Arms_of_a_switch_expression_are_tested_in_order() => Check(
        """
        static double F(double x) => x switch { > 0 and < 1 => x, 5 or 6 => -x, var v when v < -1 => v * v, _ => 0 };
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        %3 = %2 > 0
        %5 = if %3
          %4 = %2 < 1
          yield %4
        else
          yield 0
        %20 = if %5
          %6 = x
          yield %6
        else
          %7 = %2 == 5
          %9 = if %7
            yield 1
          else
            %8 = %2 == 6
            yield %8
          %19 = if %9
            %10 = x
            %11 = neg(%10)
            yield %11
          else
            v := %2
            %13 = v
            %14 = %13 < -1
            %18 = if %14
              %15 = v
              %16 = v
              %17 = %15 * %16
              yield %17
            else
              yield 0
            yield %18
          yield %19
        return %20
        """);

    [Fact]
    public void A_switch_expression_without_a_match_throws() => Check(
        """
        static double F(double x, bool b) => b switch { true => x, false when x > 0 => -x };
        """,
        """
        (x%0, b%1)
        x := x%0
        b := b%1
        %4 = b
        %13 = if %4
          %5 = x
          yield %5
        else
          %6 = !(%4)
          %9 = if %6
            %7 = x
            %8 = %7 > 0
            yield %8
          else
            yield 0
          if %9
          else
            %12 = `new global::System.Runtime.CompilerServices.SwitchExpressionException()`() write
            throw %12
          %10 = x
          %11 = neg(%10)
          yield %11
        return %13
        """);

    [Fact]
    public void A_tuple_pattern_tests_its_elements() => Check(
        """
        static double F(double x, double y) => (x, y) switch { (> 0, _) => x, (_, var v) => v };
        """,
        """
        (x%0, y%1)
        x := x%0
        y := y%1
        %4 = x
        %5 = y
        %6 = %4 > 0
        %10 = if %6
          %7 = x
          yield %7
        else
          v := %5
          %9 = v
          yield %9
        return %10
        """);

    [Fact]
    public void A_property_pattern_reads_members_in_order() => Check(
        """
        static double F(double x, string s) => s is { Length: > 2 } ? x : -x;
        """,
        """
        (x%0, s%1)
        x := x%0
        s := s%1
        %4 = s
        %5 = `{0} is not null`(%4) pure
        %8 = if %5
          %6 = `{0}.Length`(%4) pure
          %7 = %6 > 2
          yield %7
        else
          yield 0
        %12 = if %8
          %9 = x
          yield %9
        else
          %10 = x
          %11 = neg(%10)
          yield %11
        return %12
        """);

    [Fact]
    public void The_pattern_for_not_a_number_matches_it() => Check(
        """
        static double F(double x) => x is double.NaN ? 0 : x;
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        %3 = IsNaN(%2)
        %5 = if %3
          yield 0
        else
          %4 = x
          yield %4
        return %5
        """);

    private static void Check(string members, string expected)
    {
        var lowered = Lowered.Of(members);
        Assert.Equal([], lowered.Reports);
        Assert.Equal(expected, lowered.Text.TrimEnd());
    }
}
