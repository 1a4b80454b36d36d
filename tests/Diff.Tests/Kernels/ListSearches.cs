namespace Diff.Tests.Kernels;

/// <summary>Members of lists and arrays that call a function for each element.</summary>
public static partial class ListSearches
{
    public sealed class Item(double value)
    {
        public double Value = value;
    }

    [Differentiable]
    public static double Numbers(double[] x)
    {
        var list = x.Select(v => v * v).ToList();
        var value = 0.0;
        list.ForEach(v => value = 0.5 * value + v * v);
        return list.Exists(v => v > 2) ? value * list.Find(v => v > 2) + list.FindLast(v => v < 1) + list.FindIndex(v => v > 1) * x[3] : value;
    }

    [Differentiable]
    public static double None(double[] x)
    {
        var list = x.ToList();
        return list.Find(v => v > 100) * x[1] + list.FindIndex(v => v > 100) * x[0] + (list.TrueForAll(v => v > -10) ? x[2] : 0);
    }

    [Differentiable]
    public static double Arrays(double[] x) =>
        Array.Exists(x, v => v > 2) ? Array.Find(x, v => v > 2) * Array.FindLast(x, v => v < 1) + Array.FindIndex(x, v => v > 1) * x[4] : x[0];

    [Differentiable]
    public static double Objects(double[] x)
    {
        var items = x.Select(v => new Item(v)).ToList();
        var total = 0.0;
        items.ForEach(item =>
        {
            item.Value += 0.1 * total;
            total += item.Value * item.Value;
        });
        var found = items.Find(item => item.Value > 1.5);
        if (found != null) found.Value = x[0] * x[1];
        return items.FindLast(item => item.Value > 1)!.Value * total + items.FindIndex(item => item.Value > 1) * x[2]
            + items.Sum(item => item.Value) + (items.Exists(item => item.Value > 100) ? 1 : x[3]);
    }
}
