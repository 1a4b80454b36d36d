using System.Numerics;

namespace Diff.Tests.Memory;

/// <summary>Jacobians and Hessians in matrices of the caller: the same numbers as in new ones, in any shape of independents, and nothing else is touched.</summary>
public static partial class MatrixTests
{
    private static readonly double[] X = [0.7, 1.3, -0.4, 2.1, 0.9];

    public partial interface ICurve
    {
        [Differentiable(Order = 2)]
        double Energy(double[] x);

        [Differentiable]
        double[] Forces(double[] x);
    }

    public partial class Chain : ICurve
    {
        [Differentiable(Order = 2)]
        public double Energy(double[] x)
        {
            var e = 0.0;
            for (var i = 1; i < x.Length; i++) e += Math.Pow(x[i] - x[i - 1], 4) + e * x[0];
            return e;
        }

        [Differentiable]
        public double[] Forces(double[] x)
        {
            var f = new double[x.Length + 2];
            for (var i = 1; i < x.Length; i++) f[i + 1] = Math.Sin(x[i] * x[i - 1]) + f[i];
            return f;
        }
    }

    [Differentiable(Order = 2)]
    public sealed partial class Layer
    {
        public double[] Weights = [0.3, -0.8, 1.1];
        public double Bias = 0.4;

        public double Loss(double[] x)
        {
            var s = Bias * Bias * Bias;
            for (var i = 0; i < x.Length; i++) s += Math.Tanh(Weights[i % Weights.Length] * x[i] + Bias);
            return s * s;
        }

        public double[] Outputs(double[] x) => [Bias * x[0], Weights[1] * x[1] * x[0]];
    }

    [Differentiable(Order = 2)]
    internal static double Written(ReadOnlySpan<double> x, double w)
    {
        var y = new double[x.Length];
        for (var k = 0; k < 3; k++) for (var i = 0; i < y.Length; i++) y[i] = Math.Sin(y[(i + 1) % y.Length] * w + x[i]);
        var s = 0.0;
        foreach (var v in y) s += v * v;
        return s;
    }

    [Differentiable(Order = 2)]
    internal static double Halved(double[] x, int from, int to) =>
        to - from < 2 ? x[from] * x[0] : Math.Sin(Halved(x, from, (from + to) / 2)) * Halved(x, (from + to) / 2, to);

    [Differentiable(Order = 2)]
    internal static T Generic<T>(T[] x) where T : IFloatingPointIeee754<T>
    {
        var s = T.One;
        foreach (var v in x) s *= v + s;
        return s;
    }

    [Differentiable(Order = 2)]
    internal static double Listed(List<double> x, [NoGradient] double[,] data)
    {
        var s = 0.0;
        foreach (var v in x) s += v * v * v * data[0, 0] * x[0];
        return s;
    }

    [Differentiable(Order = 2)]
    internal static double Pairs(double line, (double A, double B)[][] x, (double A, double B)[][] first)
    {
        var s = 1.0 + line;
        foreach (var v in x[0]) s *= v.A * v.B + s;
        foreach (var row in first) for (var i = 0; i < row.Length; i++) s += row[i].A * line * s + row[i].B * row[0].B;
        return s;
    }

    [Differentiable]
    internal static (double A, double B)[][] Turned((double A, double B)[][] x, double m)
    {
        var y = new (double A, double B)[x.Length][];
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = new (double A, double B)[x[i].Length];
            for (var k = 0; k < x[i].Length; k++) y[i][k] = (x[i][k].B * m, x[i][k].A * x[i][0].A);
        }
        return y;
    }

    [Differentiable]
    internal static (double[] A, double[,] B) Both(double[] x, double[][] rows)
    {
        var (a, b) = (new double[2], new double[2, x.Length]);
        for (var i = 0; i < x.Length; i++)
        {
            a[i % 2] += x[i] * rows[0][0];
            b[0, i] = x[i] * x[i];
            b[1, i] = a[0] * rows[1][^1];
        }
        return (a, b);
    }

    [Differentiable]
    internal static float[] Mixed(float[] x, double w)
    {
        var y = new float[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = (float)w * x[i] * x[0];
        return y;
    }

    [Differentiable]
    internal static void Overwrites(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = x[i % x.Length] * x[0] + y[i] * y[0];
    }

    [Differentiable]
    internal static double Split(double x, double y, out double rest)
    {
        rest = x * y * y;
        return x - y;
    }

    [Fact]
    public static void Hessians_are_those_that_are_returned()
    {
        Same(WrittenHessian(X, 0.3), h => WrittenHessian(X, 0.3, h));
        Same(HalvedHessian(X, 0, 5), h => HalvedHessian(X, 0, 5, h));
        Same(GenericHessian<double>(X), h => GenericHessian<double>(X, h));
        Same(GenericHessian([0.3f, 2, 1]), h => GenericHessian([0.3f, 2, 1], h));
        Same(ListedHessian([1, 2, 3], new double[,] { { 2 } }), h => ListedHessian([1, 2, 3], new double[,] { { 2 } }, h));
        Same(new Chain().EnergyHessian(X), h => new Chain().EnergyHessian(X, h));
        Same(((ICurve)new Chain()).EnergyHessian(X), h => ((ICurve)new Chain()).EnergyHessian(X, h));
        Same(new Layer().LossHessian(X), h => new Layer().LossHessian(X, h));
    }

    [Fact]
    public static void Jacobians_are_those_that_are_returned()
    {
        Same(new Chain().ForcesJacobian(X), j => new Chain().ForcesJacobian(X, j));
        Same(((ICurve)new Chain()).ForcesJacobian(X), j => ((ICurve)new Chain()).ForcesJacobian(X, j));
        Same(new Layer().OutputsJacobian(X), j => new Layer().OutputsJacobian(X, j));
        Same(BothJacobian(X, [[2, 3], [5]]), j => BothJacobian(X, [[2, 3], [5]], j));
        Same(MixedJacobian([0.3f, 2, 1], 3), j => MixedJacobian([0.3f, 2, 1], 3, j));
        Same(OverwritesJacobian(X, [1, 2, 3]), j => OverwritesJacobian(X, [1, 2, 3], j));
        Same(SplitJacobian(2, 3, out _), j => SplitJacobian(2, 3, out _, j));
    }

    [Fact]
    public static void Second_derivatives_of_jagged_arrays_of_tuples() => SecondOrder.SecondDerivatives.Check(
        p => Flat(PairsGradient(p[0], Table(p, 1), Table(p, 7))),
        (p, v) => Flat(PairsHvp(p[0], Table(p, 1), Table(p, 7), v[0], Table(v, 1), Table(v, 7))),
        p =>
        {
            var hessian = new double[13, 13];
            PairsHessian(p[0], Table(p, 1), Table(p, 7), hessian);
            return hessian;
        },
        [0.4, 0.3, 0.2, -0.7, 0.5, 1.1, -0.6, 0.8, 0.15, 0.9, -0.35, 0.6, 0.7]);

    [Fact]
    public static void Jacobians_of_jagged_arrays_of_tuples()
    {
        double[] p = [0.3, 0.2, -0.7, 0.5, 1.1, -0.6, 0.8];
        var expected = Differences.Jacobian(p, p => [.. Flat(Turned(Table(p, 0), p[6]))]);
        var actual = TurnedJacobian(Table(p, 0), p[6]);
        Assert.Equal((6, 7), (actual.GetLength(0), actual.GetLength(1)));
        // Central differences of functions of size 1.
        Assert.All(expected.Cast<double>().Zip(actual.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
    }

    [Fact]
    public static void They_allocate_nothing()
    {
        double[][] rows = [[2, 3], [5]];
        (double A, double B)[][] table = Table([.. X, 2], 0), other = Table([.. X, 2], 0);
        List<double> list = [1, 2, 3];
        double[] y = [1, 2, 3];
        var data = new double[,] { { 2 } };
        ICurve curve = new Chain();
        Nothing(6, 6, h => WrittenHessian(X, 0.3, h));
        Nothing(5, 5, h => HalvedHessian(X, 0, 5, h));
        Nothing(3, 3, h => ListedHessian(list, data, h));
        Nothing(13, 13, h => PairsHessian(0.4, table, other, h));
        Nothing(5, 5, h => curve.EnergyHessian(X, h));
        Nothing(7, 5, j => curve.ForcesJacobian(X, j));
        Nothing(6, 7, j => TurnedJacobian(table, 2, j));
        Nothing(12, 8, j => BothJacobian(X, rows, j));
        Nothing(3, 8, j => OverwritesJacobian(X, y, j));
        Nothing(2, 2, j => SplitJacobian(2, 3, out _, j));
    }

    [Fact]
    public static void Another_shape_is_refused_before_anything_is_written()
    {
        var hessian = new double[5, 6];
        Refused("hessian", "5×6", "6×6", () => WrittenHessian(X, 0.3, hessian));
        Assert.All(hessian.Cast<double>(), element => Assert.Equal(0, element));
        Refused("jacobian", "5×7", "7×5", () => new Chain().ForcesJacobian(X, new double[5, 7]));
        double[] y = [1, 2, 3];
        Refused("jacobian", "3×5", "3×8", () => OverwritesJacobian(X, y, new double[3, 5]));
        Assert.Equal([1, 2, 3], y);
    }

    [Fact]
    public static void No_matrix_is_refused() =>
        Assert.Equal("hessian", Assert.Throws<ArgumentNullException>(() => WrittenHessian(X, 0.3, null!)).ParamName);

    [Fact]
    public static void A_matrix_that_is_an_input_is_refused()
    {
        var data = new double[3, 3];
        Assert.Contains("'hessian' and 'data' overlap", Assert.Throws<ArgumentException>(() => ListedHessian([1, 2, 3], data, data)).Message);
    }

    private static void Refused(string name, string actual, string expected, Action call) =>
        Assert.Equal(
            $"'{name}' has shape {actual}, but shape {expected} is expected. (Parameter '{name}')", Assert.Throws<ArgumentException>(call).Message);

    private static void Same<T>(T[,] expected, Action<T[,]> fill)
    {
        var matrix = new T[expected.GetLength(0), expected.GetLength(1)];
        for (var again = 0; again < 2; again++)
        {
            fill(matrix);
            Assert.Equal(expected, matrix);
        }
    }

    private static void Nothing(int rows, int columns, Action<double[,]> fill)
    {
        var matrix = new double[rows, columns];
        Garbage.None(_ => fill(matrix));
    }

    private static (double A, double B)[][] Table(double[] p, int at) => [[(p[at], p[at + 1]), (p[at + 2], p[at + 3])], [], [(p[at + 4], p[at + 5])]];

    private static double[] Flat((double Line, (double A, double B)[][] X, (double A, double B)[][] First) gradient) =>
        [gradient.Line, .. Flat(gradient.X), .. Flat(gradient.First)];

    private static IEnumerable<double> Flat((double A, double B)[][] table) => table.SelectMany(row => row).SelectMany(pair => new[] { pair.A, pair.B });
}
