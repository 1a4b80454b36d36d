using System.Numerics;

namespace Diff.Tests.SecondOrder;

/// <summary>Several directions of matrices, tuples, structs and floats at once give, bit by bit, what each of them gives alone.</summary>
public class ShapedBundleTests
{
    private static readonly double[] Numbers = [0.7, 1.3, 0.4, 0.9, 0.25, 1.1, 0.55, 1.7, 0.8, 1.2, 0.35, 0.6, 1.45, 0.15, 1.05, 0.95, 0.5, 1.6];

    [Theory]
    [InlineData(nameof(ShapedBundles.Grid))]
    [InlineData(nameof(ShapedBundles.Jagged))]
    [InlineData(nameof(ShapedBundles.Structs))]
    [InlineData(nameof(ShapedBundles.Moved))]
    [InlineData(nameof(ShapedBundles.Tuples))]
    [InlineData(nameof(ShapedBundles.Singles))]
    [InlineData(nameof(ShapedBundles.Arrows))]
    [InlineData(nameof(ShapedBundles.Products))]
    [InlineData(nameof(ShapedBundles.Turns))]
    public void They_are_bundled(string name) => Assert.NotNull(typeof(ShapedBundles).GetMethod(name + "__HvpBundle"));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    public void Matrices(int rows, int columns)
    {
        var x = Matrix(rows, columns, Numbers);
        Check(ShapedBundles.GridHessian(x, 0.8), 1 + rows * columns, v =>
        {
            var (ofX, ofBy) = ShapedBundles.GridHvp(x, 0.8, Matrix(rows, columns, v), v[rows * columns]);
            return [.. ofX.Cast<double>(), ofBy];
        });
    }

    [Fact]
    public void Jagged_arrays()
    {
        double[][] x = [Numbers[..3], [], Numbers[3..5], Numbers[5..9]];
        Check(ShapedBundles.JaggedHessian([0.3, 1.4], x), 11, v =>
        {
            var (ofA, ofX) = ShapedBundles.JaggedHvp([0.3, 1.4], x, v.AsSpan(0, 2), [v[2..5], [], v[5..7], v[7..11]]);
            return [.. ofA, .. ofX.SelectMany(row => row)];
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Structs(int n)
    {
        var mass = Masses(1, Numbers.AsSpan(14))[0];
        Check(ShapedBundles.StructsHessian(Triples(n, Numbers), mass), 3 * n + 4, v =>
        {
            var (x, m) = ShapedBundles.StructsHvp(Triples(n, Numbers), mass, Triples(n, v), Masses(1, v.AsSpan(3 * n))[0]);
            return [.. x.SelectMany(Flat), .. Flat(m)];
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Structs_in_structs_and_in_local_arrays(int n) =>
        Check(ShapedBundles.MovedHessian(Masses(n, Numbers)), 4 * n, v => [.. ShapedBundles.MovedHvp(Masses(n, Numbers), Masses(n, v)).SelectMany(Flat)]);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Calls_with_matrices(int n) => Check(ShapedBundles.ProductsHessian(Matrix(n, n, Numbers), 0.8), n * n + 1, v =>
    {
        var (ofA, ofK) = ShapedBundles.ProductsHvp(Matrix(n, n, Numbers), 0.8, Matrix(n, n, v), v[n * n]);
        return [.. ofA.Cast<double>(), ofK];
    });

    [Fact]
    public void Calls_with_arrays_of_structs_and_jagged_arrays()
    {
        double[][] by = [[0.3, 1.4], [0.6]];
        Check(ShapedBundles.TurnsHessian(Triples(2, Numbers), by), 9, v =>
        {
            var (x, ofBy) = ShapedBundles.TurnsHvp(Triples(2, Numbers), by, Triples(2, v), [v[6..8], v[8..9]]);
            return [.. x.SelectMany(Flat), .. ofBy.SelectMany(row => row)];
        });
    }

    [Fact]
    public void Tuples()
    {
        (double, double)[] y = [(0.3, 0.2), (-0.4, 0.1), (1.1, -0.7)];
        Check(ShapedBundles.TuplesHessian((0.5, (1.5, -0.3)), y), 9, v =>
        {
            var (k, ofY) = ShapedBundles.TuplesHvp((0.5, (1.5, -0.3)), y, (v[0], (v[1], v[2])), [(v[3], v[4]), (v[5], v[6]), (v[7], v[8])]);
            return [k.A, k.D.B, k.D.C, .. ofY.SelectMany(pair => new[] { pair.Item1, pair.Item2 })];
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(17)]
    public void Single_precision(int n)
    {
        var x = Array.ConvertAll(Numbers[..n], number => (float)number);
        Assert.NotNull(typeof(ShapedBundles).GetMethod("Smoothed__ReverseTangentBundle", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static));
        Check(ShapedBundles.SinglesHessian(x, 0.6f), n + 1, v =>
        {
            var (ofX, k) = ShapedBundles.SinglesHvp(x, 0.6f, Array.ConvertAll(v[..n], number => (float)number), (float)v[n]);
            return [.. ofX, k];
        });
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Vectors_of_the_framework(int n) =>
        Check(ShapedBundles.ArrowsHessian(Vectors(n, Numbers)), 3 * n, v => [.. ShapedBundles.ArrowsHvp(Vectors(n, Numbers), Vectors(n, v)).SelectMany(vector => new double[] { vector.X, vector.Y, vector.Z })]);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void Jacobians_of_structs(int n) =>
        CheckColumns(ShapedBundles.ShiftedJacobian(Triples(n, Numbers)), 3 * n, v => [.. ShapedBundles.ShiftedJvp(Triples(n, Numbers), Triples(n, v)).Tangent.SelectMany(Flat)]);

    // More rows than columns, and the other way round.
    [Theory]
    [InlineData(3, 11)]
    [InlineData(11, 3)]
    public void Jacobians_of_single_precision(int n, int length)
    {
        var x = Array.ConvertAll(Numbers[..n], number => (float)number);
        CheckColumns(ShapedBundles.FilteredJacobian(x, length), n, v => [.. ShapedBundles.FilteredJvp(x, length, Array.ConvertAll(v, number => (float)number)).Tangent], 1e-6);
    }

    [Theory]
    [InlineData(3, 11)]
    [InlineData(6, 3)]
    public void Jacobians_of_matrices_and_tuples(int columns, int length)
    {
        var x = Matrix(2, columns, Numbers);
        CheckColumns(ShapedBundles.SumsJacobian(x, (0.3, 1.2), length), 2 + 2 * columns, v =>
            ShapedBundles.SumsJvp(x, (0.3, 1.2), length, Matrix(2, columns, v), (v[2 * columns], v[2 * columns + 1])).Tangent);
    }

    private static double[,] Matrix(int rows, int columns, double[] numbers)
    {
        var matrix = new double[rows, columns];
        for (var i = 0; i < rows * columns; i++) matrix[i / columns, i % columns] = numbers[i];
        return matrix;
    }

    private static Triple[] Triples(int n, ReadOnlySpan<double> numbers)
    {
        var triples = new Triple[n];
        for (var i = 0; i < n; i++) triples[i] = new Triple { X = numbers[3 * i], Y = numbers[3 * i + 1], Z = numbers[3 * i + 2] };
        return triples;
    }

    private static Mass[] Masses(int n, ReadOnlySpan<double> numbers)
    {
        var masses = new Mass[n];
        for (var i = 0; i < n; i++) masses[i] = new(new Triple { X = numbers[4 * i], Y = numbers[4 * i + 1], Z = numbers[4 * i + 2] }, numbers[4 * i + 3]);
        return masses;
    }

    private static Vector3[] Vectors(int n, double[] numbers) =>
        [.. Enumerable.Range(0, n).Select(i => new Vector3((float)numbers[3 * i], (float)numbers[3 * i + 1], (float)numbers[3 * i + 2]))];

    private static double[] Flat(Triple triple) => [triple.X, triple.Y, triple.Z];

    private static double[] Flat(Mass mass) => [.. Flat(mass.At), mass.Weight];

    private static double[] Unit(int length, int at) => [.. Enumerable.Range(0, length).Select(i => i == at ? 1.0 : 0)];

    private static void Check(double[,] hessian, int size, Func<double[], double[]> product)
    {
        Assert.Equal((size, size), (hessian.GetLength(0), hessian.GetLength(1)));
        for (var column = 0; column < size; column++)
        {
            var expected = product(Unit(size, column));
            for (var row = 0; row <= column; row++)
            {
                Assert.Equal(expected[row], hessian[row, column]);
                Assert.Equal(expected[row], hessian[column, row]);
            }
        }
    }

    private static void CheckColumns(double[,] jacobian, int columns, Func<double[], double[]> along, double tolerance = 1e-14)
    {
        Assert.Equal(columns, jacobian.GetLength(1));
        for (var column = 0; column < columns; column++)
        {
            var expected = along(Unit(columns, column));
            Assert.Equal(expected.Length, jacobian.GetLength(0));
            for (var row = 0; row < expected.Length; row++) Assert.Equal(expected[row], jacobian[row, column], tolerance * Math.Max(1, Math.Abs(expected[row])));
        }
    }
}
