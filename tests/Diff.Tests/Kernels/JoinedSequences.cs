namespace Diff.Tests.Kernels;

/// <summary>Sequences one after the other, side by side, and parts of them.</summary>
public static partial class JoinedSequences
{
    [Differentiable]
    public static double One_after_the_other(double[] x) => x.Concat([x[0] * x[1], 2.0]).Concat(x).Select((v, i) => v * v * i).Sum();

    [Differentiable]
    public static double Left_early(double[] x)
    {
        var sum = 0.0;
        foreach (var v in x.Take(2).Concat(x.Skip(3)).Concat(x))
        {
            if (v > 1.5) continue;
            sum += v * v * sum + v;
            if (sum > 8) break;
        }

        return sum;
    }

    [Differentiable]
    public static double Those_with_gaps(double[] x) =>
        x.Where(v => v > 0).Concat(x.Where(v => v < 0)).Select((v, i) => v * v * (i + 1)).Sum();

    [Differentiable]
    public static double Arrays_that_change_meanwhile(double[] x)
    {
        var (y, sum, k) = ((double[])x.Clone(), 0.0, 0);
        foreach (var v in x.Concat(y).Append(y[0] * y[1]))
        {
            y[k++ % y.Length] *= v;
            sum += v * v;
        }

        return sum + y.Sum();
    }

    [Differentiable]
    public static double One_more(double[] x) =>
        x.Append(x[0] * x[1]).Max() * x.Prepend(x[0] * x[1]).Zip(x, (p, q) => p * q * q).Sum() * x.Where(v => v > 0).Prepend(x[2] * x[3]).Average();

    [Differentiable]
    public static double Something_where_there_is_nothing(double[] x) =>
        x.Where(v => v > 5).DefaultIfEmpty(x[0] * x[0]).Average() + x.Where(v => v > 1).DefaultIfEmpty(x[1]).Sum()
            + x.Skip(8).DefaultIfEmpty(x[2] * x[2]).Sum() + x.Skip(7).DefaultIfEmpty(x[3]).Sum() + x.Skip(9).DefaultIfEmpty().Sum();

    [Differentiable]
    public static double Numbered(double[] x)
    {
        var sum = x.Where(v => v < 1).Index().Sum(pair => pair.Index * pair.Item * pair.Item);
        foreach (var (i, v) in x.Index()) sum = sum * 0.3 + i * v * v;
        return sum + x.Where(v => v > 0).Where((_, i) => i % 2 == 0).Sum(v => v * v);
    }

    [Differentiable]
    public static double Three_side_by_side(double[] x)
    {
        var sum = 0.0;
        foreach (var (p, q, r) in x.Zip(x.Skip(1), x.Skip(2))) sum = sum * p + p * q * r;
        return sum;
    }

    [Differentiable]
    public static double Side_by_side_with_gaps(double[] x) =>
        x.Where(v => v > 0).Zip(x, (p, q) => p * q * q).Sum() + x.Zip(x.Where(v => v > 0).Select(v => v * v), (p, q) => p * q * q).Sum();

    [Differentiable]
    public static double Ends(double[] x) => x.TakeLast(2).Sum(v => v * v) + x.SkipLast(2).Sum(v => v * v * v) + x.TakeLast(9).Sum()
        + x.SkipLast(9).Sum() + x.Take(1..^2).Sum(v => v * v) + x.Take(^3..).Sum(v => v * v * v) + x.Take(4..2).Sum() + x.Take(2..99).Sum();

    [Differentiable]
    public static double As_long_as_a_condition_holds(double[] x) => x.TakeWhile(v => v > -1).Sum(v => v * v)
        + x.Where(v => v > -1).TakeWhile((_, i) => i < 3).Sum(v => v * v * v) + x.SkipWhile(v => v > 0).Select((v, i) => v * v * i).Sum()
        + x.Where(v => v > 0).Take(2).Sum(v => v * v) + x.Where(v => v > 0).Skip(2).Sum(v => v * v * v);

    [Differentiable]
    public static double Backwards_with_gaps(double[] x)
    {
        var (y, sum) = ((double[])x.Clone(), 0.0);
        foreach (var v in y.Where(w => w > 0).Reverse())
        {
            y[0] = v * v;
            sum = sum * v + v;
        }

        return sum + y[0];
    }

    [Differentiable]
    public static double Single_elements(double[] x) => x.First(v => v > 1) * x.Last(v => v > 0) + x.FirstOrDefault(v => v > 7, x[0] * x[1])
        + x.LastOrDefault(v => v < 0) * x.Where(v => v < -1).Single() + x.Single(v => v > 2) * x.SingleOrDefault(v => v > 3)
        + x.Where(v => v > 0).ElementAt(2) * x.ElementAt(^1) + x.ElementAtOrDefault(17) + x.Select(v => v * v).ElementAtOrDefault(3);

    [Differentiable]
    public static double First_of_pairs(double[] x)
    {
        var (a, b) = x.Zip(x.Skip(1)).First(pair => pair.First > pair.Second);
        return a * b * b;
    }

    [Differentiable]
    public static double What_a_function_counts(double[] x)
    {
        var (taken, looked, found) = (0, 0, 0);
        var sum = x.Where(v => { taken++; return v > 0; }).Take(2).Sum(v => v * v);
        sum *= x.TakeWhile(v => { looked++; return v > 0; }).Sum(v => v * v);
        sum *= x.Select(v => { found++; return v; }).First(v => v > 2);
        return sum * (taken + (10 * looked) + (100 * found));
    }

    [Differentiable]
    public static double Sorted_afterwards(double[] x) => x.Concat(x.Select(v => 2.03 * v)).OrderBy(v => v).Select((v, i) => v * v * i).Sum()
        + x.OrderByDescending(v => v).TakeWhile(v => v > 0).Concat(x.Order().Take(2)).Select((v, i) => v * v * i).Sum();

    [Differentiable]
    public static double Lists_and_spread_elements(double[] x)
    {
        var (list, sum) = (new List<double> { x[0], x[1] * x[1] }, 0.0);
        foreach (var v in list.Concat(x).Skip(1)) sum = sum * v + v;
        double[] all = [.. list.Append(sum), .. Enumerable.Empty<double>().Append(x[2]).Concat(x).Where(v => v > 0)];
        return all.Select((v, i) => v * v * i).Sum();
    }
}
