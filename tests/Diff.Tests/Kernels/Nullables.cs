namespace Diff.Tests.Kernels;

/// <summary>Numbers and structs that may be missing: the best so far, an optional weight, the nearest hit of a ray.</summary>
public static partial class Nullables
{
    private static readonly double? None = null;

    public readonly record struct Hit(double Distance, (double X, double Y) Point, int Id);

    [Differentiable]
    public static double Smallest(double[] x)
    {
        double? best = null;
        foreach (var v in x)
        {
            var square = (v - 1) * (v - 1);
            if (best == null || square < best) best = square + 0.1 * v;
        }

        return best ?? 0;
    }

    [Differentiable]
    public static double Operators(double[] x)
    {
        double? a = x[0] > 0 ? x[0] : null, b = null;
        b ??= x[1] * a;
        var c = a * b + 1;
        c += x[2];
        var lost = c - None;
        c--;
        return (c ?? 0) * (lost ?? x[3]) + (a < b ? x[4] : 0) + (a >= lost ? x[5] : 1) + (-b ?? 0) + (lost != null ? x[6] : 0);
    }

#pragma warning disable CS0458, CS0464 // That the results are known is the point.
    [Differentiable]
    public static double Operators_on_null(double[] x)
    {
        double? a = x[0];
        var (sum, difference) = (a + null, null - a);
        var there = a < null || null >= a ? x[1] : x[2] * a.Value;
        a *= null;
        return there * there + (sum ?? x[3]) * (difference ?? x[4]) + (a ?? x[5]) * x[6];
    }
#pragma warning restore CS0458, CS0464

    [Differentiable]
    public static double Members(double[] x)
    {
        double? a = x[0], b = default;
        var sum = a.Value + a.GetValueOrDefault() * x[1] + b.GetValueOrDefault() + b.GetValueOrDefault(x[2] * x[3]);
        return b.HasValue ? x[4] : sum * (double)a;
    }

    [Differentiable]
    public static double Patterns(double[] x)
    {
        double? a = x[0] * x[1], b = x[2] > 0 ? x[2] : null;
        var sum = a is double there && there > 0 ? there * there : x[3];
        if (b is null) sum *= x[4];
        if (a is { } value) sum += value * x[5];
        if (b is not { }) sum += x[6];
        sum += b switch { null => x[7] * x[7], < 0 => x[1], _ => x[2] };
        switch (a)
        {
            case null:
                return 0;
            case > 100:
                return x[0];
            case var other:
                return sum * other.Value;
        }
    }

    [Differentiable]
    public static double Structs(double[] x)
    {
        Hit? nearest = null;
        for (var i = 0; i < x.Length - 1; i++)
        {
            var distance = x[i] * x[i] + 0.5 * x[i + 1];
            if (nearest is null || distance < nearest.Value.Distance) nearest = new Hit(distance, (x[i], x[i + 1]), i);
        }

        return nearest is { Id: >= 0, Point: var (px, py) } hit ? hit.Distance * px - py : 0;
    }

    [Differentiable]
    public static double Accesses(double[] x)
    {
        Hit? none = null, hit = x[0] > -100 ? new Hit(x[0] * x[1], (x[2], x[3]), 1) : null;
        var distance = hit?.Distance;
        return (hit?.Distance ?? x[4]) * (none?.Distance ?? x[5]) + (hit?.Point.X ?? 0) * x[6] + (distance + none?.Distance ?? x[7]) + (hit?.Id ?? 2) * x[3];
    }

    [Differentiable]
    public static double Constants(double[] x) => Scaled(x[0]) + Scaled(x[1], 2) + Scaled(x[2], None, 0.5);

    [Differentiable]
    private static double Scaled(double x, [NoGradient] double? scale = null, [NoGradient] double? offset = null) => (scale.HasValue ? x * scale.Value : x * x) + (offset ?? 3) * x;
}
