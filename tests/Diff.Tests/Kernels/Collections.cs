using System.Collections.Immutable;

namespace Diff.Tests.Kernels;

public partial interface IReading
{
    [Differentiable]
    double Of(IReadOnlyList<double> x);

    [Differentiable]
    double Scaled(List<double> x, double scale);
}

public partial class Reading : IReading
{
    private readonly List<double> _table = [1, 2, 3];

    [Differentiable]
    public double Of(IReadOnlyList<double> x) => x.Sum() * x[0] + _table.Sum(entry => entry * x[1]);

    [Differentiable]
    public double Scaled(List<double> x, double scale) => x.Sum(y => y * y * scale) * _table[1] + _table.Count;
}

/// <summary>Collections in place of arrays: passed on, sliced, exchanged, written, enumerated.</summary>
public static partial class Collections
{
    [Differentiable]
    public static double Energy(IReadOnlyList<double> x, double stiffness)
    {
        var energy = 0.0;
        for (var i = 1; i < x.Count; i++) energy += 0.5 * stiffness * (x[i] - x[i - 1]) * (x[i] - x[i - 1]);
        return energy + x[^1] * x[0];
    }

    [Differentiable]
    public static double Horner(ReadOnlyMemory<double> coefficients, double x) =>
        coefficients.IsEmpty ? 0 : coefficients.Span[0] + x * Horner(coefficients.Slice(1), x);

    [Differentiable]
    public static void Smooth(Memory<double> x, double weight)
    {
        var span = x.Span;
        for (var i = 1; i < span.Length; i++) span[i] = weight * span[i] + (1 - weight) * span[i - 1] * span[i];
    }

    [Differentiable]
    public static void Accumulate(IList<double> x)
    {
        for (var i = 1; i < x.Count; i++) x[i] += x[i - 1] * 0.5;
    }

    [Differentiable]
    public static double Product(ArraySegment<double> x)
    {
        var product = 1.0;
        foreach (var factor in x) product *= 1 + 0.1 * factor;
        return product;
    }

    [Differentiable]
    public static double PassesArraysOn(double[] x) => Energy(x, x[2]) * Product(x) + Product(new ArraySegment<double>(x, 2, 4));

    [Differentiable]
    public static double DispatchesOnCollections(double[] x)
    {
        IReading reading = new Reading();
        List<double> list = [.. x, x[0]];
        return reading.Of(x) + reading.Of(list) * reading.Scaled(list, x[1]);
    }

    [Differentiable]
    public static double RecursesOverMemory(double[] x) => Horner(x, 0.5 * x[0]) + Horner(x.AsMemory(2, 3), x[1]);

    [Differentiable]
    public static double WritesThroughMemoryAndLists(double[] x)
    {
        var y = x.ToArray();
        Smooth(y, 0.3 * x[0]);
        Smooth(y.AsMemory(2, 4), x[1]);
        Accumulate(y);
        Accumulate(new ArraySegment<double>(y, 1, 3));
        return Energy(y, 1) + y.Sum(t => t * t * t);
    }

    [Differentiable]
    public static double WalksAViewForward(double[] x)
    {
        ReadOnlyMemory<double> rest = x;
        var sum = 0.0;
        while (rest.Length > 1)
        {
            sum += rest.Span[0] * rest.Span[1] * sum + rest.Span[^1];
            rest = rest.Slice(1);
        }

        return sum;
    }

    [Differentiable]
    public static double ExchangesViews(double[] x)
    {
        var (a, b) = (new double[x.Length], new double[x.Length]);
        Memory<double> current = a;
        Memory<double> next = b;
        for (var i = 0; i < x.Length; i++) current.Span[i] = x[i];
        for (var step = 0; step < 3; step++)
        {
            for (var i = 0; i < current.Length; i++) next.Span[i] = Math.Sin(current.Span[i]) + 0.3 * current.Span[(i + 1) % current.Length];
            var old = current;
            current = next;
            next = old;
        }

        return current.Span[0] + next.Span[3] * current.Span[5];
    }

    [Differentiable]
    public static double ChoosesAView(double[] x)
    {
        ReadOnlyMemory<double> chosen = x[2] > 0 ? x.AsMemory(1) : x;
        var segment = x[1] > 0 ? new ArraySegment<double>(x, 1, 3) : new ArraySegment<double>(x, 0, 2);
        var sum = 0.0;
        foreach (var t in chosen.Span) sum += t * t;
        return sum + segment[1] * segment.Count * Energy(segment, 2);
    }

    [Differentiable]
    public static double WritesASegmentThatAnotherReads(double[] x)
    {
        var y = x.ToArray();
        var (low, high) = (0, 4);
        var whole = new ArraySegment<double>(y);
        var part = new ArraySegment<double>(y, low, high);
        var before = Energy(whole, 1);
        for (var i = 0; i < part.Count; i++) part[i] *= whole[i + 1];
        return before * Energy(whole, 1) + part.ToArray().Max() + part.Select(t => t * t).Where(t => t > 0.5).Sum();
    }

    [Differentiable]
    public static double ReadsWhatIsOverwrittenLater(double[] x)
    {
        var y = x.ToArray();
        var sum = 0.0;
        for (var round = 0; round < 3; round++)
        {
            sum += Energy(y, 1 + round) * Product(y);
            y[round] = Math.Cos(sum);
            Smooth(y, 0.5);
        }

        return sum;
    }

    [Differentiable]
    public static double ImmutableCopies(double[] x)
    {
        var all = x.ToImmutableArray();
        var part = x.AsSpan(1).ToImmutableArray();
        var copy = ImmutableArray.Create(x);
        var listed = ImmutableArray.Create(x[0], x[1] * x[2]);
        var many = ImmutableArray.Create(x[4], x[3], x[2], x[1] * x[0], 1);
        var sum = all.Sum(v => v * v) * listed[1] + copy[^1] * part[0];
        foreach (var v in many) sum += v * v * listed[0];
        return sum;
    }
}
