using System.Collections.Immutable;

namespace Diff.Tests.Objects.Passed;

[Differentiable(Order = 2)]
public sealed partial class Stage(double gain, double[] weights)
{
    private readonly double[] _weights = weights;

    public double Gain { get; set; } = gain;

    public double At(double x) => Math.Tanh(_weights[0] * x + _weights[1]) + Gain * x;
}

[Differentiable(Order = 2)]
public partial interface IElement
{
    double At(double x);
}

[Differentiable(Order = 2)]
public sealed partial class Linear(double slope) : IElement
{
    private double _slope = slope;

    public double At(double x) => _slope * x;
}

[Differentiable(Order = 2)]
public sealed partial class Wave(double rate, double[] shape) : IElement
{
    private readonly double[] _shape = shape;
    private double _rate = rate;

    public double Top => _shape[0];

    public double At(double x) => Math.Sin(_rate * x) * _shape[0] + _shape[1];
}

/// <summary>Methods that get objects in arrays and lists, and locals that hold one object after another.</summary>
[Differentiable(Order = 2)]
public sealed partial class Circuit
{
    private readonly Stage[] _stages = [new(0.7, [0.5, 0.1]), new(0.4, [-0.3, 0.2]), new(0.5, [0.1, -0.4])];
    private readonly List<IElement> _elements = [new Linear(0.5), new Wave(0.7, [-0.3, 0.2]), new Linear(0.8)];
    private readonly IElement _first = new Linear(0.9);
    private readonly IElement _second = new Wave(1.1, [0.6, 0.3]);
    private readonly Stage _one = new(0.2, [0.3, 0.4]);
    private readonly Stage _other = new(0.6, [0.7, -0.1]);

    public double Value(double x) => Circuits.Through(_stages, x) * Circuits.Along(_elements, x) + Circuits.Twice(_stages, _stages, x) + Chosen(x) + Fields(x);

    private double Chosen(double x)
    {
        var sum = 0.0;
        for (var k = 0; k < 4; k++)
        {
            var element = k switch { 0 => _first, 1 when x > 0 => _second, _ => k > 2 ? _first : _second };
            IElement last;
            switch (k)
            {
                case 0: last = _second; break;
                default: last = _first; break;
            }

            if (k > 2) last = element;
            sum += element.At(x) * last.At(sum + x) + (last is Wave wave ? wave.Top : 1) * x;
        }

        return sum;
    }

    private double Fields(double x)
    {
        var (stage, next) = (x, 0.0);
        var held = _one;
        var waiting = _other;
        for (var i = 0; i < 3; i++)
        {
            next += held.At(stage) * held.Gain + Circuits.Squared(waiting, x);
            var swapped = held;
            held = waiting;
            waiting = swapped;
        }

        var either = next > 100 ? _one : _other;
        return next + either.At(x);
    }
}

public static partial class Circuits
{
    [Differentiable(Order = 2)]
    public static double Through(Stage[] stages, double x)
    {
        foreach (var stage in stages) x = stage.At(x);
        return x * stages[^1].Gain;
    }

    [Differentiable(Order = 2)]
    public static double Along(IReadOnlyList<IElement> elements, double x)
    {
        var sum = 0.0;
        for (var i = 0; i < elements.Count; i++)
        {
            if (i == 0 && x > 100) return x;
            sum += elements[i] is Wave wave ? wave.At(x) * wave.Top : elements[i].At(sum + x);
        }

        return sum;
    }

    [Differentiable(Order = 2)]
    public static double Folded(List<Stage> stages, double x) => stages.Aggregate(x, (y, stage) => stage.At(y)) * stages.Sum(stage => stage.Gain * x);

    [Differentiable(Order = 2)]
    public static double Twice(Stage[] left, Stage[] right, double x)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++) sum += left[i].At(x) * right[right.Length - 1 - i].Gain;
        return sum;
    }

    [Differentiable(Order = 2)]
    public static double Squared(Stage stage, double x) => stage.At(x) * stage.At(x);

    [Differentiable]
    public static double Optional(IElement?[] elements, double x)
    {
        foreach (var element in elements) x = element?.At(x) ?? x;
        return x;
    }

    [Differentiable]
    public static double[] Each(ImmutableArray<Stage> stages, double x)
    {
        var y = new double[stages.Length];
        for (var i = 0; i < y.Length; i++) y[i] = stages[i].At(x);
        return y;
    }

    [Differentiable]
    public static double OfConstants([NoGradient] Stage[] constants, Stage[] stages, double x) => Through(constants, x) * Through(stages, x);
}
