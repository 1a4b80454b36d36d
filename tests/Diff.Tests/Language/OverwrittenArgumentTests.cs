namespace Diff.Tests.Language;

/// <summary>Buffers that a callee reads and its caller overwrites later: the reverse half needs the elements of the call.</summary>
public static partial class OverwrittenArgumentTests
{
    [Differentiable]
    private static double Squares(ReadOnlySpan<double> v)
    {
        var s = 0.0;
        foreach (var e in v) s += e * e;
        return s;
    }

    [Differentiable]
    private static double ArraySquares(double[] v)
    {
        var s = 0.0;
        for (var i = 0; i < v.Length; i++) s += v[i] * v[i];
        return s;
    }

    [Differentiable]
    private static double TableSquares(double[,] v) => v[0, 0] * v[0, 0] + v[0, 1] * v[0, 1];

    [Differentiable]
    private static double PickedSquare(ReadOnlySpan<double> v, int[] index) => v[index[0]] * v[index[0]];

    [Differentiable]
    private static void Multiply(ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> product)
    {
        for (var i = 0; i < product.Length; i++) product[i] = u[i] * v[i];
    }

    [Fact]
    public static void Scratch_span_in_a_loop() => BufferDerivatives.Check(ScratchSpan, ScratchSpanValueAndGradient, ScratchSpanJvp);

    [Differentiable]
    private static double ScratchSpan(double[] a)
    {
        var z = new double[1];
        var t = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            z[0] = a[i];
            t += Squares(z);
        }

        return t;
    }

    [Fact]
    public static void Scratch_array_in_a_loop() => BufferDerivatives.Check(ScratchArray, ScratchArrayValueAndGradient, ScratchArrayJvp);

    [Differentiable]
    private static double ScratchArray(double[] a)
    {
        var z = new double[2];
        var t = 0.0;
        for (var i = 1; i < a.Length; i++)
        {
            z[0] = a[i];
            z[1] = a[i - 1] * a[i];
            t += ArraySquares(z);
        }

        return t;
    }

    [Fact]
    public static void Scratch_table_overwritten_after_the_call() =>
        BufferDerivatives.Check(ScratchTable, ScratchTableValueAndGradient, ScratchTableJvp);

    [Differentiable]
    private static double ScratchTable(double[] a)
    {
        var z = new double[1, 2];
        z[0, 0] = a[0];
        z[0, 1] = a[1];
        var t = TableSquares(z);
        z[0, 1] = a[2];
        return t * TableSquares(z);
    }

    [Fact]
    public static void Slices_of_one_scratch_array() => BufferDerivatives.Check(Slices, SlicesValueAndGradient, SlicesJvp);

    [Differentiable]
    private static double Slices(double[] a)
    {
        var z = new double[4];
        var t = 0.0;
        for (var i = 1; i < a.Length; i++)
        {
            z[i - 1] = a[i];
            t += Squares(z.AsSpan(0, 2)) * Squares(z.AsSpan(1, 2));
        }

        return t;
    }

    [Fact]
    public static void Indices_overwritten_after_the_call() => BufferDerivatives.Check(Indices, IndicesValueAndGradient, IndicesJvp);

    [Differentiable]
    private static double Indices(double[] a)
    {
        var index = new int[1];
        var t = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            index[0] = a.Length - 1 - i;
            t += (i + 1) * PickedSquare(a, index);
        }

        return t;
    }

    [Fact]
    public static void Two_scratch_buffers_that_take_turns() => BufferDerivatives.Check(Turns, TurnsValueAndGradient, TurnsJvp);

    [Differentiable]
    private static double Turns(double[] a)
    {
        var u = new double[a.Length];
        var v = new double[a.Length];
        for (var i = 0; i < a.Length; i++) u[i] = 0.1 * a[i];
        for (var step = 0; step < 2; step++)
        {
            Multiply(u, a, v);
            Multiply(v, a, u);
        }

        return Squares(u);
    }

    [Fact]
    public static void Pullback_runs_after_the_scratch_is_gone()
    {
        double[] a = [0.5, -2];
        using var pullback = ScratchSpanWithPullback(a);
        Assert.Equal([1, -4], pullback.Gradient(1));
        Assert.Equal([2, -8], pullback.Gradient(2));
    }
}
