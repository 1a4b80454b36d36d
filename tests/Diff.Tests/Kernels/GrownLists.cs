namespace Diff.Tests.Kernels;

/// <summary>Lists of a method that others change: methods that get them, and functions that see them.</summary>
public static partial class GrownLists
{
    private static void AddWithSquare(List<double> to, double x)
    {
        to.Add(x);
        to.Add(x * x);
    }

    private static void AddPositive(this ICollection<double> to, double x)
    {
        if (x <= 0) return;
        to.Add(x);
        to.Add(2 * x);
    }

    private static void AddUpTo(IList<double> to, double x, int most)
    {
        for (var i = 0; i < 10; i++)
        {
            AddPositive(to, x + i);
            if (to.Count >= most) return;
        }
    }

    private static double Push(List<double> to, double x)
    {
        to.Add(x);
        return to[0] * x;
    }

    private static void Surround<T>(List<T> list, T x)
    {
        list.Insert(0, x);
        list.Add(x);
    }

    private static void Swap(List<double> left, List<double> right, double x)
    {
        left.Add(right[0]);
        right.Add(x);
        right[0] = left[0] * left.Count;
    }

    [Differentiable]
    private static void Shift(List<double> list, double x)
    {
        list.RemoveAt(0);
        list.Add(x * x);
    }

    [Differentiable]
    public static double ByHelpers(double[] x)
    {
        var list = new List<double>();
        foreach (var value in x) AddWithSquare(list, value);
        AddUpTo(list, x[0], 21);
        list.AddPositive(x[1] * x[2]);
        var sum = 0.0;
        foreach (var value in list) sum = 0.9 * sum + value;
        return sum * list[3] + list.Count;
    }

    [Differentiable]
    public static double ByHelpersWithResults(double[] x)
    {
        var list = new List<double> { x[0] };
        var product = Push(list, x[1] * x[2]) + Push(list, Push(list, x[3]));
        Surround(list, x[4]);
        Shift(list, x[5]);
        return product * list.Sum() + list[0] * list[^1];
    }

    [Differentiable]
    public static double ByOneListUnderTwoNames(double[] x)
    {
        var (list, other) = (x[0], x[1]);
        var both = new List<double> { list, other };
        var single = new List<double> { x[2] };
        Swap(both, both, x[3]);
        Swap(both, single, x[4]);
        return both.Sum() * single[0] + both[^1];
    }

    [Differentiable]
    public static double ByLocalFunctions(double[] x)
    {
        var list = new List<double>();
        void Add(double value) => list.Add(value * x[7]);
        void AddTo(List<double> to, double value)
        {
            to.Add(value);
            if (value < 1) to.Add(value * value);
        }

        for (var i = 0; i < 4; i++) Add(x[i]);
        foreach (var value in x) AddTo(list, value);
        return list.Sum() * list.Count + list[5];
    }

    [Differentiable]
    public static double LeavesTheLoopThatSeesAChange(double[] x)
    {
        var list = new List<double> { x[0], x[1], x[2] };
        var sum = 0.0;
        foreach (var value in list)
        {
            sum += value * value;
            if (value > 1)
            {
                list.Add(value * x[3]);
                break;
            }
        }

        return sum * list[^1];
    }

    [Differentiable]
    public static double PartsOfALocalList(double[] x)
    {
        var list = new List<double>();
        foreach (var value in x) list.Add(value * x[0]);
        var part = list.GetRange(2, 4);
        part.Add(x[1]);
        part[0] *= x[2];
        list[3] = 0;
        return part.Sum() * list.GetRange(0, 3).Max() + part[1];
    }
}
