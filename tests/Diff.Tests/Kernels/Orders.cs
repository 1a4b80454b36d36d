namespace Diff.Tests.Kernels;

/// <summary>LINQ that sorts, and lists that are sorted: the order is a constant.</summary>
public static partial class Orders
{
    [Differentiable]
    public static double Sorted_list(double[] x)
    {
        var y = x.ToList();
        y.Sort();
        return y[0] + 2 * y[1] * y[1] + y[^1];
    }

    [Differentiable]
    public static double List_that_is_sorted_as_it_grows(double[] x)
    {
        var sum = 0.0;
        var y = new List<double>();
        foreach (var value in x)
        {
            y.Add(value * value);
            y.Sort((left, right) => right.CompareTo(left));
        }

        foreach (var value in y) sum = sum / 2 + value;
        return sum;
    }

    [Differentiable]
    public static double Reversed_list(double[] x)
    {
        List<double> y = [.. x, x[0]];
        y.Reverse();
        return y[0] + 2 * y[1] * y[3];
    }

    [Differentiable]
    public static double By_a_key(double[] x)
    {
        var y = x.OrderByDescending(value => value * value).ToList();
        return y[0] + 2 * y[1] * y[2] + x.Order().First() * x.OrderDescending().Last() * x.Order().Last();
    }

    [Differentiable]
    public static double By_two_keys(double[] x) =>
        x.Select((value, i) => (value, i % 2)).OrderBy(pair => pair.Item2).ThenByDescending(pair => pair.value).Select(pair => pair.value).Aggregate(0.0, (sum, value) => sum / 2 + value);

    [Differentiable]
    public static double Equal_keys_stay_in_their_order(double[] x)
    {
        var sum = 0.0;
        foreach (var pair in x.Select((value, i) => (Key: Math.Floor(value), Value: value * (i + 1))).OrderBy(pair => pair.Key)) sum = sum / 2 + pair.Value;
        return sum;
    }

    [Differentiable]
    public static double Positions(double[] x)
    {
        var order = Enumerable.Range(0, x.Length).OrderBy(i => x[i]).ToArray();
        return x[order[0]] + 2 * x[order[1]] * x[0];
    }

    [Differentiable]
    public static double Filtered(double[] x)
    {
        var sum = 0.0;
        foreach (var square in from value in x where value > 0 orderby value descending select value * value) sum = sum / 3 + square;
        return sum + x.Where(value => value > 9).OrderBy(value => value).Sum() + x.OrderBy(value => value).Skip(1).Take(2).Average();
    }

    [Differentiable]
    public static double Extremes_by_a_key(double[] x) => x.MinBy(value => value * value) * 3 + x.MaxBy(value => Math.Sin(3 * value)) * x[0];

    [Differentiable]
    public static double Extremes_by_keys_that_are_null_or_no_numbers(double[] x)
    {
        string?[] names = [null, "b", null, "a", "a"];
        double[] marks = [double.NaN, 2, 3, double.NaN, 1];
        var named = x.Select((value, i) => (Value: value * value, Index: i % 5)).MinBy(item => names[item.Index]);
        var total = named.Value;
        for (var i = 0; i < 3; i++)
        {
            var least = x.Select((value, j) => value * x[0] + j).Where(value => value > 0.1 * i).MinBy(value => Math.Abs(value - i));
            total += least * x.Select((value, j) => (Value: value * i, Index: j % 5)).MaxBy(item => marks[item.Index]).Value;
        }

        return total + x.Select((value, i) => (Value: value * x[1], Index: i % 5)).MinBy(item => marks[item.Index]).Value;
    }

    [Differentiable]
    public static double Again_and_again(double[] x)
    {
        var sum = 0.0;
        for (var k = 0; k < 3; k++)
        {
            var y = x.OrderBy(value => Math.Sin(value * (k + sum))).ToArray();
            sum += y[k] * y[0];
        }

        return sum;
    }
}
