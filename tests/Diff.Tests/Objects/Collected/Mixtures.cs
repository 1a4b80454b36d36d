using System.Collections.Immutable;

namespace Diff.Tests.Objects.Collected;

[Differentiable(Order = 2)]
public partial struct Grain(double mass, int kind)
{
    public double Mass = mass;
    public int Kind = kind;
}

[Differentiable(Order = 2)]
public abstract partial class Part(List<double> weights)
{
    protected readonly List<double> Weights = weights;

    public abstract double At(double x);

    public virtual double Slope(double x) => Weights[0] * x;
}

[Differentiable(Order = 2)]
public sealed partial class Bent(List<double> weights, IList<double> shape) : Part(weights)
{
    private readonly IList<double> _shape = shape;

    public override double At(double x) => Weights[0] * _shape[0] * x * x + _shape.Sum();

    public override double Slope(double x) => base.Slope(x) * _shape[1];
}

/// <summary>An object that holds its numbers in collections of all kinds.</summary>
[Differentiable(Order = 2)]
public sealed partial class Mixture
{
    private readonly List<double> _coefficients = [1.2, -0.7, 0.4];
    private readonly List<double> _empty = [];
    private readonly Memory<double> _memory = new double[] { 0.3, 0.8 };
    private readonly ArraySegment<double> _segment = new([9, 0.5, 0.6], 1, 2);
    private readonly List<Grain> _grains = [new(0.7, 2), new(0.9, 3)];
    private readonly List<Part> _parts = [new Bent([0.4], new List<double> { 0.2, 1.1 }), new Bent([0.6, 0.1], new double[] { 0.3, 0.9 })];

    public List<double> Shown { get; } = [0.1, 0.2];

    public double Value(double x) => Loops(x) + Queries(x) + Views(x) + Parts(x) + (x > 0 ? _coefficients : Shown)[0] * Locally(x);

    private double Loops(double x)
    {
        var sum = 0.0;
        for (var i = 0; i < _coefficients.Count; i++) sum += _coefficients[i] * Math.Pow(x, i);
        foreach (var coefficient in _coefficients) sum = sum * x + coefficient * Shown[^1];
        foreach (var grain in _grains) sum += grain.Mass * grain.Mass * grain.Kind * x;
        return sum;
    }

    private double Queries(double x) => _coefficients.Sum(c => c * c * x) + _coefficients.Zip(Shown, (a, b) => a * b).Sum() + _coefficients.Max() * _empty.Count + _empty.Sum();

    private double Views(double x)
    {
        var (coefficients, sum) = (x, 0.0);
        var same = _coefficients;
        sum += Dot(same, Shown) * coefficients + Dot(_coefficients, _coefficients);
        return sum + _memory.Span[0] * _segment[1] * x + same[1];
    }

    private double Parts(double x)
    {
        foreach (var part in _parts) x = part.At(x);
        return x + _parts.Sum(part => part.Slope(x));
    }

    private double Locally(double x)
    {
        return Scaled(x) + Scaled(2 * x);

        double Scaled(double y) => _coefficients[0] * y + Shown.Sum(shown => shown * y);
    }

    [Differentiable(Order = 2)]
    private static double Dot(IReadOnlyList<double> left, List<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++) sum += left[i] * right[i];
        return sum;
    }
}

/// <summary>Numbers that nobody can assign.</summary>
[Differentiable]
public sealed partial class Frozen(IReadOnlyList<double> list, ImmutableArray<double> array, ReadOnlyMemory<double> memory)
{
    private readonly IReadOnlyList<double> _list = list;
    private readonly ImmutableArray<double> _array = array;
    private readonly ReadOnlyMemory<double> _memory = memory;

    public double Value(double x) => _list[0] * x + _array[1] * _memory.Span[0] + _list.Count * x;
}
