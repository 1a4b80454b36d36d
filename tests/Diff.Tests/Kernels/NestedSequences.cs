namespace Diff.Tests.Kernels;

/// <summary>Sequences of sequences, and sequences in parts of the same length.</summary>
public static partial class NestedSequences
{
    [Differentiable]
    public static double Each_with_each(double[] x) => (from p in x from q in x where p > 0 select p * q * q).Sum();

    [Differentiable]
    public static double Named_in_between(double[] x) => (from p in x from q in x let product = p * q where product > 0 select product * q).Sum();

    [Differentiable]
    public static double Pairs_of_indices(double[] x) =>
        Enumerable.Range(0, x.Length).SelectMany(i => Enumerable.Range(i + 1, x.Length - i - 1), (i, j) => x[i] * x[j] * x[j]).Average()
            + Enumerable.Range(0, x.Length).SelectMany(i => Enumerable.Range(0, i).Select(j => x[i] * x[j])).Max();

    [Differentiable]
    public static double Three_deep(double[] x) => x.SelectMany(p => x.SelectMany(q => x, (q, r) => q * r * r), (p, s) => p * s).Sum();

    [Differentiable]
    public static double Left_early(double[] x)
    {
        var (rows, sum) = (new double[][] { [.. x], x[1..3], [x[0] * x[0]] }, 0.0);
        foreach (var v in rows.SelectMany(row => row))
        {
            if (v < 0) continue;
            sum = sum * 0.5 + v * v;
            if (sum > 4.5) break;
        }

        return sum;
    }

    [Differentiable]
    public static double Left_with_a_result(double[] x)
    {
        var sum = 0.0;
        foreach (var v in x.SelectMany(p => x.Where(q => q < p)))
        {
            for (var i = 0; i < 3; i++)
            {
                if (v > 1) break;
                sum += v * i * v;
            }

            if (v > 1.25) return sum * v;
        }

        return sum;
    }

    [Differentiable]
    public static double Kept_in_arrays(double[] x)
    {
        var flat = x.SelectMany(v => new[] { v, v * v, 1.0 }).ToArray();
        var list = x.SelectMany(v => x.Take(2), (v, w) => v * w).ToList();
        list.Add(flat[4]);
        return flat.Select((v, i) => v * v * i).Sum() * list[0] + list[^1] * list[3] * list.Count;
    }

    [Differentiable]
    public static double Rows_of_indices(double[] x)
    {
        int[][] neighbours = [[1, 2], [], [0, 3, 4]];
        return neighbours.SelectMany(row => row).Select(i => x[i] * x[i]).Sum() * neighbours.SelectMany(row => row).Count();
    }

    [Differentiable]
    public static double From_somewhere_on(double[] x) => x.SelectMany(_ => x).Skip(3).SkipWhile(v => v > 0).Sum(v => v * v);

    [Differentiable]
    public static double In_parts(double[] x) =>
        x.Chunk(3).Zip(x.Chunk(2), (p, q) => p.Zip(q, (a, b) => a * b).Sum()).Sum() + x.Chunk(5).Select((part, i) => part[0] * part[^1] * (i + 1)).Sum();

    [Differentiable]
    public static double Parts_that_change(double[] x)
    {
        var sum = 0.0;
        foreach (var part in x.Chunk(3))
        {
            part[0] *= part[1];
            foreach (var v in part.Append(part[0] * part[1])) sum += v * v * part[0];
        }

        return sum + x[0];
    }
}
