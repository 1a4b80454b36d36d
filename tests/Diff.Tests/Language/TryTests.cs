namespace Diff.Tests.Language;

/// <summary><c>try</c> around code that writes no active values: what its blocks share stays as it was when the block was left.</summary>
public static partial class TryTests
{
    private static int Log;

    private static int Parse(string text) => int.Parse(text);

    [Fact]
    public static void A_finally_sees_what_the_body_wrote() => Derivatives.Check(FinallyReads, FinallyReadsValueAndGradient, FinallyReadsJvp);

    [Differentiable]
    private static double FinallyReads(double x, double y)
    {
        var n = 1;
        try
        {
            n = 3;
            x *= n;
        }
        finally
        {
            Log = n;
        }
        return x * y * Log;
    }

    [Fact]
    public static void What_a_finally_writes_is_kept() => Derivatives.Check(FinallyWrites, FinallyWritesValueAndGradient, FinallyWritesJvp);

    [Differentiable]
    private static double FinallyWrites(double x, double y)
    {
        var (n, text) = (2, "");
        for (var i = 0; i < 4; i++)
        {
            try
            {
                if (i == 2) continue;
                n += i;
                x *= y + n;
                if (i == 3 && x > 1e6) return x * n;
            }
            finally
            {
                n++;
                text += "b";
            }
            x += text.Length;
        }
        return x * n;
    }

    [Fact]
    public static void A_finally_around_a_return_counts() => Derivatives.Check(NestedFinally, NestedFinallyValueAndGradient, NestedFinallyJvp);

    [Differentiable]
    private static double NestedFinally(double x, double y)
    {
        var n = 1;
        try
        {
            try
            {
                n++;
                if (y > 1.5) return x * n;
                x += n;
            }
            finally
            {
                n *= 2;
            }
            x *= n;
        }
        finally
        {
            Log = n;
        }
        return x * n * y;
    }

    [Fact]
    public static void A_catch_around_constants_is_run_as_it_stands() => Derivatives.Check(CatchesConstants, CatchesConstantsValueAndGradient, CatchesConstantsJvp);

    [Differentiable]
    private static double CatchesConstants(double x, double y)
    {
        var sum = x;
        foreach (var text in new[] { "2", "no", "3", "4" })
        {
            int n;
            try
            {
                n = Parse(text);
                if (n == 4) break;
            }
            catch (FormatException exception)
            {
                n = exception.Message.Length > 0 ? 7 : 8;
                if (sum > 1e6) continue;
            }
            sum = sum * n + y * x;
        }
        return sum;
    }

    [Fact]
    public static void A_catch_reads_differentiated_values() => Derivatives.Check(CatchReads, CatchReadsValueAndGradient, CatchReadsJvp);

    [Differentiable]
    private static double CatchReads(double x, double y)
    {
        var product = x * y;
        double factor;
        try
        {
            factor = double.Parse(product > -1e9 ? "2.5" : "");
            Log = Parse($"{product}?");
        }
        catch (FormatException)
        {
            factor = 0.5;
        }
        finally
        {
            Log++;
        }
        return product * factor * x;
    }

    [Fact]
    public static void What_a_catch_throws_leaves_the_members_too()
    {
        Assert.Throws<InvalidOperationException>(() => Rethrows(1, "a"));
        Assert.Throws<InvalidOperationException>(() => RethrowsGradient(1, "a"));
        Assert.Throws<OverflowException>(() => RethrowsJvp(1, "99999999999", 1));
        Assert.Equal(3, RethrowsGradient(1, "3"));
    }

    [Differentiable]
    private static double Rethrows(double x, string text)
    {
        int n;
        try
        {
            n = Parse(text);
        }
        catch (FormatException exception)
        {
            throw new InvalidOperationException("no number", exception);
        }
        catch
        {
            throw;
        }
        return x * n;
    }
}
