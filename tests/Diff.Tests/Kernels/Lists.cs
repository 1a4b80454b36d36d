using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Diff.Tests.Kernels;

/// <summary>Local lists: grown, cleared, shortened, replaced, passed on.</summary>
public static partial class Lists
{
    [Differentiable]
    public static double SumOfSquares(List<double> list)
    {
        var sum = 0.0;
        foreach (var x in list) sum += x * x;
        return sum;
    }

    [Differentiable]
    public static double SumOfCubes(IReadOnlyList<double> list) => list.Sum(x => x * x * x);

    [Differentiable]
    public static void Square(List<double> list)
    {
        for (var i = 0; i < list.Count; i++) list[i] *= list[i];
    }

    [Differentiable]
    public static double Folded(List<double> list, int times)
    {
        if (times == 0) return list.Sum();
        var next = new List<double>();
        for (var i = 0; i + 1 < list.Count; i++) next.Add(list[i] * list[i + 1] + 0.1 * list.Count);
        return list[0] + Folded(next, times - 1);
    }

    [Differentiable]
    public static double GrowsUnderACondition(double[] x)
    {
        var list = new List<double>();
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] < 0.5) continue;
            list.Add(x[i] * x[i]);
            if (list.Count > 2) list[^2] *= list[0];
        }

        return list.Sum() + list[0] * list.Count + list.Max();
    }

    [Differentiable]
    public static double ClearsAndReuses(double[] x)
    {
        var sum = 0.0;
        var scratch = new List<double>(3);
        for (var round = 0; round < 4; round++)
        {
            scratch.Clear();
            for (var i = round; i < x.Length; i++) scratch.Add(x[i] * (1 + 0.1 * sum));
            for (var i = 0; i < scratch.Count; i++) sum += 0.1 * scratch[i] * scratch[scratch.Count - 1 - i];
        }

        return sum;
    }

    [Differentiable]
    public static double ReplacesAList(double[] x)
    {
        var sum = 0.0;
        List<double> list = [x[0], 2 * x[1]];
        for (var round = 0; round < 3; round++)
        {
            var next = new List<double> { list[0] * x[round] };
            next.AddRange(list.Select(y => 0.5 * y * y));
            next.Insert(1, x[2]);
            if (next.Count > 4)
            {
                next.RemoveAt(1);
                next.RemoveAt(next.Count - 1);
            }

            sum += SumOfSquares(next) * SumOfCubes(next);
            Square(next);
            list = new List<double>(next);
            sum += list[0];
        }

        return sum + SumOfCubes(list);
    }

    [Differentiable]
    public static double ReturnsEarly(double[] x)
    {
        var list = new List<double>();
        foreach (var y in x)
        {
            list.Add(Math.Sin(y));
            if (list.Count == 6) return list[5] * list[1] + SumOfSquares(list);
            if (y > 10) break;
        }

        return list.Sum();
    }

    [Differentiable]
    public static double QueriesBecomeLists(double[] x)
    {
        var squares = x.Select(y => y * y).ToList();
        var large = squares.Where(y => y > 0.5).ToList();
        squares.Add(large[0]);
        var decayed = squares.Select(y => Math.Exp(-y)).ToImmutableArray();
        ImmutableArray<double> joined = [.. large, x[0], .. decayed];
        double[] all = [.. squares, x[1]];
        return SumOfCubes(decayed) + joined[^1] * joined[0] + all.Sum() * joined.Length + SumOfCubes([x[0], x[3]]) + SumOfSquares(x.ToList())
            + squares.ToArray()[2] + SumOfCubes(new List<double> { x[4], x[5] }) + SumOfSquares(x.Skip(2).ToList());
    }

    [Differentiable]
    public static double LocalFunctionsSeeTheList(double[] x)
    {
        double Norm(List<double> list)
        {
            var sum = 0.0;
            for (var i = 0; i < list.Count; i++) sum += list[i] * list[i];
            return Math.Sqrt(sum);
        }

        void Append(List<double> list, double y) => list.Add(y * list[0]);

        var list = new List<double>(x);
        var fixedLength = new List<double> { x[2], x[3] };
        Append(list, x[3]);
        Append(fixedLength, x[4]);
        list.Add(Norm(fixedLength));
        var views = new List<double> { x[5], x[6] };
        CollectionsMarshal.AsSpan(views)[1] *= x[7];
        return Norm(list) + list[^1] + fixedLength[2] + views[1];
    }

    [Differentiable]
    public static double RecursesOnNewLists(double[] x) => Folded([.. x], 4);

    [Differentiable]
    public static double NestsListsInLoops(double[] x)
    {
        var outer = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var inner = new List<double>();
            for (var j = 0; j <= i; j++)
            {
                inner.Add(x[j] * x[i]);
                if (inner.Count == 3) inner.Clear();
            }

            foreach (var y in inner) outer.Add(y + outer.Count);
            if (outer.Count > 3) outer.RemoveAt(0);
        }

        return outer.Aggregate(1.0, (product, y) => product * y) + outer.Count * outer[1];
    }

    [Differentiable]
    public static double KeepsAStack(double[] x)
    {
        var stack = new List<double>();
        foreach (var y in x)
        {
            while (stack.Count > 0 && stack[^1] < y)
            {
                if (stack.Count > 1) stack[^2] += stack[^1] * y;
                stack.RemoveAt(stack.Count - 1);
            }

            stack.Add(y + 0.1 * stack.Count);
        }

        return SumOfSquares(stack);
    }
}
