namespace Diff.Generators.Tests.Rules;

/// <summary>Numerical derivatives by extrapolated central differences (Ridders), independent of every rule.</summary>
internal static class Differences
{
    /// <summary>The derivative of <paramref name="f"/> at <paramref name="x"/> and an estimate of its error.</summary>
    public static (double Derivative, double Error) At(Func<double, double> f, double x)
    {
        const int rows = 12;
        const double shrink = 1.6;
        var table = new double[rows, rows];
        var step = 0.04 * Math.Max(Math.Abs(x), 0.1);
        var (best, error) = (double.NaN, double.PositiveInfinity);
        for (var i = 0; i < rows; i++, step /= shrink)
        {
            table[i, 0] = (f(x + step) - f(x - step)) / (x + step - (x - step));
            var factor = 1.0;
            for (var j = 1; j <= i; j++)
            {
                factor *= shrink * shrink;
                table[i, j] = ((table[i, j - 1] * factor) - table[i - 1, j - 1]) / (factor - 1);
                var change = Math.Max(Math.Abs(table[i, j] - table[i, j - 1]), Math.Abs(table[i, j] - table[i - 1, j - 1]));
                if (change <= error) (best, error) = (table[i, j], change);
            }
        }

        return (best, error);
    }
}
