namespace Diff.Tests.Language;

/// <summary>Methods without loops hand what they record to their reverse half in a struct: alone, nested, in branches, in loops.</summary>
public static partial class KeptRecordTests
{
    // A member of its own keeps a body from standing in the place of calls.
    private static int One => 1;

    [Differentiable]
    private static double Damped(double x, double rate) => Math.Sin(x) * Math.Exp(-rate * x) * One;

    [Differentiable]
    internal static double Linear(double x) => x + x * One;

    [Differentiable]
    public static double Piecewise(double x, double y)
    {
        if (x > y)
        {
            var d = Damped(x, y);
            return d * d + Linear(y);
        }

        return Math.Cosh(x) * Damped(y, x);
    }

    [Differentiable]
    private static (double Sum, double Product) Both(double x, double y)
    {
        var d = Damped(x, y);
        return (d + y, d * Piecewise(y, x));
    }

    [Differentiable]
    private static void Rotate(ref double x, double angle, out double distance)
    {
        var before = x;
        x = x * Math.Cos(angle) + Linear(angle);
        distance = before * x;
    }

    [Fact]
    public static void A_record_of_a_method_whose_record_holds_others() => Derivatives.Check(Piecewise, PiecewiseValueAndGradient, PiecewiseJvp);

    [Fact]
    public static void Records_of_calls_in_branches() => Derivatives.Check(InBranches, InBranchesValueAndGradient, InBranchesJvp);

    [Differentiable]
    private static double InBranches(double x, double y)
    {
        var s = x * y;
        if (s > 0.3)
        {
            s = Damped(s, x);
            if (x > 0) s *= Piecewise(s, y);
        }

        return s * Damped(y, s);
    }

    [Fact]
    public static void Records_of_calls_in_loops() => Derivatives.Check(InLoops, InLoopsValueAndGradient, InLoopsJvp, (0.3, 0.2), (1.1, 0.4), (-0.4, 0.6));

    [Differentiable]
    private static double InLoops(double x, double y)
    {
        var s = 0.1;
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j <= i; j++) s = Damped(s + x, y * j) + 0.5 * s;
            if (s > 2) break;
            s = Math.Tanh(s + Piecewise(s, y));
        }

        return s;
    }

    [Fact]
    public static void Records_of_calls_in_while_loops() => Derivatives.Check(InWhileLoops, InWhileLoopsValueAndGradient, InWhileLoopsJvp);

    [Differentiable]
    private static double InWhileLoops(double x, double y)
    {
        var s = x;
        while (s < 3)
        {
            var (sum, product) = Both(s, y);
            if (product > sum) s += 0.25;
            s += 0.5 + 0.1 * sum * sum;
        }

        return s;
    }

    [Fact]
    public static void Records_of_methods_with_ref_and_out_parameters() => Derivatives.Check(ByReference, ByReferenceValueAndGradient, ByReferenceJvp);

    [Differentiable]
    private static double ByReference(double x, double y)
    {
        var s = x;
        var total = 0.0;
        for (var i = 0; i < 3; i++)
        {
            Rotate(ref s, y, out var distance);
            total += distance * s;
        }

        return total;
    }

    [Fact]
    public static void Recursion_has_no_record() => Derivatives.Check(Recursive, RecursiveValueAndGradient, RecursiveJvp);

    [Differentiable]
    private static double Recursive(double x, double y) => x > 4 ? Damped(x, y) : x * Recursive(x + 1, y) + Linear(y);

    [Fact]
    public static void The_weight_scales_what_is_added()
    {
        var (gradient, added) = (PiecewiseGradient(1.3, 0.4), (x: 10.0, y: -2.0));
        var value = PiecewiseVjp(1.3, 0.4, 3, ref added.x, ref added.y);
        Assert.Equal(Piecewise(1.3, 0.4), value);
        Assert.Equal(10 + 3 * gradient.x, added.x, 1e-12);
        Assert.Equal(-2 + 3 * gradient.y, added.y, 1e-12);
    }

    [Fact]
    public static void A_pullback_finds_the_record_again_and_again()
    {
        using var pullback = BothWithPullback(0.7, 0.2);
        var first = pullback.Gradient((1, 2));
        Assert.Equal(first, pullback.Gradient((1, 2)));
        var (x, y) = (0.0, 0.0);
        BothVjp(0.7, 0.2, (1, 2), ref x, ref y);
        Assert.Equal(x, first.x, 1e-13);
        Assert.Equal(y, first.y, 1e-13);
    }

    [Fact]
    public static void Nothing_is_allocated()
    {
        InLoopsValueAndGradient(0.3, 0.2);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) InLoopsValueAndGradient(0.3, 0.2);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
