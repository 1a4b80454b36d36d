namespace Diff.Tests.Runtime;

/// <summary>What is differentiated must be there: members name what is missing, before anything is changed.</summary>
public static partial class MissingArgumentTests
{
    private static readonly double[] Some = [1, 2];

    [Fact]
    public static void Arrays()
    {
        Names("x", () => SumGradient(null!, 1), () => SumValueAndGradient(null!, 1), () => SumHvp(null!, 1, Some, 1), () => SumHessian(null!, 1),
            () => SumJvp(null!, 1, Some, 1), () => SumVjp(null!, 1, 1, Some, ref Unused), () => SumWithPullback(null!, 1).Dispose(),
            () => SumValueAndGradient(null!, 1, Some, out Unused), () => SumHessian(null!, 1, new double[3, 3]));
        Names("x", () => SquaresJacobian(null!), () => SquaresVjp(null!, Some, Some), () => SquaresWithPullback(null!).Dispose());
    }

    [Fact]
    public static void Matrices() => Names("x", () => CornerGradient(null!), () => CornerHessian(null!), () => CornerWithPullback(null!).Dispose(),
        () => CornerJvp(null!, new double[1, 1]), () => CornerVjp(null!, 1, new double[1, 1]));

    [Fact]
    public static void Objects()
    {
        var gradient = LineGradient.Zero(new Line());
        Names("line", () => AtGradient(null!, 1), () => AtHessian(null!, 1), () => AtHvp(null!, 1, gradient, 1), () => AtJvp(null!, 1, gradient, 1),
            () => AtVjp(null!, 1, 1, gradient, ref Unused), () => AtWithPullback(null!, 1).Dispose());
        Names("lines", () => FirstGradient(null!, 1), () => FirstJvp(null!, 1, [gradient], 1));
    }

    [Fact]
    public static void Points_of_functions() => Names("x", () => Gradient.Of(Corner, (double[,])null!),
        () => Gradient.Of(static (double[] x) => x[0] * x[1], (double[])null!), () => Gradient.Vjp(static (double[] x) => x[0] * x[1], (double[])null!, 1.0));

    [Fact]
    public static void What_a_method_asks_for_itself_is_left_to_it() => Assert.Equal(2, OrGradient(null!, 3).y);

    private static double Unused;

    private static void Names(string parameter, params Action[] calls)
    {
        foreach (var call in calls) Assert.Equal(parameter, Assert.Throws<ArgumentNullException>(call).ParamName);
    }

    [Differentiable(Order = 2)]
    private static double Sum(double[] x, double k)
    {
        var sum = 0.0;
        foreach (var value in x) sum += value * value * k;
        return sum;
    }

    [Differentiable]
    private static double[] Squares(double[] x) => [x[0] * x[0], x[1] * x[1]];

    [Differentiable(Order = 2)]
    private static double Corner(double[,] x) => x[0, 0] * x[0, 0];

    [Differentiable(Order = 2)]
    private static double At(Line line, double x) => line.At(x);

    [Differentiable]
    private static double First(Line[] lines, double x) => lines[0].At(x);

    [Differentiable]
    private static double Or(double[]? x, double y) => x is null ? 2 * y : x[0] * y;

    [Differentiable(Order = 2)]
    internal sealed partial class Line
    {
        public double Slope = 2;

        public double At(double x) => Slope * x * x;
    }
}
