using System.Collections.Immutable;
using System.Numerics;

namespace Diff.Tests.Kernels;

/// <summary>Collections that methods, functions and members make and return.</summary>
public static partial class ReturnedLists
{
    [Differentiable]
    public static List<double> Path(double start, double rate, int steps)
    {
        var path = new List<double>();
        var state = start;
        for (var i = 0; i < steps; i++)
        {
            state += rate * Math.Sin(state);
            if (state > 10) return path;
            path.Add(state);
        }

        return path;
    }

    [Differentiable]
    private static List<double> Listed(double[] x, double factor) => [factor, .. x.Select(value => value * factor), factor * factor];

    [Differentiable]
    private static ImmutableArray<double> Positive(double[] x, double factor) => [.. x.Where(value => value > 0), factor, .. x.Take(2)];

    [Differentiable]
    private static double[] Squares(double[] x) => [x[0], .. x.Select(value => value * value)];

    [Differentiable]
    public static double SpreadsQueries(double[] x)
    {
        List<double> list = [.. x.Skip(3).Select(value => value * x[0]), x[1]];
        var sum = list.Sum(value => value * value);
        foreach (var value in Listed(x, x[2])) sum += value * value;
        foreach (var value in Positive(x, x[3])) sum = sum * 0.9 + value;
        foreach (var value in Squares(x)) sum += value * value;
        return sum;
    }

    [Differentiable]
    private static IReadOnlyList<double> Scaled(IReadOnlyList<double> values, double factor)
    {
        if (factor < 0) return new double[values.Count];
        return values.Select(value => value * factor * value).ToList();
    }

    [Differentiable]
    private static IEnumerable<double> Chosen(double[] x, bool isShort) => isShort ? [x[0], x[1] * x[1]] : x.Select((value, i) => value * i).ToArray();

    [Differentiable]
    private static ImmutableArray<double> Triple(double x) => [x, x * x, Math.Sin(x)];

    [Differentiable]
    private static IReadOnlyCollection<T> Powers<T>(T x, int count)
        where T : IFloatingPointIeee754<T>
    {
        var powers = new List<T> { T.One };
        for (var i = 1; i < count; i++) powers.Add(powers[^1] * x);
        return powers;
    }

    [Differentiable]
    private static List<double> Nested(double x, int depth)
    {
        if (depth == 0) return [x];
        var values = Nested(x * x, depth - 1);
        values.Add(x * depth);
        return values;
    }

    [Differentiable]
    private static List<double> Cut(List<double> values, int kind) => kind switch
    {
        0 => [values[0]],
        1 => new List<double>(values),
        > 10 => throw new ArgumentException("too much"),
        _ => values.Take(3).ToList(),
    };

    [Differentiable]
    public static double GrowsWhatItGot(double[] x)
    {
        var path = Path(x[0], x[1], 5);
        path.Add(x[2] * path[0]);
        path.RemoveAt(1);
        var sum = 0.0;
        foreach (var state in path) sum = sum * x[3] + state;
        return sum + path.Count * path[^1];
    }

    [Differentiable]
    public static double UsesThemInPlace(double[] x) => Path(x[0], x[1], 4).Sum() * Path(x[3], x[4], 3)[2] + Path(x[1], x[0], 6).Count * x[5] + Scaled(Path(x[0], x[2], 3), x[1]).Max();

    [Differentiable]
    public static double EnumeratesThem(double[] x)
    {
        var sum = 0.0;
        foreach (var state in Path(x[0], x[1], 6))
        {
            if (state > 3) break;
            foreach (var value in Scaled([state, x[3]], x[4])) sum += value * state;
        }

        return sum;
    }

    [Differentiable]
    public static double ReadsAnyKind(double[] x)
    {
        IEnumerable<double> chosen = Chosen(x, x[0] > 0);
        var triple = Triple(x[1]);
        var powers = Powers(x[4], 4);
        var sum = chosen.Sum() + Chosen(x, false).Max() * triple[0] * triple[2] + triple.Length * x[5];
        foreach (var power in powers) sum += power * powers.Count;
        return sum + Scaled(x, -x[0]).Count * x[3];
    }

    [Differentiable]
    public static double TakesTheirPlaceInALoop(double[] x)
    {
        List<double> values = [.. x];
        var kept = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            values = Cut(values, i);
            values.Add(x[i] * values[0]);
            if (i == 1) kept = Cut(values, 1);
        }

        values[0] = x[5];
        return values.Sum() * kept.Sum();
    }

    [Differentiable]
    public static double CallsItself(double[] x) => Nested(x[0], 3).Sum() * Nested(x[1], 2)[1];

    [Differentiable]
    public static double ComesFromLocalFunctions(double[] x)
    {
        List<double> Multiples(double value, int count)
        {
            var multiples = new List<double>();
            for (var i = 0; i < count; i++)
            {
                if (i == 3) return multiples;
                multiples.Add(value * i * x[7]);
            }

            return multiples;
        }

        List<double> Halves(double value, int count)
        {
            if (count == 0) return [value];
            var halves = Halves(value * value / 2, count - 1);
            halves.Insert(0, value);
            return halves;
        }

        var both = Multiples(x[0], 5);
        both.AddRange(Halves(x[1], 3));
        return both.Sum() * Multiples(x[2], 2)[1];
    }

    [Differentiable]
    public static double IsChosenAtRunTime(double[] x)
    {
        var sum = 0.0;
        foreach (ISampler sampler in new ISampler[] { new Uniform(3), new Doubling() })
        {
            var samples = sampler.Sample(x[0], x[1]);
            sum += samples[0] * samples[^1] + samples.Count;
        }

        return sum;
    }
}

/// <summary>A list is the result of a member that is called through its interface.</summary>
public partial interface ISampler
{
    [Differentiable]
    List<double> Sample(double from, double to);
}

public partial record Uniform(int Count) : ISampler
{
    [Differentiable]
    public List<double> Sample(double from, double to) => Enumerable.Range(0, Count + 1).Select(i => from + (to - from) * i / Count).ToList();
}

public partial record Doubling : ISampler
{
    [Differentiable]
    public List<double> Sample(double from, double to)
    {
        var samples = new List<double> { to * from };
        for (var value = Math.Abs(from); value < 3; value *= 2) samples.Add(value * to);
        return samples;
    }
}
