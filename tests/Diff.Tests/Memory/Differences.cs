namespace Diff.Tests.Memory;

/// <summary>Jacobians by central differences.</summary>
internal static class Differences
{
    public static double[,] Jacobian(double[] at, Func<double[], double[]> f)
    {
        var jacobian = new double[f(at).Length, at.Length];
        for (var column = 0; column < at.Length; column++)
        {
            var (above, below) = ((double[])at.Clone(), (double[])at.Clone());
            above[column] += GradientCheck.DefaultStep;
            below[column] -= GradientCheck.DefaultStep;
            var (high, low) = (f(above), f(below));
            for (var row = 0; row < high.Length; row++) jacobian[row, column] = (high[row] - low[row]) / (above[column] - below[column]);
        }

        return jacobian;
    }
}
