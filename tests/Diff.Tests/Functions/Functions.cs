namespace Diff.Tests.Functions;

internal static partial class Functions
{
    [Differentiable]
    public static double Wave(double x) => x * Math.Sin(x);

    [Differentiable]
    public static float Narrow(float x) => x * x * x;

    [Differentiable(Order = 2)]
    public static double Spring(double x, double k) => k * x * x * x;

    [Differentiable(Order = 2)]
    public static double Rosenbrock(double x, double y) => (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);

    [Differentiable(Order = 2)]
    public static double Weighted(ReadOnlySpan<double> x, ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += weights[i] * x[i] * x[i] * x[i];
        return sum;
    }

    [Differentiable(Order = 2)]
    public static double CubesOfSpan(Span<double> x)
    {
        var sum = 0.0;
        foreach (var element in x) sum += element * element * element;
        return sum;
    }

    [Differentiable]
    public static double Squares(double[] x)
    {
        var sum = 0.0;
        foreach (var element in x) sum += element * element;
        return sum;
    }

    [Differentiable]
    public static double Power(double x, int n)
    {
        var product = 1.0;
        for (var i = 0; i < n; i++) product *= x;
        return product;
    }

    [Differentiable]
    public static double[] Circle(double angle, double radius) => [radius * Math.Cos(angle), radius * Math.Sin(angle)];

    [Differentiable]
    public static float[] NarrowCircle(float angle, float radius) => [radius * MathF.Cos(angle), radius * MathF.Sin(angle)];

    [Differentiable]
    public static double Area((double width, double height) box) => box.width * box.height;

    [Differentiable]
    public static double Trace(double[,] a) => a[0, 0] * a[1, 1];

    [Differentiable]
    private static double Hidden(double x) => x * x * x;

    public static double OfHidden(double x) => Gradient.Of(Hidden, x);

    private const double Scale = 3;

    public static double OfScaled(double x) => Gradient.Of(static (double x) => Scale * x * x, x);
}
