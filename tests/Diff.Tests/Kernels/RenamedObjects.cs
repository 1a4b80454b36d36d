namespace Diff.Tests.Kernels;

/// <summary>Objects that change under a second name.</summary>
public static partial class RenamedObjects
{
    public sealed class Segment(double length)
    {
        public double Length = length;

        public double Slope;
    }

    /// <summary>A sum that is written as a chain of calls.</summary>
    public sealed class Sum
    {
        private double _sum, _scale = 1;

        public Sum Add(double x)
        {
            _sum += _scale * x;
            return this;
        }

        public Sum Scale(double by)
        {
            _scale *= by;
            return this;
        }

        public double Squared() => _sum * _sum;
    }

    [Differentiable(Order = 2)]
    public static double Previous_and_current(double[] x)
    {
        var previous = new Segment(1);
        var current = new Segment(x[0]);
        var sum = 0.0;
        for (var i = 1; i < x.Length; i++)
        {
            previous = current;
            current = new Segment(x[i] * previous.Length);
            current.Slope = current.Length - previous.Length;
            previous.Length += 0.1 * current.Slope;
            sum += previous.Length * current.Slope;
        }

        return sum + previous.Slope;
    }

    [Differentiable(Order = 2)]
    public static double Best_so_far(double[] x)
    {
        var best = new Segment(x[0]);
        foreach (var v in x)
        {
            var candidate = new Segment(v * v) { Slope = v };
            if (candidate.Length > best.Length) best = candidate;
            candidate.Slope += 0.5 * best.Length;
        }

        best.Length *= 2;
        return best.Length * best.Slope;
    }

    [Differentiable(Order = 2)]
    public static double Exchanged(double[] x)
    {
        var (a, b) = (new Segment(x[0]), new Segment(x[1]));
        for (var i = 2; i < x.Length; i++)
        {
            a.Length += x[i] * b.Length;
            (a, b) = (b, a);
        }

        return a.Length * b.Length;
    }

    [Differentiable(Order = 2)]
    public static double One_of_two(double[] x)
    {
        var a = new Segment(x[0]);
        var b = new Segment(x[1]);
        var longer = x[0] > x[1] ? a : b;
        longer.Length *= x[2];
        return a.Length * a.Length + 2 * b.Length * longer.Length;
    }

    [Differentiable(Order = 2)]
    public static double Chained_calls(double[] x)
    {
        var sum = new Sum().Add(x[0]).Scale(x[1]).Add(x[0] * x[2]);
        var same = sum.Add(x[3]);
        same.Add(x[4]);
        return sum.Squared() + new Sum().Scale(2).Add(x[5]).Squared();
    }
}
