namespace Diff.Tests.Functions;

internal static partial class Nested
{
    [Differentiable(Order = 2)]
    public static double Wave(double x, double k) => Math.Sin(k * x) * x * x;

    [Differentiable(Order = 2)]
    public static double Well(double x, double y) => x * x * y + Math.Exp(x * y);

    [Differentiable(Order = 2)]
    public static double Weighted(ReadOnlySpan<double> x, ReadOnlySpan<double> weights, double power)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += weights[i] * x[i] * x[i] * x[i] * power + x[0] * x[i];
        return sum;
    }

    [Differentiable]
    public static double Reverse(double x, double k) => x * Gradient.Of(Wave, x * k, k);

    [Differentiable]
    public static double Forward(double x, double k) => x * Gradient.Jvp(Wave, x * k, 1.0, k).Tangent;

    [Differentiable]
    public static double Lambda(double x, double k) => x * Gradient.Of(static (double x, double k) => Math.Sin(k * x) * x * x, x * k, k);

    [Differentiable]
    public static double Weights(double x, double k, double w)
    {
        var (value, gradient) = Gradient.Vjp(Wave, x, w * k, k);
        return value * gradient;
    }

    [Differentiable]
    public static double Along(double x, double k, double v)
    {
        var (value, tangent) = Gradient.Jvp(Wave, x, v * k, k);
        return value * tangent;
    }

    [Differentiable]
    public static double Both(double x, double y)
    {
        var (value, (dx, dy)) = Gradient.ValueAndGradient(Well, (x, x + y));
        return value * dx - dy * dy;
    }

    [Differentiable]
    public static double AlongBoth(double x, double y, double v) => Gradient.Jvp(Well, (x, y), (v, v * x)).Tangent;

    [Differentiable]
    public static double OfArray(ReadOnlySpan<double> x, ReadOnlySpan<double> weights, double power)
    {
        var gradient = Gradient.Of(Weighted, x, weights, power);
        var sum = 0.0;
        for (var i = 0; i < gradient.Length; i++) sum += gradient[i] * gradient[i] * x[i];
        return sum;
    }

    [Differentiable]
    public static double AlongArray(ReadOnlySpan<double> x, ReadOnlySpan<double> weights, double power)
    {
        Span<double> direction = new double[x.Length];
        for (var i = 0; i < x.Length; i++) direction[i] = x[i] * weights[i];
        var (value, tangent) = Gradient.Jvp(Weighted, x, (ReadOnlySpan<double>)direction, weights, power);
        return value * tangent;
    }

    [Differentiable]
    public static double ValueOfArray(ReadOnlySpan<double> x, ReadOnlySpan<double> weights, double power)
    {
        var sum = 0.0;
        for (var k = 0; k < 2; k++)
        {
            var (value, gradient) = Gradient.ValueAndGradient(Weighted, x, weights, power);
            sum = sum * x[0] + value * gradient[k] * gradient[2];
        }

        return sum;
    }

    [Differentiable]
    public static double WeightsOfArrays(ReadOnlySpan<double> x, ReadOnlySpan<double> weights, double power)
    {
        var (value, (gradient, ofWeights, ofPower)) = Gradient.Vjp(static (double[] x, double[] w, double p) => x[0] * x[1] * w[2] * Math.Sin(p * w[0]), (x.ToArray(), weights.ToArray(), power), power * power);
        return value * gradient[0] + ofWeights[2] * ofPower;
    }

    /// <summary>Steps of gradient descent on a function with a parameter: the inner derivative in a loop.</summary>
    [Differentiable]
    public static double Descent(double start, double k, int steps)
    {
        var x = start;
        for (var i = 0; i < steps; i++) x -= 0.1 * Gradient.Of(Wave, x, k);
        return x * x;
    }

    [Differentiable]
    public static double Branches(double x, double k)
    {
        if (x > 1) return Gradient.Of(Wave, x, k);
        var kept = Gradient.Of(Wave, 0.5, 2.0);
        return kept * x + k * Gradient.Of(static (double y) => y * y, x);
    }

    /// <summary>x · d/dy (x·y): no perturbation is confused with another.</summary>
    [Differentiable]
    public static double Product(double x) => x * Gradient.Of(static (double y, double x) => x * y, 2.0, x);

    [Differentiable]
    public static double ForwardProduct(double x) => x * Gradient.Jvp(static (double y, double x) => x * y, 2.0, 1.0, x).Tangent;

    [Differentiable(Order = 2)]
    public static double Height(Place p, double k) => p.X * p.X * p.Y * k + Math.Sin(k * p.Y);

    [Differentiable]
    public static double OfStruct(double x, double k)
    {
        var slope = Gradient.Of(Height, new Place(x * k, x), k);
        var (value, steeper) = Gradient.ValueAndGradient(Height, new Place(x, k), 2 * k);
        return slope.X * slope.Y + value * steeper.X;
    }

    [Differentiable(Order = 2)]
    public static double Degree(double x, Scheme scheme)
    {
        var sum = x;
        for (var i = 0; i < scheme.Steps; i++) sum = sum * x * scheme.Rate + 1;
        return sum;
    }

    [Differentiable]
    public static double WithMixedStruct(double x, double k) =>
        Gradient.Of(Degree, x, new Scheme(k, 3)) * Gradient.Jvp(Degree, x, k, new Scheme(x * k, 2)).Tangent;
}

internal record struct Place(double X, double Y);

/// <summary>A struct whose gradient has a type of its own, as one field has no derivative, and that is built by its constructor.</summary>
[Differentiable(Order = 2)]
internal readonly partial record struct Scheme(double Rate, int Steps);
