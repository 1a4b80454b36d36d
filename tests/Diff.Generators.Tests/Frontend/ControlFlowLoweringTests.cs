namespace Diff.Generators.Tests.Frontend;

/// <summary>Branches and loops stay structured. Each fact: C# in, imperative IR out.</summary>
public sealed class ControlFlowLoweringTests
{
    [Fact]
    public void If_and_else_become_branches() => Check(
        """
        static double F(double x) { if (x > 0) return x; else x = -x; return x; }
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        %3 = %2 > 0
        if %3
          %4 = x
          return %4
        else
          %5 = x
          x%6 = neg(%5)
          x := x%6
        %7 = x
        return %7
        """);

    [Fact]
    public void A_conditional_expression_yields_a_result() => Check(
        """
        static double F(double x) { var y = x > 0 ? x : -x; return y; }
        """,
        """
        (x%0)
        x := x%0
        %3 = x
        %4 = %3 > 0
        y%8 = if %4
          %5 = x
          yield %5
        else
          %6 = x
          %7 = neg(%6)
          yield %7
        y := y%8
        %9 = y
        return %9
        """);

    [Fact]
    public void The_right_side_of_and_runs_only_when_needed() => Check(
        """
        static double F(double x, double y) { if (x > 0 && y > 0) x = y; return x; }
        """,
        """
        (x%0, y%1)
        x := x%0
        y := y%1
        %4 = x
        %5 = %4 > 0
        %8 = if %5
          %6 = y
          %7 = %6 > 0
          yield %7
        else
          yield 0
        if %8
          %9 = y
          x := %9
        %10 = x
        return %10
        """);

    [Fact]
    public void For_has_a_condition_a_body_and_a_step() => Check(
        """
        static double F(double x, int n) { for (var i = 0; i < n; i++) x *= i; return x; }
        """,
        """
        (x%0, n%1)
        x := x%0
        n := n%1
        i := 0
        loop
        while
          %5 = i
          %6 = n
          %7 = %5 < %6
          yield %7
        body
          %8 = x
          %9 = i
          %10 = convert %9
          x%11 = %8 * %10
          x := x%11
        step
          %12 = i
          i%13 = %12 + 1
          i := i%13
        %14 = x
        return %14
        """);

    [Fact]
    public void Do_tests_last() => Check(
        """
        static double F(double x) { do x /= 2; while (x > 1); return x; }
        """,
        """
        (x%0)
        x := x%0
        do
        while
          %2 = x
          %3 = %2 > 1
          yield %3
        body
          %4 = x
          x%5 = %4 / 2
          x := x%5
        %6 = x
        return %6
        """);

    [Fact]
    public void While_keeps_break_and_continue() => Check(
        """
        static double F(double x) { while (true) { x--; if (x > 5) continue; if (x < 2) break; x *= 0.5; } return x; }
        """,
        """
        (x%0)
        x := x%0
        loop
        while
          yield 1
        body
          %2 = x
          x%3 = %2 - 1
          x := x%3
          %4 = x
          %5 = %4 > 5
          if %5
            continue
          %6 = x
          %7 = %6 < 2
          if %7
            break
          %8 = x
          x%9 = %8 * 0.5
          x := x%9
        %10 = x
        return %10
        """);

    [Fact]
    public void Foreach_over_a_span_reads_its_length_once() => Check(
        """
        static double F(ReadOnlySpan<double> xs) { var s = 0.0; foreach (var x in xs) s += x; return s; }
        """,
        """
        (xs%0)
        xs := xs%0
        s := 0
        %3 = xs
        %4 = length %3[0]
        i := 0
        loop
        while
          %6 = i
          %7 = %6 < %4
          yield %7
        body
          %8 = i
          x%9 = %3[%8]
          x := x%9
          %11 = s
          %12 = x
          s%13 = %11 + %12
          s := s%13
        step
          %14 = i
          i%15 = %14 + 1
          i := i%15
        %16 = s
        return %16
        """);

    [Fact]
    public void Foreach_over_a_matrix_divides_the_index() => Check(
        """
        static double F(double[,] m) { var s = 0.0; foreach (var x in m) s += x; return s; }
        """,
        """
        (m%0)
        m := m%0
        s := 0
        %3 = m
        %4 = length %3[0]
        %5 = length %3[1]
        %6 = %4 * %5
        i := 0
        loop
        while
          %8 = i
          %9 = %8 < %6
          yield %9
        body
          %10 = i
          %11 = %10 % %5
          %12 = %10 / %5
          x%13 = %3[%12, %11]
          x := x%13
          %15 = s
          %16 = x
          s%17 = %15 + %16
          s := s%17
        step
          %18 = i
          i%19 = %18 + 1
          i := i%19
        %20 = s
        return %20
        """);

    [Fact]
    public void A_throw_ends_its_branch() => Check(
        """
        static double F(double x) { if (x < 0) throw new ArgumentException("x"); return x; }
        """,
        """
        (x%0)
        x := x%0
        %2 = x
        %3 = %2 < 0
        if %3
          %4 = `new global::System.ArgumentException({0})`("x") write
          throw %4
        %5 = x
        return %5
        """);

    [Fact]
    public void Finally_becomes_cleanup() => Check(
        """
        static double F(double x) { try { x *= 2; } finally { Console.WriteLine(); } return x; }
        """,
        """
        (x%0)
        x := x%0
        try
          %2 = x
          x%3 = %2 * 2
          x := x%3
        finally
          `global::System.Console.WriteLine()`() write
        %4 = x
        return %4
        """);

    [Fact]
    public void Catch_becomes_a_handler() => Check(
        """
        static double F(double x) { try { Console.WriteLine(); } catch (FormatException e) { throw e; } catch { throw; } return x; }
        """,
        """
        (x%0)
        x := x%0
        try
          `global::System.Console.WriteLine()`() write
        catch global::System.FormatException
          (e%2)
          e := e%2
          %4 = e
          throw %4
        catch global::System.Exception
          (%5)
          throw
        %6 = x
        return %6
        """);

    [Fact]
    public void A_using_declaration_guards_the_rest_of_its_block() => Check(
        """
        static double F(double x) { using var r = new System.IO.StringReader("a"); x *= 2; return x; }
        """,
        """
        (x%0)
        x := x%0
        r%3 = `new global::System.IO.StringReader({0})`("a") write
        r := r%3
        %4 = r
        try
          %5 = x
          x%6 = %5 * 2
          x := x%6
          %7 = x
          return %7
        finally
          `{0}?.Dispose()`(%4) write
        """);

    private static void Check(string members, string expected)
    {
        var lowered = Lowered.Of(members);
        Assert.Equal([], lowered.Reports);
        Assert.Equal(expected, lowered.Text.TrimEnd());
    }
}
