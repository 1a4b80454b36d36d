namespace Diff.Tests.Language;

/// <summary>Loops of every kind.</summary>
public static partial class IterationTests
{
    private static readonly double[] Table = [0.5, -1, 2, 0.25];

    [Fact]
    public static void For() => Derivatives.Check(ForFunction, ForFunctionValueAndGradient, ForFunctionJvp);

    [Differentiable]
    private static double ForFunction(double x, double y)
    {
        var s = 0.0;
        for (var i = 0; i < 5; i++) s = s * x + y * i;
        return s;
    }

    [Fact]
    public static void For_down() => Derivatives.Check(ForDown, ForDownValueAndGradient, ForDownJvp);

    [Differentiable]
    private static double ForDown(double x, double y)
    {
        for (var i = 4; i >= 1; i -= 2) x = x * y + i;
        return x;
    }

    [Fact]
    public static void Nested_for() => Derivatives.Check(NestedFor, NestedForValueAndGradient, NestedForJvp);

    [Differentiable]
    private static double NestedFor(double x, double y)
    {
        var s = 0.0;
        for (var i = 0; i < 3; i++) for (var j = 0; j <= i; j++)
        {
            s += x * j;
            s *= 0.5 * y;
        }
        return s;
    }

    [Fact]
    public static void While() => Derivatives.Check(WhileFunction, WhileFunctionValueAndGradient, WhileFunctionJvp);

    [Differentiable]
    private static double WhileFunction(double x, double y)
    {
        var b = x * x + 1;
        while (b < 100) b *= 1.5 + y * y;
        return b;
    }

    [Fact]
    public static void Do_while() => Derivatives.Check(DoWhile, DoWhileValueAndGradient, DoWhileJvp);

    [Differentiable]
    private static double DoWhile(double x, double y)
    {
        var b = x * x + 1;
        do
        {
            b *= 2;
            b += y;
        }
        while (b < 50);
        return b * b * 1e-3;
    }

    [Fact]
    public static void Break_and_continue() => Derivatives.Check(BreakAndContinue, BreakAndContinueValueAndGradient, BreakAndContinueJvp);

    [Differentiable]
    private static double BreakAndContinue(double x, double y)
    {
        var s = 0.0;
        for (var i = 0; i < 20; i++)
        {
            if (i % 3 == 1) continue;
            s += x * i;
            if (s * s > 40) break;
            s *= y;
        }
        return s;
    }

    [Fact]
    public static void Return_inside_nested_loops() => Derivatives.Check(ReturnInsideNestedLoops, ReturnInsideNestedLoopsValueAndGradient, ReturnInsideNestedLoopsJvp);

    [Differentiable]
    private static double ReturnInsideNestedLoops(double x, double y)
    {
        var s = x;
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < 4; j++)
            {
                s = s * 0.8 + y * j;
                if (s > 3) return s * s;
            }
            s += x;
        }
        return s;
    }

    [Fact]
    public static void Break_inside_nested_loops() => Derivatives.Check(BreakInsideNestedLoops, BreakInsideNestedLoopsValueAndGradient, BreakInsideNestedLoopsJvp);

    [Differentiable]
    private static double BreakInsideNestedLoops(double x, double y)
    {
        var s = x;
        for (var i = 0; i < 4; i++)
        {
            var j = 0;
            while (true)
            {
                if (++j > 3) break;
                s = Math.Sin(s) + y * j;
                if (s < 0)
                {
                    s -= x;
                    break;
                }
            }
            s *= 0.9;
        }
        return s;
    }

    [Fact]
    public static void Newton() => Derivatives.Check(NewtonFunction, NewtonFunctionValueAndGradient, NewtonFunctionJvp);

    [Differentiable]
    private static double NewtonFunction(double x, double y)
    {
        var a = x * x + y * y + 1;
        var r = a;
        for (var i = 0; i < 30; i++) r = 0.5 * (r + a / r);
        return r;
    }

    [Fact]
    public static void Foreach_over_an_array() => Derivatives.Check(ForeachOverAnArray, ForeachOverAnArrayValueAndGradient, ForeachOverAnArrayJvp);

    [Differentiable]
    private static double ForeachOverAnArray(double x, double y)
    {
        var s = 0.0;
        foreach (var c in Table) s = s * x + c * y;
        return s;
    }

    [Fact]
    public static void Trip_count_from_an_active_value() => Derivatives.Check(TripCountFromAnActiveValue, TripCountFromAnActiveValueValueAndGradient, TripCountFromAnActiveValueJvp);

    [Differentiable]
    private static double TripCountFromAnActiveValue(double x, double y)
    {
        var n = (int)Gradient.Detach(Math.Abs(x) * 4);
        for (var i = 0; i < n; i++) y = y * 0.5 + x;
        return y;
    }

    [Fact]
    public static void Several_variables_rotate() => Derivatives.Check(SeveralVariablesRotate, SeveralVariablesRotateValueAndGradient, SeveralVariablesRotateJvp);

    [Differentiable]
    private static double SeveralVariablesRotate(double x, double y)
    {
        double a = x, b = y, c = 1;
        for (var i = 0; i < 6; i++) (a, b, c) = (b, c, 0.3 * a * b + c);
        return a + b * c;
    }

    [Fact]
    public static void Fibonacci_like() => Derivatives.Check(FibonacciLike, FibonacciLikeValueAndGradient, FibonacciLikeJvp);

    [Differentiable]
    private static double FibonacciLike(double x, double y)
    {
        for (var i = 0; i < 5; i++)
        {
            var t = x;
            x = y;
            y = 0.5 * t + y;
        }
        return x * y;
    }

    [Fact]
    public static void Loop_without_condition() => Derivatives.Check(LoopWithoutCondition, LoopWithoutConditionValueAndGradient, LoopWithoutConditionJvp);

    [Differentiable]
    private static double LoopWithoutCondition(double x, double y)
    {
        for (var i = 0; ; i++)
        {
            x = x * 0.5 + y;
            if (i == 7) return x * x;
        }
    }

    [Fact]
    public static void Lists_that_change_while_they_are_enumerated_throw_as_in_the_primal()
    {
        foreach (var kind in new[] { 0, 1, 2 })
        {
            Assert.Throws<InvalidOperationException>(() => ChangedWhileEnumerated(2, 3, kind));
            Assert.Throws<InvalidOperationException>(() => ChangedWhileEnumeratedGradient(2, 3, kind));
            Assert.Throws<InvalidOperationException>(() => ChangedWhileEnumeratedJvp(2, 3, kind, 1, 1));
        }

        Assert.Equal((19, 6), ChangedWhileEnumeratedGradient(2, 3, 3));
    }

    private sealed class Item
    {
        public double Value;

        public void Keep(List<Item> items, int kind)
        {
            if (kind == 1) items.Add(this);
        }
    }

    [Differentiable]
    private static double ChangedWhileEnumerated(double x, double y, int kind)
    {
        var items = new List<Item> { new() { Value = x * y }, new() { Value = x + y } };
        var s = 0.0;
        foreach (var item in items)
        {
            s += item.Value * x;
            if (kind == 0) items.Add(new Item { Value = s });
            item.Keep(items, kind);
            if (kind == 2) items[0] = item;
        }

        return s;
    }
}
