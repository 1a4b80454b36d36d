namespace Diff.Tests.SecondOrder;

/// <summary>
/// Checks the members of order 2 against each other and against central differences of the gradient: the Hessian is symmetric to the last bit, and
/// the product with a direction is the Hessian times the direction.
/// </summary>
internal static class SecondDerivatives
{
    // Two sweeps that round in different orders; the functions here are a few dozen operations long.
    private const double Rounding = 1e-12;

    // A central difference with step 6e-6 of a gradient of size 1: truncation and rounding are about 1e-10 each.
    private const double Differences = 1e-7;

    public delegate double[] Gradient(double[] at);

    public delegate double[] Product(double[] at, double[] direction);

    public delegate double[,] Hessian(double[] at);

    public static void Check(Gradient gradient, Product product, Hessian hessian, params double[][] points)
    {
        foreach (var at in points)
        {
            var matrix = hessian(at);
            var n = at.Length;
            Assert.Equal((n, n), (matrix.GetLength(0), matrix.GetLength(1)));
            var direction = at.Select((_, i) => 0.3 + 0.7 * i - 0.2 * i * i).ToArray();
            var products = product(at, direction);
            for (var i = 0; i < n; i++)
            {
                var expected = 0.0;
                for (var j = 0; j < n; j++)
                {
                    Assert.Equal(BitConverter.DoubleToInt64Bits(matrix[i, j]), BitConverter.DoubleToInt64Bits(matrix[j, i]));
                    expected += matrix[i, j] * direction[j];
                }

                Close(expected, products[i], Rounding, Largest(matrix));
                var differences = Difference(gradient, at, i);
                for (var j = 0; j < n; j++) Close(differences[j], matrix[i, j], Differences, Largest(matrix));
            }
        }
    }

    private static double[] Difference(Gradient gradient, double[] at, int coordinate)
    {
        const double Step = 6e-6;
        var (above, below) = ((double[])at.Clone(), (double[])at.Clone());
        above[coordinate] += Step;
        below[coordinate] -= Step;
        return [.. gradient(above).Zip(gradient(below), (up, down) => (up - down) / (above[coordinate] - below[coordinate]))];
    }

    private static double Largest(double[,] matrix) => matrix.Cast<double>().Select(Math.Abs).DefaultIfEmpty().Max();

    private static void Close(double expected, double actual, double tolerance, double scale) =>
        Assert.InRange(Math.Abs(actual - expected), 0, tolerance * Math.Max(1, scale));
}
