namespace Diff.Tests.Language;

/// <summary>Branches of every kind.</summary>
public static partial class BranchesTests
{
    [Fact]
    public static void If_else() => Derivatives.Check(IfElse, IfElseValueAndGradient, IfElseJvp);

    [Differentiable]
    private static double IfElse(double x, double y)
    {
        if (x > 0) y *= x;
        else y -= x * x;
        return y * y;
    }

    [Fact]
    public static void Early_returns() => Derivatives.Check(EarlyReturns, EarlyReturnsValueAndGradient, EarlyReturnsJvp);

    [Differentiable]
    private static double EarlyReturns(double x, double y)
    {
        var a = Math.Abs(x);
        if (a <= 1) return 0.5 * x * x * y;
        if (y > 0)
        {
            a *= y;
            if (a > 5) return a * a;
        }
        return y * (a - 0.5);
    }

    [Fact]
    public static void Conditional_expression() => Derivatives.Check(ConditionalExpression, ConditionalExpressionValueAndGradient, ConditionalExpressionJvp);

    [Differentiable]
    private static double ConditionalExpression(double x, double y) => (x > y ? x * x : y) * (x < 0 ? y * y * y : 1);

    [Fact]
    public static void Short_circuits() => Derivatives.Check(ShortCircuits, ShortCircuitsValueAndGradient, ShortCircuitsJvp);

    [Differentiable]
    private static double ShortCircuits(double x, double y)
    {
        var s = x;
        if (x > 0 && y > 0 || !(x * y < 2)) s *= y;
        return s * s;
    }

    [Fact]
    public static void Short_circuits_with_effects() => Derivatives.Check(ShortCircuitsWithEffects, ShortCircuitsWithEffectsValueAndGradient, ShortCircuitsWithEffectsJvp);

    [Differentiable]
    private static double ShortCircuitsWithEffects(double x, double y)
    {
        double a = 0, b = 0;
        if ((a = x * y) > 0 && (b = x + y) > 0) a += b;
        return a * b + a + x;
    }

    [Fact]
    public static void Switch_statement() => Derivatives.Check(SwitchStatement, SwitchStatementValueAndGradient, SwitchStatementJvp);

    [Differentiable]
    private static double SwitchStatement(double x, double y)
    {
        for (var n = 0; n < 5; n++) switch (n)
        {
            case 0:
            x *= y;
            break;
            case 1 or 2:
            x += y * y;
            break;
            case > 3:
            x = Math.Sin(x);
            break;
            default:
            y *= 0.5;
            break;
        }
        return x;
    }

    [Fact]
    public static void Switch_with_inner_breaks() => Derivatives.Check(SwitchWithInnerBreaks, SwitchWithInnerBreaksValueAndGradient, SwitchWithInnerBreaksJvp);

    [Differentiable]
    private static double SwitchWithInnerBreaks(double x, double y)
    {
        for (var n = 0; n < 6; n++)
        {
            switch (n % 3)
            {
                case 0:
                if (x > 1) break;
                x += y;
                break;
                case 1:
                if (y > 2) continue;
                y *= 1.1;
                break;
                default:
                x -= 0.1 * y;
                break;
            }
            x *= 0.9;
        }
        return x * y;
    }

    [Fact]
    public static void Switch_expression() => Derivatives.Check(SwitchExpression, SwitchExpressionValueAndGradient, SwitchExpressionJvp);

    [Differentiable]
    private static double SwitchExpression(double x, double y) => x switch { > 0 and < 1 => x * y, >= 1 or < -10 => x * x * y, _ => y * y };

    [Fact]
    public static void Switch_expression_with_when() => Derivatives.Check(SwitchExpressionWithWhen, SwitchExpressionWithWhenValueAndGradient, SwitchExpressionWithWhenJvp);

    [Differentiable]
    private static double SwitchExpressionWithWhen(double x, double y) => (x, y) switch { (> 0, var v) when v > 1 => x * v, (var u, < 0) => u * u, (var u, var v) => u * v * v };

    [Fact]
    public static void Property_pattern() => Derivatives.Check(PropertyPattern, PropertyPatternValueAndGradient, PropertyPatternJvp);

    [Differentiable]
    private static double PropertyPattern(double x, double y)
    {
        var t = (A: x, B: y);
        return t is { A: > 0, B: var b } ? b * t.A : t.A;
    }

    [Fact]
    public static void Nested_ternaries() => Derivatives.Check(NestedTernaries, NestedTernariesValueAndGradient, NestedTernariesJvp);

    [Differentiable]
    private static double NestedTernaries(double x, double y) => x > 0 ? y > 0 ? x * y : x - y : y > 1 ? y * y : x * x;

    [Fact]
    public static void Throw_expression() => Derivatives.Check(ThrowExpression, ThrowExpressionValueAndGradient, ThrowExpressionJvp);

    [Differentiable]
    private static double ThrowExpression(double x, double y) => double.IsNaN(x) ? throw new ArgumentException("x") : x * y;

    [Fact]
    public static void Throw_expressions_that_guard_arrays()
    {
        var (value, (x, a)) = ThrowExpressionsThatGuardArraysValueAndGradient(3, [2], 1);
        Assert.Equal(3 * 2 * 4, value);
        Assert.Equal(8, x);
        Assert.Equal([12], a);
        Assert.Throws<ArgumentNullException>(() => ThrowExpressionsThatGuardArraysGradient(3, null!, 1));
        Assert.Throws<ArgumentNullException>(() => ThrowExpressionsThatGuardArraysValueAndGradient(3, null!, 1));
        Assert.Throws<ArgumentNullException>(() => ThrowExpressionsThatGuardArraysValueAndGradient(3, null!, 1, out _, new double[1]));
        Assert.Throws<ArgumentNullException>(() => ThrowExpressionsThatGuardArraysJvp(3, null!, 1, 1, [1]));
        Assert.Throws<ArgumentNullException>(() => ThrowExpressionsThatGuardArraysWithPullback(3, null!, 1).Dispose());
        Assert.Throws<InvalidOperationException>(() => ThrowExpressionsThatGuardArraysGradient(-3, [2], 1));
        Assert.Throws<ArgumentException>(() => ThrowExpressionsThatGuardArraysGradient(3, [2], 2));
    }

    [Differentiable]
    private static double ThrowExpressionsThatGuardArrays(double x, double[] a, int n)
    {
        var b = a ?? throw new ArgumentNullException(nameof(a));
        var y = x > 0 ? x : throw new InvalidOperationException();
        return y * b[0] * n switch { 0 => x, 1 => 4, _ => throw new ArgumentException("n") };
    }

    [Fact]
    public static void Throw_statement() => Derivatives.Check(ThrowStatement, ThrowStatementValueAndGradient, ThrowStatementJvp);

    [Differentiable]
    private static double ThrowStatement(double x, double y)
    {
        if (double.IsNaN(y))
        {
            x *= 2;
            throw new ArgumentException($"y = {y}");
        }
        return x * y;
    }

    [Fact]
    public static void Boolean_locals() => Derivatives.Check(BooleanLocals, BooleanLocalsValueAndGradient, BooleanLocalsJvp);

    [Differentiable]
    private static double BooleanLocals(double x, double y)
    {
        var p = x > 0;
        var q = p ^ (y > 0);
        p &= !q;
        if (p) x *= y;
        if (q) y *= y;
        return x + y;
    }

    [Fact]
    public static void Checked_and_unchecked() => Derivatives.Check(CheckedAndUnchecked, CheckedAndUncheckedValueAndGradient, CheckedAndUncheckedJvp);

    [Differentiable]
    private static double CheckedAndUnchecked(double x, double y)
    {
        var n = 3;
        checked
        {
            n *= 7;
            x *= n;
        }
        return unchecked(x * y * (n + int.MaxValue)) * 1e-9;
    }
}
