namespace Diff.Tests.Kernels;

/// <summary>Arrays and spans of integers and truth values beside those that are differentiated.</summary>
public static partial class ConstantMemory
{
    private static readonly (int Index, string Name)[] Terms = [(1, "product"), (2, "square"), (3, "product")];

    [Differentiable]
    public static double Permutation(double[] x)
    {
        var order = new int[x.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        for (var i = 1; i < order.Length; i++)
            for (var j = i; j > 0 && x[order[j - 1]] > x[order[j]]; j--) (order[j - 1], order[j]) = (order[j], order[j - 1]);
        var sum = 0.0;
        for (var i = 0; i < order.Length; i++) sum += (i + 1) * x[order[i]] * x[i];
        return sum;
    }

    [Differentiable]
    public static double MarkedElements(double[] x)
    {
        Span<bool> isLarge = stackalloc bool[x.Length];
        Span<int> next = stackalloc int[] { 2, 1, 0 };
        ReadOnlySpan<int> ends = [x.Length - 1, 0, 1];
        for (var i = 0; i < 3; i++)
        {
            isLarge[i] = x[i] > 0.1;
            (next[0], next[i]) = (next[i], next[0]);
            next[i]++;
        }

        var sum = 0.0;
        for (var i = 0; i < 3; i++) if (isLarge[i]) sum += x[next[i]] * x[ends[i]];
        return sum;
    }

    [Differentiable]
    public static double LastElementsAssigned(double[] x)
    {
        var ends = new List<int> { 1, 4 };
        Span<int> steps = stackalloc int[3];
        Index last = ^1;
        var sum = 0.0;
        foreach (var value in x)
        {
            ends[^2] = ends[^1] % 3;
            ends[^1]--;
            if (ends[^1] < 1) ends[last] += 4;
            steps[^1] += ends[0];
            (steps[^3], steps[^2]) = (steps[^1] % 4, ends[^2]);
            sum += value * x[ends[^1]] * x[steps[0]] + x[steps[1]];
        }

        return sum;
    }

    [Differentiable]
    public static double LastElementAssignedWhatTheListLoses(double[] x)
    {
        var order = new List<int> { 3, 1, 2 };
        int Pop()
        {
            var top = order[^1];
            order.RemoveAt(order.Count - 1);
            return top;
        }

        order[^2] = Pop();
        return x[order[^1]] * x[order[0]] + order.Count * x[4] * x[4];
    }

    [Differentiable]
    public static double LastElementAssignedAtAnIndexThatShortensTheList(double[] x)
    {
        var order = new List<int> { 1, 2, 3 };
        order[^Shortened(order)] = 0;
        return x[order[0]] * x[order[0]] * x[1] + x[order[1]] * order.Count;
    }

    private static int Shortened(List<int> order)
    {
        order.RemoveAt(0);
        return order.Count;
    }

    [Differentiable]
    public static double Buckets(double[] x)
    {
        var buckets = new int[x.Length][];
        for (var i = 0; i < x.Length; i++) buckets[i] = new int[i + 1];
        buckets[2][1] = 4;
        var isUsed = new bool[x.Length, 2];
        isUsed[1, 1] = true;
        int[] last = [x.Length - 1, x.Length - 2];
        last[^1]--;
        return x[buckets[2][1]] * (isUsed[1, 1] ? x[2] : x[3]) * x[last[1]];
    }

    [Differentiable]
    public static double TermsOfATable(double[] x)
    {
        var sum = 0.0;
        foreach (var term in Terms)
        {
            if (term is (_, "square") and { Index: var square }) sum += x[square] * x[square];
            else if (term is (var index, "product")) sum += x[index] * x[index + 1];
        }

        return sum;
    }

    private static readonly double[] Rates = [0.02, 0.03];

    [Differentiable]
    public static double ObjectsOfTables(double[] x)
    {
        var steep = new Curve([0.5, 1, 2]);
        var flat = new Curve(Rates);
        var sum = 0.0;
        for (var i = 0; i < 3; i++) sum += (i == 1 ? flat : steep).At(x[i]) * new Curve(new double[] { 1, 3 }).At(x[i + 1]);
        return sum;
    }

    public sealed partial class Curve(double[] rates)
    {
        [Differentiable]
        public double At(double t) => rates[0] * t + rates[^1] * t * t;
    }
}
