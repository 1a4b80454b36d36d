namespace Diff.Tests.Objects;

/// <summary>A unit with a number, an array, a matrix and a struct, to be held in arrays.</summary>
[Differentiable(Order = 2)]
public sealed partial class Neuron
{
    private readonly double[] _weights;
    private readonly double[,] _mix;
    private double _bias;

    public Neuron(double start)
    {
        _bias = start;
        _weights = [0.5 + start, 1 - start, 0.3 * start];
        _mix = new double[,] { { start, 0.2 }, { -0.4, 1 + start } };
    }

    public Kernels.Vec3 Center { get; set; } = new(0.1, -0.2, 0.3);

    public double Energy => _bias * _bias + Center.X * Center.X + Center.Z * _bias;

    public double Fire(double x)
    {
        var sum = _bias;
        foreach (var weight in _weights) sum = Math.Tanh(sum + weight * x);
        return sum + _mix[1, 1] * x + Center.Y * _mix[0, 1];
    }

    public void Spread(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = _mix[i, 0] * x[0] + _mix[i, 1] * x[1] + _bias;
    }
}

/// <summary>An array of objects in a class that is held in an array itself.</summary>
[Differentiable(Order = 2)]
public partial class Column
{
    private readonly Neuron[] _neurons;

    public Column(int count) => _neurons = [.. Enumerable.Range(0, count).Select(i => new Neuron(0.4 - 0.3 * i))];

    protected double Scale { get; set; } = 0.7;

    public double Rise(double x)
    {
        foreach (var neuron in _neurons)
        {
            if (neuron.Energy > 1e6) break;
            x = Scale * neuron.Fire(x) + 0.1 * neuron.Energy;
        }

        return x;
    }
}

/// <summary>Adds to its base class, and stands in arrays of that.</summary>
[Differentiable(Order = 2)]
public sealed partial class Tall() : Column(1)
{
    public double Height = 1.1;
}

/// <summary>Loops over arrays of objects in all ways, with other names for them and their elements.</summary>
[Differentiable(Order = 2)]
public sealed partial class Stack
{
    private readonly Neuron[] _first = [new(0.7), new(0.2), new(-0.5)];
    private readonly Column[] _columns = [new(2), new Tall(), new(3)];
    private readonly Neuron[] _none = [];
    private readonly Neuron _last;
    private double _slope = 0.6;

    public Stack() => _last = _first[2];

    public double Value(double x)
    {
        double[] y = [x, _slope], z = new double[2];
        for (var i = 0; i < _first.Length; i++)
        {
            var neuron = _first[i];
            if (x > 0.2) x *= neuron.Fire(x);
            else x += neuron.Center.X * _slope;
            neuron.Spread(y, z);
            (y[0], y[1]) = (Math.Sin(z[1]), z[0]);
        }

        var columns = _columns;
        foreach (var column in columns) x += column.Rise(y[0]) * Strength(_first[^1], x);
        foreach (var neuron in _none) x += neuron.Fire(x);
        var k = 0;
        while (k < columns.Length) x += columns[k++].Rise(x);
        return x * y[1] + Strength(_last, _slope) + _first[0].Energy;
    }

    public double Against(double x, [NoGradient] Stack teacher)
    {
        var sum = Value(x);
        foreach (var neuron in teacher._first) sum += neuron.Fire(x);
        return sum - teacher.Value(x) * teacher._columns[1].Rise(sum);
    }

    public static double Strength(Neuron neuron, double x) => neuron.Fire(x) * neuron.Energy;
}
