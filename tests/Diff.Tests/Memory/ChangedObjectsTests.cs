namespace Diff.Tests.Memory;

/// <summary>Arrays that objects hold may change between a call and its reversal: what the callee's reverse half needs of them is that of the call.</summary>
public static partial class ChangedObjectsTests
{
    internal sealed class Model
    {
        public double[] Weights { get; } = [2, 3];

        public int[] Indices { get; } = [0, 1];
    }

    [Differentiable]
    private static double Weigh(Model model, double x)
    {
        var s = 0.0;
        for (var j = 0; j < model.Weights.Length; j++) s += model.Weights[j] * x * x;
        return s;
    }

    [Differentiable]
    private static double Dot([NoGradient] double[] weights, double x)
    {
        var s = 0.0;
        for (var j = 0; j < weights.Length; j++) s += weights[j] * x * x;
        return s;
    }

    [Differentiable]
    private static double Through(Model model, double x) => Dot(model.Weights, x);

    [Differentiable]
    private static double Pick(Model model, double x)
    {
        double[] powers = [x, x * x];
        var s = 0.0;
        for (var j = 0; j < model.Indices.Length; j++) s += powers[model.Indices[j]] * powers[model.Indices[j]];
        return s;
    }

    [Differentiable]
    private static double Read(Model model, double x)
    {
        var y = Weigh(model, x);
        model.Weights[0] = 7;
        return y * Weigh(model, x);
    }

    [Differentiable]
    private static double PassedOn(Model model, double x)
    {
        var y = Through(model, x);
        model.Weights[0] = 7;
        return y * Through(model, x);
    }

    [Differentiable]
    private static double Passed(Model model, double x)
    {
        var y = Dot(model.Weights, x);
        model.Weights[0] = 7;
        return y * Dot(model.Weights, x);
    }

    [Differentiable]
    private static double Chosen(Model model, double x)
    {
        var y = Pick(model, x);
        model.Indices[0] = 1;
        return y * Pick(model, x);
    }

    [Differentiable]
    private static double Looped(Model model, double x)
    {
        var s = 0.0;
        for (var i = 0; i < 3; i++)
        {
            s += Weigh(model, x * i);
            model.Weights[0] = i + 1;
        }

        return s;
    }

    // (2 + 3)·x² · (7 + 3)·x² = 50·x⁴
    [Fact]
    public static void Read_from_the_object() => Assert.Equal(200, ReadGradient(new Model(), 1));

    [Fact]
    public static void Passed_by_the_caller() => Assert.Equal(200, PassedGradient(new Model(), 1));

    [Fact]
    public static void Passed_on_by_the_callee() => Assert.Equal(200, PassedOnGradient(new Model(), 1));

    // (x² + x⁴) · 2·x⁴
    [Fact]
    public static void Indices_that_the_object_holds() => Assert.Equal(12 + 16, ChosenGradient(new Model(), 1));

    // 0 + (1 + 3)·x² + (2 + 3)·4·x²
    [Fact]
    public static void Changed_by_each_iteration() => Assert.Equal(2 * (4 + 20), LoopedGradient(new Model(), 1));
}
