namespace Diff.Benchmarks.Functions;

/// <summary>A place in space.</summary>
public readonly record struct Place(double X, double Y, double Z);

/// <summary>The decays of <see cref="ColumnFunctions"/> with parameters of other shapes, and a net of springs.</summary>
public static partial class ShapedColumns
{
    // A pass along four directions is to cost less than two along one.
    private const double Half = 0.5;

    public static IEnumerable<ColumnFunction> All => [Floats(12), FloatCurve(12), Matrices(6), Jagged(6), Tuples(6), Springs(10)];

    [Differentiable(Order = 2)]
    public static float FloatMisfit(ReadOnlySpan<float> p, int times)
    {
        var misfit = 0f;
        for (var i = 0; i < times; i++)
        {
            var sum = 0.01f * i - 1;
            for (var k = 0; k < p.Length; k += 2) sum += p[k] * MathF.Exp(-0.1f * i * p[k + 1]);
            misfit += sum * sum;
        }

        return misfit;
    }

    [Differentiable]
    public static float[] FloatDecays(ReadOnlySpan<float> p, int times)
    {
        var sums = new float[times];
        for (var i = 0; i < times; i++)
            for (var k = 0; k < p.Length; k += 2) sums[i] += p[k] * MathF.Exp(-0.1f * i * p[k + 1]);
        return sums;
    }

    [Differentiable(Order = 2)]
    public static double MatrixMisfit(double[,] p, int times)
    {
        var misfit = 0.0;
        for (var i = 0; i < times; i++)
        {
            var sum = 0.01 * i - 1;
            for (var k = 0; k < p.GetLength(0); k++) sum += p[k, 0] * Math.Exp(-0.1 * i * p[k, 1]);
            misfit += sum * sum;
        }

        return misfit;
    }

    [Differentiable(Order = 2)]
    public static double JaggedMisfit(double[][] p, int times)
    {
        var misfit = 0.0;
        for (var i = 0; i < times; i++)
        {
            var sum = 0.01 * i - 1;
            for (var k = 0; k < p.Length; k++) sum += p[k][0] * Math.Exp(-0.1 * i * p[k][1]);
            misfit += sum * sum;
        }

        return misfit;
    }

    [Differentiable(Order = 2)]
    public static double TupleMisfit((double Amplitude, double Rate)[] p, int times)
    {
        var misfit = 0.0;
        for (var i = 0; i < times; i++)
        {
            var sum = 0.01 * i - 1;
            foreach (var (amplitude, rate) in p) sum += amplitude * Math.Exp(-0.1 * i * rate);
            misfit += sum * sum;
        }

        return misfit;
    }

    /// <summary>Springs between all places.</summary>
    [Differentiable(Order = 2)]
    public static double Energy(ReadOnlySpan<Place> places, double rest)
    {
        var energy = 0.0;
        for (var i = 0; i < places.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (x, y, z) = (places[i].X - places[j].X, places[i].Y - places[j].Y, places[i].Z - places[j].Z);
                var stretch = Math.Sqrt(x * x + y * y + z * z) - rest;
                energy += 0.5 * stretch * stretch;
            }
        }

        return energy;
    }

    private static ColumnFunction Floats(int parameters)
    {
        var p = Array.ConvertAll(ColumnFunctions.Parameters(parameters), number => (float)number);
        var (direction, product) = (new float[parameters], new float[parameters]);
        direction[0] = 1;
        return new("Hessian of decays of floats", parameters, Half, ColumnFunctions.Repeat(() => FloatMisfitHvp(p, 200, direction, product)), ColumnFunctions.Repeat(() => FloatMisfitHessian(p, 200)));
    }

    private static ColumnFunction FloatCurve(int parameters)
    {
        var p = Array.ConvertAll(ColumnFunctions.Parameters(parameters), number => (float)number);
        var direction = new float[parameters];
        direction[0] = 1;
        return new("Jacobian of decays of floats", parameters, Half, ColumnFunctions.Repeat(() => FloatDecaysJvp(p, 200, direction)), ColumnFunctions.Repeat(() => FloatDecaysJacobian(p, 200)));
    }

    private static ColumnFunction Matrices(int decays)
    {
        var (p, direction, product) = (new double[decays, 2], new double[decays, 2], new double[decays, 2]);
        for (var i = 0; i < decays; i++) (p[i, 0], p[i, 1]) = (0.5 + 0.2 * i, 0.6 + 0.2 * i);
        direction[0, 0] = 1;
        return new("Hessian of decays in a matrix", 2 * decays, Half, ColumnFunctions.Repeat(() => MatrixMisfitHvp(p, 200, direction, product)), ColumnFunctions.Repeat(() => MatrixMisfitHessian(p, 200)));
    }

    private static ColumnFunction Jagged(int decays)
    {
        double[][] Rows() => [.. Enumerable.Range(0, decays).Select(i => new[] { 0.5 + 0.2 * i, 0.6 + 0.2 * i })];
        var (p, direction, product) = (Rows(), Rows(), Rows());
        return new("Hessian of decays in rows", 2 * decays, Half, ColumnFunctions.Repeat(() => JaggedMisfitHvp(p, 200, direction, product)), ColumnFunctions.Repeat(() => JaggedMisfitHessian(p, 200)));
    }

    private static ColumnFunction Tuples(int decays)
    {
        (double, double)[] p = [.. Enumerable.Range(0, decays).Select(i => (0.5 + 0.2 * i, 0.6 + 0.2 * i))];
        var (direction, product) = (new (double, double)[decays], new (double, double)[decays]);
        direction[0] = (1, 0);
        return new("Hessian of decays in tuples", 2 * decays, Half, ColumnFunctions.Repeat(() => TupleMisfitHvp(p, 200, direction, product)), ColumnFunctions.Repeat(() => TupleMisfitHessian(p, 200)));
    }

    private static ColumnFunction Springs(int count)
    {
        Place[] places = [.. Enumerable.Range(0, count).Select(i => new Place(Math.Sin(i), Math.Cos(i), 0.1 * i))];
        var (direction, product) = (new Place[count], new Place[count]);
        direction[0] = new(1, 0, 0);
        return new("Hessian of springs", 3 * count + 1, Half, ColumnFunctions.Repeat(() => EnergyHvp(places, 0.7, direction, 0, product, out _)), ColumnFunctions.Repeat(() => EnergyHessian(places, 0.7)));
    }
}
