namespace Diff.Tests.Functions;

/// <summary>Products with a Hessian at a constant point, along directions that are differentiated.</summary>
public static partial class NestedProducts
{
    private static readonly double[] Center = [0.4, -0.7, 1.1];

    private static readonly Bowl Shared = new();

    [Differentiable(Order = 2)]
    internal static double Energy(double[] x, double k)
    {
        var sum = Math.Exp(0.2 * k * x[0]) * x[1];
        for (var i = 0; i < x.Length; i++) sum += Math.Sin(x[i] * x[(i + 1) % x.Length]) * x[i] + k * x[i] * x[i];
        return sum;
    }

    [Differentiable(Order = 2)]
    internal static double Pair(double x, double y) => x * x * y * y + Math.Sin(x * y);

    [Differentiable]
    public static double Quadratic(double[] x)
    {
        var product = Gradient.Hvp(Energy, Center, x, 0.9);
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += 0.5 * x[i] * product[i] + product[i] * product[i];
        return sum;
    }

    /// <summary>Steps of conjugate gradients, which solve a system of equations with the Hessian.</summary>
    [Differentiable]
    public static double Solution(double[] x)
    {
        var (residual, direction, solution) = ((double[])x.Clone(), (double[])x.Clone(), new double[x.Length]);
        var norm = Dot(residual, residual);
        for (var step = 0; step < 3; step++)
        {
            var product = Gradient.Hvp(static (double[] x) => Energy(x, 3) + x[0] * x[0], Center, direction);
            var length = norm / Dot(direction, product);
            for (var i = 0; i < x.Length; i++)
            {
                solution[i] += length * direction[i];
                residual[i] -= length * product[i];
            }

            var next = Dot(residual, residual);
            for (var i = 0; i < x.Length; i++) direction[i] = residual[i] + next / norm * direction[i];
            norm = next;
        }

        return Dot(solution, Center);
    }

    [Differentiable]
    internal static double Dot(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    [Differentiable]
    public static double OfPair(double[] x)
    {
        var (a, b) = Gradient.Hvp(Pair, (Center[0], Center[1]), (x[0] * x[1], x[2]));
        return a * b + Gradient.Hvp(Pair, 0.3, x[1] * x[1], 0.8);
    }

    [Differentiable]
    public static double OfMatrix(double[] x)
    {
        var direction = new double[2, 2];
        for (var i = 0; i < 4; i++) direction[i / 2, i % 2] = x[i % 3] * x[i / 2];
        var product = Gradient.Hvp(static (double[,] m) => m[0, 0] * m[1, 1] * m[1, 1] - m[0, 1] * m[1, 0] * m[0, 0],
            new[,] { { 0.3, 0.8 }, { -0.4, 1.2 } }, direction);
        return product[0, 0] * product[0, 1] + product[1, 0] * product[1, 1];
    }

    /// <summary>The object is a constant, and so is the point.</summary>
    [Differentiable]
    public static double OfObject(double[] x) =>
        x[0] * Gradient.Hvp(static (double x, Bowl bowl) => bowl.At(x), 0.7, x[1] * x[2], Shared);

    /// <summary>The method itself depends on the numbers of the object.</summary>
    [Differentiable]
    internal static double Frozen(Bowl bowl, double x) =>
        bowl.At(x) * Gradient.Hvp(static (double x, Bowl bowl) => bowl.At(x), Gradient.Detach(x), x, Gradient.Detach(bowl));
}

[Differentiable(Order = 2)]
internal sealed partial class Bowl
{
    private readonly double[] _weights = [0.6, -0.3];

    public double At(double x) => _weights[0] * x * x * x + Math.Cos(_weights[1] * x);
}
