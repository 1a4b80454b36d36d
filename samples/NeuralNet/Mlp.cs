using Diff;

namespace NeuralNet;

/// <summary>A perceptron with one hidden layer: the sign of <c>w₂ · tanh(W₁ x + b₁) + b₂</c> tells which class a point of the plane belongs to.</summary>
[Differentiable]
public sealed partial class Mlp
{
    private readonly double[,] _weights;
    private readonly double[] _biases;
    private readonly double[] _output;
    private double _bias;

    /// <summary>Random weights; the same seed gives the same network.</summary>
    public Mlp(int hidden, int seed)
    {
        var random = new Random(seed);
        (_weights, _biases, _output) = (new double[hidden, 2], new double[hidden], new double[hidden]);
        for (var i = 0; i < hidden; i++)
        {
            _weights[i, 0] = 6 * (random.NextDouble() - 0.5);
            _weights[i, 1] = 6 * (random.NextDouble() - 0.5);
            _biases[i] = 4 * (random.NextDouble() - 0.5);
            _output[i] = random.NextDouble() - 0.5;
        }
    }

    /// <summary>The logit of the class of a point: positive for the first class.</summary>
    public double Predict(double x, double y)
    {
        var sum = _bias;
        for (var i = 0; i < _output.Length; i++) sum += _output[i] * Math.Tanh(_weights[i, 0] * x + _weights[i, 1] * y + _biases[i]);
        return sum;
    }

    /// <summary>The mean logistic loss over some points, <c>mean log(1 + exp(-label · logit))</c>, written so that it cannot overflow.</summary>
    public double Loss([NoGradient] ReadOnlySpan<Sample> samples)
    {
        var total = 0.0;
        for (var i = 0; i < samples.Length; i++)
        {
            var margin = samples[i].Label * Predict(samples[i].X, samples[i].Y);
            total += double.LogP1(Math.Exp(-Math.Abs(margin))) + Math.Max(-margin, 0);
        }

        return total / samples.Length;
    }
}

/// <param name="Label">1 or -1.</param>
public readonly record struct Sample(double X, double Y, int Label);
