namespace Diff.Tests.Kernels;

/// <summary>Members of objects that a method makes and that call themselves, and methods that do so with such objects.</summary>
public static partial class RecursiveObjects
{
    public interface INode
    {
        int Size { get; }

        double At(double x);
    }

    public sealed class Number(double value) : INode
    {
        public int Size => 1;

        public double At(double x) => value;
    }

    public readonly record struct Variable(double Factor) : INode
    {
        public int Size => 1;

        public double At(double x) => Factor * x;
    }

    public sealed record Product(INode Left, INode Right) : INode
    {
        public int Size { get; } = Left.Size + Right.Size;

        double INode.At(double argument) => Left.At(argument) * Right.At(argument);
    }

    public abstract class Composite(params INode[] parts) : INode
    {
        protected INode[] Parts { get; } = parts;

        public virtual int Size
        {
            get
            {
                var size = 1;
                foreach (var part in Parts) size += part.Size;
                return size;
            }
        }

        public abstract double At(double x);
    }

    public class Sum(params INode[] parts) : Composite(parts)
    {
        public override double At(double x)
        {
            var sum = 0.0;
            foreach (var part in Parts)
            {
                if (part is Number) x *= 1.1;
                sum += part.At(x);
            }

            return sum;
        }
    }

    public sealed class Wave(INode inner) : Sum(inner, inner)
    {
        public override int Size => base.Size + 2;

        public override double At(double x) => Math.Sin(base.At(x)) + inner.At(inner.At(x));
    }

    public sealed class Tree(double value)
    {
        public double Value = value;
        public Tree? Left;
        public Tree? Right;

        public double Total => Value * Value + (Left?.Total ?? 0) + 2 * (Right?.Total ?? 0);

        public void Scale(double factor)
        {
            Value *= factor;
            if (Left != null) Left.Scale(factor * 0.9);
            Right?.Scale(Value);
        }

        public bool Holds(double limit) => Value > limit || (Left != null && Left.Holds(limit)) || (Right != null && Right.Holds(limit));
    }

    public sealed class Growth(double rate)
    {
        private double _rate = rate;

        public double After(int years) => years == 0 ? 1 : _rate * After(years - 1);

        public void Raise(int times, double by)
        {
            if (times == 0) return;
            _rate += by;
            Raise(times - 1, by * by);
        }
    }

    public static class Trees
    {
        public static double Walk(Tree? tree, double weight) => tree is null
            ? weight
            : tree.Value * weight + Walk(tree.Left, weight * 0.5) * Walk(tree.Right, weight + tree.Value);

        public static Tree Last(Tree tree) => tree.Right is null ? tree : Last(tree.Right);

        public static void Collect(Tree? tree, double[] into, ref int count, out double last)
        {
            last = 0;
            if (tree is null) return;
            Collect(tree.Left, into, ref count, out var left);
            into[count++] = tree.Value * (1 + left);
            last = tree.Value;
            Collect(tree.Right, into, ref count, out _);
        }

        public static double Fold(Tree? tree, Func<double, double, double> next, double start) => tree == null
            ? start
            : next(Fold(tree.Left, next, start), tree.Value) + Fold(tree.Right, next, start);

        public static double Even(Tree? tree) => tree is null ? 1 : tree.Value * Odd(tree.Left) + Odd(tree.Right);

        private static double Odd(Tree? tree) => tree is null ? 2 : Math.Cos(tree.Value) + Even(tree.Left) * Even(tree.Right);
    }

    [Differentiable]
    public static double Expression(double[] x)
    {
        INode node = new Number(x[0]);
        for (var i = 1; i < x.Length; i++)
            node = (i % 4) switch
            {
                0 => new Sum(node, new Variable(x[i]), new Number(x[i - 1]), node),
                1 => new Wave(node),
                2 => new Product(node, new Number(x[i])),
                _ => new Sum(new Product(new Variable(x[i]), new Number(0.3)), node),
            };
        return node.At(x[1] * 0.1) + (node.Size > 9 ? x[2] : x[3]);
    }

    [Differentiable]
    public static double Totals(double[] x)
    {
        var tree = Heap(x);
        tree.Scale(x[0]);
        var total = tree.Total;
        tree.Right!.Scale(total * 0.1);
        return tree.Total + total;
    }

    [Differentiable]
    public static double Walks(double[] x) => Trees.Walk(Heap(x), x[0]) + Trees.Even(Heap(x));

    [Differentiable]
    public static double Found(double[] x)
    {
        var tree = Heap(x);
        var last = Trees.Last(tree);
        last.Value *= x[1];
        return tree.Total + last.Value + (tree.Holds(3) ? x[0] : x[3] * x[3]);
    }

    [Differentiable]
    public static double Collected(double[] x)
    {
        var values = new double[x.Length];
        var count = 0;
        Trees.Collect(Heap(x), values, ref count, out var last);
        var sum = last;
        for (var i = 0; i < count; i++) sum += (i + 1) * values[i] * values[i];
        return sum;
    }

    [Differentiable]
    public static double Folded(double[] x)
    {
        var factor = x[0] * x[1];
        return Trees.Fold(Heap(x), (before, value) => Math.Sin(before * factor) + value * value, x[2]);
    }

    [Differentiable]
    public static double Local(double[] x)
    {
        var tree = Heap(x);
        return Sum(tree) + Sum(tree.Left);

        double Sum(Tree? part) => part == null ? x[0] : part.Value * Sum(part.Left) + Sum(part.Right);
    }

    [Differentiable]
    public static double Raised(double[] x)
    {
        var growth = new Growth(x[0]);
        growth.Raise(3, x[1]);
        return growth.After(4) + new Growth(x[2]).After(2);
    }

    private static Tree Heap(double[] x)
    {
        var trees = new List<Tree>();
        foreach (var value in x) trees.Add(new Tree(value));
        for (var i = 0; i < x.Length; i++)
        {
            if (2 * i + 1 < x.Length) trees[i].Left = trees[2 * i + 1];
            if (2 * i + 2 < x.Length) trees[i].Right = trees[2 * i + 2];
        }

        return trees[0];
    }
}
