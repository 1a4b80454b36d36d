namespace Diff.Tests.Kernels;

/// <summary>Views of memory without derivatives: the nodes of trees, windows of permutations.</summary>
public static partial class IndexSpans
{
    [Differentiable]
    public static double Node(double[] x, ReadOnlySpan<int> order)
    {
        if (order.Length == 1) return x[order[0]] * x[order[0]];
        var middle = order.Length / 2;
        return Node(x, order[..middle]) * Node(x, order.Slice(middle)) + x[order[0]];
    }

    [Differentiable]
    public static double Product(double[] x, ReadOnlySpan<int> order)
    {
        var product = 1.0;
        foreach (var i in order) product *= x[i];
        return product;
    }

    [Differentiable]
    public static double Tree(double[] x)
    {
        int[] order = [3, 1, 2, 0, 4];
        return Node(x, order) * x[1];
    }

    [Differentiable]
    public static double ChangedBetweenCalls(double[] x)
    {
        int[] order = [3, 1, 2, 0, 4];
        var sum = 0.0;
        for (var i = 0; i < 3; i++)
        {
            sum += Product(x, order.AsSpan(i, 2)) * x[i];
            order[i] = 5;
            order[i + 1] = 0;
        }

        return sum;
    }

    [Differentiable]
    public static double OfOneOrTheOther(double[] x)
    {
        int[] a = [3, 1, 2], b = [0, 4];
        var sum = 0.0;
        for (var i = 0; i < 4; i++)
        {
            sum += Product(x, (i % 2 == 0 ? a : b).AsSpan(1)) * x[i];
            (a, b) = (b, a);
        }

        return sum;
    }

    [Differentiable]
    public static double TablesOfIndices(double[] x)
    {
        int[,] edges = { { 1, 2 }, { 0, 1 } };
        string[,] names = { { "a" }, { "bc" } };
        var three = edges[0, 1] + 1;
        int[,] more = { { three, 2 * three }, { 3, 4 } };
        var sum = 0.0;
        for (var i = 0; i < 2; i++) sum += x[edges[i, 0]] * x[edges[i, 1]] * names[1, 0].Length * more[0, i];
        return sum * new int[2, 1] { { 3 }, { 4 } }[1, 0];
    }
}
