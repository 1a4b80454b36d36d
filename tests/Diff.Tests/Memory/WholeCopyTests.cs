namespace Diff.Tests.Memory;

/// <summary>Copies of whole buffers, in the forms that the base class library offers.</summary>
public static partial class WholeCopyTests
{
    private static readonly double[] X = [0.3, -0.2, 0.7, 0.9, 0.4];

    [Differentiable]
    private static double Blocks(double[] x, int n)
    {
        var y = new double[x.Length];
        Buffer.BlockCopy(x, 8, y, 0, (n - 1) * sizeof(double));
        Buffer.BlockCopy(y, 0, y, 2 * sizeof(double), 16);
        var z = new double[n];
        Buffer.BlockCopy(y, 0, z, 0, Buffer.ByteLength(z));
        return y[0] * y[1] * y[2] * z[3] * x[0];
    }

    [Differentiable]
    private static double Long(double[] x, long n)
    {
        var y = new double[x.Length];
        Array.Copy(x, y, n);
        Array.Copy(x, 1L, y, 0L, 2L);
        x.CopyTo(y, 0L);
        Array.ConstrainedCopy(x, 2, y, 1, 2);
        return y[0] * y[1] * y[2] * y[3];
    }

    [Differentiable]
    private static double Matrix(double[,] m)
    {
        var (wide, clone) = (new double[1, 4], (double[,])m.Clone());
        clone[0, 0] *= m[1, 1];
        Array.Copy(clone, wide, 4);
        return wide[0, 0] * wide[0, 1] + wide[0, 2] * wide[0, 3] * m[0, 0];
    }

    [Differentiable]
    private static double MatrixParts(double[,] m, int n)
    {
        var wide = new double[2, 3];
        Array.Copy(m, 1, wide, 2, 3);
        for (var k = 0; k < n; k++)
        {
            Array.Copy(wide, k, wide, 2 - k, 4);
            wide[0, 1] *= m[k, 0] + wide[1, 1];
        }

        Array.ConstrainedCopy(wide, 0, wide, 1, 5);
        Array.Copy(wide, 3, wide, 2, 2);
        return wide[0, 0] + wide[0, 1] * wide[0, 2] * wide[1, 0] + wide[1, 2] * m[0, 0];
    }

    [Differentiable]
    private static double Parts(ReadOnlySpan<double> x)
    {
        var y = x[1..].ToArray();
        y.AsSpan().Reverse();
        MemoryExtensions.Reverse(y.AsSpan(1));
        var short2 = new double[2];
        var s = x.TryCopyTo(short2) ? 0.0 : x[0] * x[0];
        if (x[..2].TryCopyTo(short2)) s += short2[0] * short2[1];
        return s + y[0] * y[0] * y[1];
    }

    [Differentiable]
    private static double Fresh(ReadOnlySpan<double> x)
    {
        var y = GC.AllocateUninitializedArray<double>(x.Length);
        var z = GC.AllocateArray<double>(x.Length, pinned: false);
        for (var i = 0; i < x.Length; i++) z[i] = y[i] = x[i] * x[i];
        return z[0] * y[1] + z[2];
    }

    [Fact]
    public static void Blocks_of_bytes() => GradientCheck.Verify(BlocksGradient(X, 5), p => Blocks(p, 5), X);

    [Fact]
    public static void Long_counts_and_indices() => GradientCheck.Verify(LongGradient(X, 5), p => Long(p, 5), X);

    [Fact]
    public static void Matrices_are_copied_row_by_row()
    {
        static double[,] Table(double[] p) => new[,] { { p[0], p[1] }, { p[2], p[3] } };
        GradientCheck.Verify([.. MatrixGradient(Table(X)).Cast<double>()], p => Matrix(Table(p)), X[..4]);
        GradientCheck.Verify([.. MatrixPartsGradient(Table(X), 2).Cast<double>()], p => MatrixParts(Table(p), 2), X[..4]);
        for (var i = 0; i < 4; i++)
        {
            var direction = new double[4];
            direction[i] = 1;
            Assert.Equal(MatrixPartsGradient(Table(X), 2)[i / 2, i % 2], MatrixPartsJvp(Table(X), 2, Table(direction)).Tangent, 1e-12);
        }
    }

    [Fact]
    public static void Parts_reversals_and_copies_that_do_not_fit() => GradientCheck.Verify(PartsGradient(X), p => Parts(p), X);

    [Fact]
    public static void Arrays_of_the_garbage_collector() => GradientCheck.Verify(FreshGradient(X), p => Fresh(p), X);

    [Differentiable]
    private static void Into(ReadOnlySpan<double> x, Span<double> y)
    {
        x.CopyTo(y);
        y[0] *= y[1];
    }

    [Differentiable]
    private static void IntoMatrix(double[,] x, double[,] y, int count) => Array.Copy(x, y, count);

    [Fact]
    public static void A_copy_that_does_not_fit_throws_before_it_writes()
    {
        double[] y = [1, 2];
        Assert.Throws<ArgumentException>(() => Into(X, y));
        Assert.Throws<ArgumentException>(() => IntoVjp(X, y, new double[2], new double[X.Length]));
        Assert.Throws<ArgumentException>(() => IntoJvp(X, y, X, new double[2]));
        Assert.Equal([1, 2], y);

        double[,] m = { { 3, 4 } };
        foreach (var count in new[] { 3, 5, -1 })
        {
            Assert.ThrowsAny<ArgumentException>(() => IntoMatrix(new double[2, 2], m, count));
            Assert.Throws<ArgumentException>(() => IntoMatrixVjp(new double[2, 2], m, count, new double[1, 2], new double[2, 2]));
            Assert.Throws<ArgumentException>(() => IntoMatrixJvp(new double[2, 2], m, count, new double[2, 2], new double[1, 2]));
        }

        Assert.Equal([3, 4], m.Cast<double>());
    }
}
