namespace Diff.Tests.Kernels;

/// <summary>Arrays and spans of tuples of numbers.</summary>
public static partial class ArraysOfTuples
{
    [Differentiable]
    public static double WrittenInParts(double[] x)
    {
        var pairs = new (double A, double B)[3];
        for (var i = 0; i < 3; i++) pairs[i] = (x[i], x[i] * x[i + 1]);
        pairs[1].A *= x[4];
        pairs[2] = (pairs[0].B, pairs[0].A);
        (pairs[0], pairs[1]) = (pairs[1], pairs[0]);
        var sum = 0.0;
        foreach (var (a, b) in pairs) sum += a * b;
        foreach (var pair in pairs) sum += pair.A * pair.A;
        return sum;
    }

    [Differentiable]
    public static double Products((double, double)[] left, ReadOnlySpan<(double X, double Y)> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++) sum += left[i].Item1 * right[i].Y;
        return sum;
    }

    [Differentiable]
    public static double Passed(double[] x)
    {
        (double X, double Y)[] points = [(x[0], x[1]), (x[2], x[3])];
        var copy = ((double, double)[])points.Clone();
        ref var last = ref points[1];
        last.X += 2;
        last = (last.Y, last.X * last.X);
        return Products(points, copy) + points.Select(point => point.X * point.Y).Sum();
    }

    [Differentiable]
    public static double Nested(double[] x)
    {
        var rays = new ((double, double) From, double Length)[2];
        rays[0] = ((x[0], x[1]), x[2]);
        rays[1].From = rays[0].From;
        rays[1].From.Item2 *= x[5];
        rays[1].Length += 3;
        Span<(double, double)> ends = stackalloc (double, double)[2];
        ends[0] = rays[1].From;
        ends[1].Item1 = rays[1].Length;
        return ends[0].Item1 * ends[0].Item2 + ends[1].Item1 * rays[0].Length;
    }

    [Differentiable]
    public static (double Re, double Im)[] Transform(double[] x)
    {
        var result = new (double Re, double Im)[x.Length];
        for (var k = 0; k < x.Length; k++)
        {
            for (var n = 0; n < x.Length; n++)
            {
                result[k].Re += x[n] * Math.Cos(0.5 * k * n);
                result[k].Im -= x[n] * Math.Sin(0.5 * k * n);
            }
        }

        return result;
    }

    [Differentiable]
    public static double Power(double[] x)
    {
        var sum = 0.0;
        foreach (var (re, im) in Transform(x)) sum += re * re + im * im * re;
        return sum;
    }

    [Differentiable]
    public static double Relaxed(double[] x)
    {
        var state = new (double Position, double Speed)[4];
        for (var i = 0; i < 4; i++) state[i] = (x[i], x[i + 4]);
        for (var step = 0; step < 5; step++)
        {
            for (var i = 1; i < 4; i++) state[i].Speed += 0.1 * (state[i - 1].Position - state[i].Position * state[i].Speed);
            for (var i = 0; i < 4; i++) state[i].Position += 0.1 * state[i].Speed;
        }

        return state[3].Position * state[2].Speed;
    }

    [Differentiable(Order = 2)]
    public static double WithIntegers(double[] x)
    {
        var terms = new (double Value, int Power)[3];
        for (var i = 0; i < 3; i++) terms[i] = (x[i] * x[i], i + 1);
        var sum = 0.0;
        foreach (var (value, power) in terms) sum += value * power;
        terms[0].Value *= 2;
        terms[1].Power = 7;
        return sum * terms[0].Value + terms[1].Value * terms[1].Power + Weighted(terms, x[3])[1].Value;
    }

    [Differentiable]
    public static double WithTuplesOfIntegers(double[] x)
    {
        var points = new ((int, int), double)[] { ((1, 2), x[0]), ((3, 4), x[1] * x[2]) };
        points[0].Item1.Item2 += points[1].Item1.Item1;
        var sum = 0.0;
        foreach (var ((a, b), v) in points) sum += v * v * a * b;
        var more = new List<((int Row, int Column) At, double Value)>();
        foreach (var (at, v) in points) more.Add((at, v * x[3]));
        more[0] = (more[1].At, sum);
        return more.Sum(entry => entry.At.Row * entry.Value) + more[1].At.Column;
    }

    [Differentiable(Order = 2)]
    public static (double Value, int Power)[] Weighted((double Value, int Power)[] terms, double weight)
    {
        var weighted = new (double Value, int Power)[terms.Length];
        for (var i = 0; i < terms.Length; i++) weighted[i] = (terms[i].Value * weight * terms[i].Power, i);
        return weighted;
    }

    [Differentiable]
    public static double PriorityQueue(double[] x)
    {
        var heap = new (double Cost, int Node)[8];
        var count = 0;
        for (var i = 0; i < 4; i++)
        {
            heap[count++] = (x[i] * x[i], i);
            for (var j = count - 1; j > 0 && heap[(j - 1) / 2].Cost > heap[j].Cost; j = (j - 1) / 2) (heap[j], heap[(j - 1) / 2]) = (heap[(j - 1) / 2], heap[j]);
        }

        var sum = 0.0;
        while (count > 0)
        {
            sum += heap[0].Cost * (heap[0].Node + 1) * count;
            heap[0] = heap[--count];
        }

        return sum;
    }

    [Differentiable]
    public static double ListWithNames(double[] x)
    {
        var entries = new List<(string Name, double Value, bool IsOn)>();
        for (var i = 0; i < 5; i++) entries.Add((i % 2 == 0 ? "ab" : "c", x[i % 3] * (i + 1), i != 3));
        entries.RemoveAt(1);
        Span<(int Index, double Weight)> weights = stackalloc (int Index, double Weight)[4];
        for (var i = 0; i < 4; i++) weights[i] = (3 - i, x[i]);
        foreach (ref var weight in weights)
        {
            weight.Weight *= weight.Index;
            weight.Index++;
        }

        var sum = 0.0;
        foreach (var (name, value, isOn) in entries)
            if (isOn) sum += value * value * name.Length;
        return sum + entries.Sum(entry => entry.Value) * weights[1..][0].Weight * weights[0].Index;
    }
}
