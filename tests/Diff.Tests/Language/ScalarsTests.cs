namespace Diff.Tests.Language;

/// <summary>Scalar code without branches.</summary>
public static partial class ScalarsTests
{
    private static readonly double Offset = 0.25;

    [Fact]
    public static void Rosenbrock() => Derivatives.Check(RosenbrockFunction, RosenbrockFunctionValueAndGradient, RosenbrockFunctionJvp);

    [Differentiable]
    private static double RosenbrockFunction(double x, double y)
    {
        var a = 1 - x;
        var b = y - x * x;
        return a * a + 100 * b * b;
    }

    [Fact]
    public static void Compound_assignments() => Derivatives.Check(CompoundAssignments, CompoundAssignmentsValueAndGradient, CompoundAssignmentsJvp);

    [Differentiable]
    private static double CompoundAssignments(double x, double y)
    {
        var s = x;
        s *= y;
        s += x * x;
        s -= 3;
        s /= 2 + y * y;
        s %= 7;
        return s;
    }

    [Fact]
    public static void Increments() => Derivatives.Check(IncrementsFunction, IncrementsFunctionValueAndGradient, IncrementsFunctionJvp);

    [Differentiable]
    private static double IncrementsFunction(double x, double y)
    {
        var a = x++;
        var b = --y;
        return a * b + x * y;
    }

    [Fact]
    public static void Assignment_inside_an_expression() => Derivatives.Check(AssignmentInsideAnExpression, AssignmentInsideAnExpressionValueAndGradient, AssignmentInsideAnExpressionJvp);

    [Differentiable]
    private static double AssignmentInsideAnExpression(double x, double y)
    {
        double a;
        var b = (a = x * y) * a + (x = y);
        return a + b * x;
    }

    [Fact]
    public static void Overwritten_parameters() => Derivatives.Check(OverwrittenParameters, OverwrittenParametersValueAndGradient, OverwrittenParametersJvp);

    [Differentiable]
    private static double OverwrittenParameters(double x, double y)
    {
        x = x * y;
        y = x + y;
        x = y * y;
        return x;
    }

    [Fact]
    public static void Float_and_double_mixed() => Derivatives.Check(FloatAndDoubleMixed, FloatAndDoubleMixedValueAndGradient, FloatAndDoubleMixedJvp);

    [Differentiable]
    private static double FloatAndDoubleMixed(double x, double y)
    {
        double h = 0.5f;
        h *= 2f;
        return Math.Sin(x) * h + (1f + h) * y;
    }

    [Fact]
    public static void Integers_pass_through() => Derivatives.Check(IntegersPassThrough, IntegersPassThroughValueAndGradient, IntegersPassThroughJvp);

    [Differentiable]
    private static double IntegersPassThrough(double x, double y)
    {
        int n = 3;
        long m = n << 2;
        byte b = 200;
        b++;
        unchecked
        {
            n *= b * int.MaxValue;
        }
        n >>= 28;
        return x * m + y * b + n * x;
    }

    [Fact]
    public static void Shadowing_scopes() => Derivatives.Check(ShadowingScopes, ShadowingScopesValueAndGradient, ShadowingScopesJvp);

    [Differentiable]
    private static double ShadowingScopes(double x, double y)
    {
        var s = 0.0;
        {
            var t = x * y;
            s += t;
        }
        {
            var t = x + y;
            s *= t;
        }
        return s;
    }

    [Fact]
    public static void Constants() => Derivatives.Check(ConstantsFunction, ConstantsFunctionValueAndGradient, ConstantsFunctionJvp);

    [Differentiable]
    private static double ConstantsFunction(double x, double y)
    {
        const double K = 2.5;
        return K * x + Math.PI * y + Offset * x * y + double.E;
    }

    [Fact]
    public static void Discards() => Derivatives.Check(DiscardsFunction, DiscardsFunctionValueAndGradient, DiscardsFunctionJvp);

    [Differentiable]
    private static double DiscardsFunction(double x, double y)
    {
        _ = Math.Exp(x);
        (_, var b) = (x, y * y);
        return b * x;
    }

    [Fact]
    public static void Detach_inside() => Derivatives.Check(DetachInside, DetachInsideValueAndGradient, DetachInsideJvp);

    [Differentiable]
    private static double DetachInside(double x, double y)
    {
        return x * y + 0 * Gradient.Detach(x);
    }

    [Fact]
    public static void Whole_number_locals() => Derivatives.Check(WholeNumberLocals, WholeNumberLocalsValueAndGradient, WholeNumberLocalsJvp);

    [Differentiable]
    private static double WholeNumberLocals(double x, double y)
    {
        double one = 1, two = 2;
        var half = one / two;
        return half * x * y + 1 / two * x;
    }
}
