namespace Diff.Tests.Memory;

/// <summary>Counters in objects and statics, beside arrays that these hold and that nobody changes.</summary>
public static partial class CountedCallTests
{
    private static readonly double[] Start = [1, 2];

    private static int _calls;

    private sealed class Statistics
    {
        public double[] Weights { get; } = [0.5, 2];

        public int Steps { get; set; }

        public string Last = "";
    }

    [Differentiable]
    private static double FromAStatic(double x)
    {
        var state = Start;
        for (var i = 0; i < 3; i++)
        {
            state = [state[0] * x, state[1] + x * state[0]];
            _calls++;
        }

        return state[0] + state[1];
    }

    [Differentiable]
    private static double FromAnObject(double x, Statistics statistics)
    {
        var state = statistics.Weights;
        for (var i = 0; i < 3; i++)
        {
            state = [state[0] * x, state[1] + x * state[0]];
            statistics.Steps++;
            statistics.Last = $"step {i}";
        }

        return state[0] + state[1];
    }

    [Differentiable]
    private static double[] Step(double[] state, double x, Statistics statistics, int n) =>
        n == 0 ? statistics.Weights : [state[0] * x, state[1] + x * state[0]];

    [Differentiable]
    private static double FromACall(double x, Statistics statistics)
    {
        var state = Step(statistics.Weights, x, statistics, 0);
        statistics.Steps += 2;
        return state[0] * x * x + state[1];
    }

    [Fact]
    public static void A_static_counter_leaves_arrays_alone()
    {
        GradientCheck.Verify([FromAStaticGradient(0.8)], p => FromAStatic(p[0]), [0.8]);
        Assert.Equal(FromAStaticGradient(0.8), FromAStaticJvp(0.8, 1).Tangent, 12);
        var before = _calls;
        FromAStaticGradient(0.8);
        Assert.Equal(before + 3, _calls);
    }

    [Fact]
    public static void A_counter_of_an_object_leaves_arrays_alone()
    {
        var statistics = new Statistics();
        var gradient = FromAnObjectGradient(0.8, statistics);
        Assert.Equal((3, "step 2"), (statistics.Steps, statistics.Last));
        GradientCheck.Verify([gradient], p => FromAnObject(p[0], statistics), [0.8]);
        Assert.Equal(gradient, FromAnObjectJvp(0.8, statistics, 1).Tangent, 12);
        using var pullback = FromAnObjectWithPullback(0.8, statistics);
        Assert.Equal(gradient, pullback.Gradient(1), 12);
    }

    [Fact]
    public static void A_counter_after_a_call_that_may_return_an_array_of_the_object_does_no_harm()
    {
        var statistics = new Statistics();
        Assert.Equal(2 * 0.5 * 0.8, FromACallGradient(0.8, statistics), 14);
        Assert.Equal(2, statistics.Steps);
    }

    [Differentiable]
    private static double[] Recursive(double[] x, int n)
    {
        if (n == 0) return x;
        var t = Recursive(x, n - 1);
        return n > 2 ? [x[0] * t[0], x[1]] : t;
    }

    [Differentiable]
    private static double CallsRecursive(double x)
    {
        double[] start = [x, 2 * x];
        var (a, b) = (Recursive(start, 1), Recursive(start, 4));
        return a[0] * b[0] + a[1] * Recursive(b, 3)[0];
    }

    [Fact]
    public static void A_new_array_beside_one_that_may_be_an_argument_is_no_change_of_it()
    {
        GradientCheck.Verify([CallsRecursiveGradient(0.8)], p => CallsRecursive(p[0]), [0.8]);
        Assert.Equal(CallsRecursiveGradient(0.8), CallsRecursiveJvp(0.8, 1).Tangent, 12);
    }
}
