using Diff.Tests.Kernels;

namespace Diff.Tests.Objects;

/// <summary>A layer whose numbers are private, in a matrix and a vector.</summary>
[Differentiable(Order = 2)]
public sealed partial class Layer
{
    private readonly double[,] _weights;
    private readonly double[] _biases;

    public Layer(int inputs, int outputs)
    {
        _weights = new double[outputs, inputs];
        _biases = new double[outputs];
        for (var i = 0; i < outputs; i++)
        {
            _biases[i] = 0.05 * i;
            for (var j = 0; j < inputs; j++) _weights[i, j] = 0.3 * (i + 1) - 0.2 * j;
        }
    }

    public void Apply(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++)
        {
            var sum = _biases[i];
            for (var j = 0; j < x.Length; j++) sum += _weights[i, j] * x[j];
            y[i] = Math.Tanh(sum);
        }
    }
}

/// <summary>Numbers whose names a tuple keeps for itself, and a property whose field is a constant.</summary>
[Differentiable(Order = 2)]
public sealed partial class Elastic
{
    public double Rest = 0.7;
    public double Item1 = 1.2;

    [field: NoGradient]
    public double Density { get; set; } = 2;

    public double Force(double length) => Item1 * (length - Rest) * Rest;

    public double Work(double length) => Force(length) * length + Density * Rest * Item1;
}

/// <summary>Numbers, arrays and an object with numbers of its own; a constant, a counter and members that are left out.</summary>
[Differentiable(Order = 2)]
public sealed partial class Network
{
    private readonly Layer _hidden = new(2, 3);
    private readonly double[] _output = [0.3, -0.2, 0.5];
    private double _bias = 0.1;
    [NoGradient] private readonly double _temperature = 1.5;

    public double Scale { get; set; } = 2;

    public int Calls { get; private set; }

    public double Predict(double a, double b)
    {
        Calls++;
        var h = new double[3];
        _hidden.Apply([a, b], h);
        var sum = _bias;
        for (var i = 0; i < h.Length; i++) sum += _output[i] * h[i];
        return Scale * sum / _temperature;
    }

    public double Loss(double a, double b, [NoGradient] double target)
    {
        var d = Predict(a, b) - target;
        return d * d;
    }

    public static double Total(Network model, [NoGradient] ReadOnlySpan<double> data)
    {
        var total = 0.0;
        for (var i = 0; i + 2 < data.Length; i++)
        {
            if (data[i] < 0) continue;
            total += model.Loss(data[i], data[i + 1], data[i + 2]);
        }

        return total;
    }

    public static double Imitation(Network model, [NoGradient] Network teacher, double a, double b)
    {
        var d = model.Predict(a, b) - teacher.Predict(a, b) * teacher.Scale;
        return d * d;
    }

    [NoGradient]
    public double Step(double rate, ReadOnlySpan<double> data)
    {
        var gradient = TotalGradient(this, data);
        gradient.AddTo(this, -rate);
        return gradient.Dot(gradient);
    }
}

/// <summary>A record with structs and a jagged array.</summary>
[Differentiable]
public partial record Chain(Vec3[] Nodes, double[][] Table)
{
    public Vec3 Anchor { get; set; } = new(0.1, 0.2, 0.3);

    public double Stretch => (Nodes[0] - Anchor).Length;

    public double Energy(double rest)
    {
        var energy = Stretch * Stretch;
        for (var i = 1; i < Nodes.Length; i++)
        {
            var d = (Nodes[i] - Nodes[i - 1]).Length - rest;
            energy += Table[i][i] * d * d;
        }

        return energy;
    }
}
