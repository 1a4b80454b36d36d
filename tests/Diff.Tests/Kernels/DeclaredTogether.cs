using System.Numerics;

namespace Diff.Tests.Kernels;

/// <summary>Collections that are declared together, pairs, generic local functions, and arrays that are sorted by a comparison.</summary>
public static partial class DeclaredTogether
{
    [Differentiable]
    public static double A_list_and_a_count(double[] x)
    {
        var (list, n) = (new List<double>(), 3);
        list.Add(x[0]);
        list.Add(x[1] * x[1]);
        return list[0] * list[1] * n;
    }

    [Differentiable]
    public static double A_stack_and_a_queue(double[] x)
    {
        var (stack, queue) = (new Stack<double>(), new Queue<double>());
        stack.Push(x[0]);
        stack.Push(x[1]);
        queue.Enqueue(x[2] * x[2]);
        return stack.ElementAt(1) * stack.Pop() * queue.Dequeue() * stack.FirstOrDefault();
    }

    [Differentiable]
    public static double A_dictionary_in_a_tuple(double[] x)
    {
        var (memo, (list, y)) = (new Dictionary<int, double>(), (new List<double> { x[0] }, x[1] * x[2]));
        memo[1] = y;
        list.Add(memo[1]);
        y *= 2;
        return list[0] * list[1] * y * memo[1];
    }

    [Differentiable]
    public static double Pairs(double[] x)
    {
        var pairs = new List<KeyValuePair<int, double>>();
        for (var i = 0; i < 3; i++) pairs.Add(KeyValuePair.Create(i, x[i] * x[i]));
        var (key, value) = KeyValuePair.Create("key", x[3] * x[4]);
        return pairs.Sum(pair => pair.Key * pair.Value) * value * key.Length;
    }

    [Differentiable]
    public static double Generic_local_functions(double[] x)
    {
        var sum = 0.0;
        Each(x, v => v * v);
        Each([1, 2], i => x[i] * i);
        var (p, q) = Swap(x[0], x[1] * x[1]);
        return sum * Twice(p) * q * Twice(3) * Choose(x[0] > 0, (x[1], x[2]), (x[0], x[0])).Item2;

        static T Twice<T>(T value)
            where T : INumber<T> => value + value;

        static (TSecond, TFirst) Swap<TFirst, TSecond>(TFirst first, TSecond second) => (second, first);

        static T Choose<T>(bool condition, T first, T second)
        {
            if (condition) return first;
            return second;
        }

        void Each<T>(T[] items, Func<T, double> map)
        {
            foreach (var item in items) sum += map(item);
        }
    }

    [Differentiable]
    public static double Sorted_by_a_comparison(double[] x)
    {
        var (falling, pairs) = ((double[])x.Clone(), x.Select(v => (v, v * v)).ToArray());
        Array.Sort(falling, (left, right) => right.CompareTo(left));
        Array.Sort(pairs, (left, right) => right.Item1.CompareTo(left.Item1));
        var part = (double[])x.Clone();
        part.AsSpan(1, 4).Sort((left, right) => Math.Abs(left).CompareTo(Math.Abs(right)));
        return falling[0] * 2 + falling[1] * 3 * falling[2] + pairs[0].Item2 * pairs[1].Item1 + part[1] * part[2];
    }
}
