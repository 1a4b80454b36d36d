namespace Diff.Tests.Kernels;

/// <summary>Arrays with three dimensions.</summary>
public static partial class Volumes
{
    [Differentiable]
    public static double ProductsInAGrid(double[] x)
    {
        var table = new double[2, 3, 2];
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < 3; j++)
                for (var k = 0; k < 2; k++) table[i, j, k] = x[i + j + k] * x[k];
        var sum = 0.0;
        for (var i = 0; i < table.GetLength(0); i++)
            for (var j = 0; j < table.GetLength(1); j++)
                for (var k = 0; k < table.GetLength(2); k++) sum += table[i, j, k] * table[i, 0, 0];
        return sum;
    }

    [Differentiable]
    public static void Diffuse(double[,,] u, double[,,] scratch)
    {
        for (var i = 1; i + 1 < u.GetLength(0); i++)
            for (var j = 0; j < u.GetLength(1); j++)
                for (var k = 0; k < u.GetLength(2); k++) scratch[i, j, k] = u[i - 1, j, k] - 2 * u[i, j, k] * u[i, j, k] + u[i + 1, j, k];
        for (var i = 1; i + 1 < u.GetLength(0); i++)
            for (var j = 0; j < u.GetLength(1); j++)
                for (var k = 0; k < u.GetLength(2); k++) u[i, j, k] += 0.1 * scratch[i, j, k];
    }

    [Differentiable]
    public static double[,,] Filled(double x, double y)
    {
        double[,,] volume = { { { 1.0, x } }, { { y, 3.0 } }, { { x * y, x } } };
        return volume;
    }

    [Differentiable]
    public static double SumOfSquares(double[,,] u)
    {
        var sum = 0.0;
        foreach (var value in u) sum += value * value;
        return sum;
    }

    [Differentiable]
    public static double Diffusion(double[] x)
    {
        var u = Filled(x[0], x[1]);
        var scratch = new double[3, 1, 2];
        for (var step = 0; step < 3; step++) Diffuse(u, scratch);
        var copy = (double[,,])u.Clone();
        Array.Clear(scratch);
        return SumOfSquares(copy) + SumOfSquares(scratch) + u[1, 0, 0] * u.Length * u.Rank;
    }
}
