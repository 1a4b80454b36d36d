using System.Buffers;

namespace Diff.Tests.Kernels;

/// <summary>Arrays that a method rents from a pool and gives back: they may be longer than asked for, and hold anything.</summary>
public static partial class PooledArrays
{
    [Differentiable]
    public static double GivenBack(double[] x)
    {
        var squares = ArrayPool<double>.Shared.Rent(x.Length);
        for (var i = 0; i < x.Length; i++) squares[i] = x[i] * x[i];
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += squares[i] * Math.Sin(squares[x.Length - 1 - i]);
        ArrayPool<double>.Shared.Return(squares);
        return s;
    }

    [Differentiable]
    public static double GivenBackFinally(double[] x)
    {
        var rented = ArrayPool<double>.Shared.Rent(x.Length);
        try
        {
            var a = rented.AsSpan(0, x.Length);
            a.Clear();
            for (var i = 0; i < x.Length; i++) a[i] += Math.Exp(x[i]) * (i == 0 ? 1 : a[i - 1]);
            if (a[1] > 1e6) return x[0] * x[0];
            return a[^1] * a[0];
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented, clearArray: true);
        }
    }

    [Differentiable]
    public static double RentedWhereTheStackIsTooSmall(double[] x)
    {
        double[]? rented = null;
        var a = x.Length <= 4 ? stackalloc double[4] : (rented = ArrayPool<double>.Shared.Rent(x.Length));
        a = a[..x.Length];
        x.CopyTo(a);
        for (var i = 1; i < x.Length; i++) a[i] *= Math.Cos(a[i - 1]);
        var s = a[^1] * a[2];
        if (rented is not null) ArrayPool<double>.Shared.Return(rented);
        return s;
    }

    [Differentiable]
    public static double RentedAnew(double[] x)
    {
        var pool = ArrayPool<double>.Shared;
        var (now, next) = (pool.Rent(x.Length), pool.Rent(x.Length));
        Array.Copy(x, now, x.Length);
        for (var step = 0; step < 3; step++)
        {
            for (var i = 0; i < x.Length; i++) next[i] = now[i] * Math.Sin(now[(i + 1) % x.Length]) + 0.1;
            (now, next) = (next, now);
        }

        var s = now[0] * now[3];
        pool.Return(now);
        pool.Return(next);
        return s;
    }

    [Differentiable]
    public static double RentedInALoop(double[] x)
    {
        var s = 1.0;
        for (var i = 2; i < x.Length; i++)
        {
            var window = ArrayPool<double>.Shared.Rent(3);
            for (var j = 0; j < 3; j++) window[j] = x[i - j] * x[i - j] + s;
            s = Math.Sqrt(window[0] + window[1] * window[2]);
            ArrayPool<double>.Shared.Return(window);
        }

        return s;
    }

    [Differentiable]
    public static double OfStructs(double[] x)
    {
        var points = ArrayPool<(double X, double Y)>.Shared.Rent(4);
        for (var i = 0; i < 4; i++) points[i] = (x[i] * x[i], x[i + 4]);
        var s = 0.0;
        for (var i = 0; i < 4; i++) s += points[i].X * points[3 - i].Y;
        ArrayPool<(double X, double Y)>.Shared.Return(points);
        return s;
    }

    [Differentiable]
    public static double TablesOfIndices(double[] x)
    {
        var order = ArrayPool<int>.Shared.Rent(x.Length);
        for (var i = 0; i < x.Length; i++) order[i] = (3 * i + 1) % x.Length;
        var s = 1.0;
        for (var i = 0; i < x.Length; i++) s = Math.Sin(s + x[order[i]] * x[i]);
        ArrayPool<int>.Shared.Return(order);
        return s;
    }

    [Differentiable]
    public static double OwnedMemory(double[] x)
    {
        using var owner = MemoryPool<double>.Shared.Rent(x.Length);
        var a = owner.Memory.Span[..x.Length];
        x.CopyTo(a);
        for (var i = 1; i < x.Length; i++) a[i] *= Math.Cos(a[i - 1]);
        return a[^1] * a[2];
    }

    [Differentiable]
    public static double OwnedMemoryInALoop(double[] x)
    {
        var s = 0.0;
        for (var k = 0; k < 4; k++)
        {
            using (IMemoryOwner<double> owner = MemoryPool<double>.Shared.Rent(4))
            {
                Memory<double> memory = owner.Memory[..4];
                for (var i = 0; i < 4; i++) memory.Span[i] = x[i + k] * x[k];
                s += Sum(memory.Span[1..]) * owner.Memory.Span[0];
                if (s > 100) break;
            }
        }

        return s;
    }

    [Differentiable]
    public static double OwnedMemoryGivenBackFinally(double[] x)
    {
        var owner = MemoryPool<double>.Shared.Rent(x.Length);
        try
        {
            var t = owner.Memory.Slice(0, x.Length);
            x.AsSpan().CopyTo(t.Span);
            for (var i = 1; i < x.Length; i++) t.Span[i] += Math.Sin(t.Span[i - 1]);
            return Sum(owner.Memory.Span[..x.Length]);
        }
        finally
        {
            owner.Dispose();
        }
    }

    [Differentiable]
    private static double Sum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var e in x) s += e * e * e;
        return s;
    }
}
