namespace Diff.Tests.Kernels;

/// <summary>Code about classes of which the method makes no object, and objects that get numbers in the elements of their arrays alone.</summary>
public static partial class UnmadeClasses
{
    private interface ITree
    {
        double At(double x);
    }

    private sealed class Leaf(double value) : ITree
    {
        public double Value = value;

        public double At(double x) => Value * x;
    }

    private sealed class Fork(ITree left, ITree right) : ITree
    {
        public readonly ITree Left = left, Right = right;

        public double At(double x) => Left.At(x) + x * Right.At(x);
    }

    private sealed class Columns
    {
        public double[] Values { get; } = new double[3];

        public int[] Counts = new int[2];
    }

    [Differentiable]
    public static double TestsForAnUnmadeClass(double[] x)
    {
        ITree tree = new Leaf(x[0]);
        if (tree is Fork fork) return fork.Left.At(x[1]) * x[2];
        var other = tree as Fork;
        return other is null ? tree.At(x[3]) : ((Fork)tree).Right.At(1);
    }

    [Differentiable]
    public static double RecursionThroughAnUnmadeClass(double[] x)
    {
        ITree tree = new Leaf(x[1] * x[2]);
        return Weight(tree, x[3]) * Weight(new Leaf(x[4]), x[5]);
    }

    private static double Weight(ITree tree, double x) => tree is Fork fork ? x + Weight(fork.Left, x * x) : tree is Leaf leaf ? leaf.Value * x : 0;

    [Differentiable]
    public static double SwitchOverAnUnmadeClass(double[] x)
    {
        var trees = new List<ITree>();
        for (var i = 0; i < 3; i++) trees.Add(new Leaf(x[i] * i));
        var sum = 0.0;
        foreach (var tree in trees)
            sum += tree switch { Fork { Left: var left } => left.At(x[5]), Leaf leaf => leaf.Value * leaf.Value * x[4], _ => 0 };
        return sum;
    }

    [Differentiable]
    public static double ListsOfObjectsFilledByElements(double[] x)
    {
        var list = new List<Columns>();
        for (var i = 0; i < 3; i++)
        {
            var columns = new Columns();
            columns.Values[0] = x[i];
            columns.Counts[1] = i;
            list.Add(columns);
        }

        list[1].Values[1] = list[0].Values[0] * x[5];
        list[2].Values[2] += list[1].Values[1] * list[2].Counts[1];
        return list[1].Values[1] * list[2].Values[0] + list.Sum(columns => columns.Values[2]);
    }

    [Differentiable]
    public static double TheBestObjectFilledByElements(double[] x)
    {
        Columns? best = null;
        for (var i = 0; i < 4; i++)
        {
            var next = new Columns();
            next.Values[0] = x[i] * x[i];
            if (best == null || next.Values[0] > best.Values[0]) best = next;
        }

        best!.Values[1] = best.Values[0] * x[6];
        best.Values[1]++;
        return best.Values[1] * x[7];
    }
}
