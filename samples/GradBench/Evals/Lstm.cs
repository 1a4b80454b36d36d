using Diff;

namespace GradBench.Evals;

/// <summary>The loss of a recurrent network with diagonal weights on a sequence of characters.</summary>
public static partial class Lstm
{
    /// <summary>
    /// The mean negative log-likelihood of each character of <paramref name="sequence"/> given the ones before. For each layer
    /// <paramref name="main"/> holds 4·b weights and 4·b biases (forget, in, out, change); <paramref name="extra"/> holds input weights,
    /// output weights and output biases; <paramref name="initial"/> the hidden values and the cells of each layer.
    /// </summary>
    [Differentiable]
    public static double Objective(
        ReadOnlySpan<double> main,
        ReadOnlySpan<double> extra,
        [NoGradient] ReadOnlySpan<double> initial,
        [NoGradient] ReadOnlySpan<double> sequence)
    {
        var b = extra.Length / 3;
        var layers = initial.Length / (2 * b);
        var steps = sequence.Length / b - 1;
        var state = new double[initial.Length];
        for (var i = 0; i < state.Length; i++) state[i] = initial[i];

        var total = 0.0;
        var x = new double[b];
        for (var t = 0; t < steps; t++)
        {
            for (var i = 0; i < b; i++) x[i] = sequence[t * b + i] * extra[i];
            for (var layer = 0; layer < layers; layer++)
            {
                var weights = 8 * b * layer;
                var biases = weights + 4 * b;
                var hidden = 2 * b * layer;
                var cells = hidden + b;
                for (var i = 0; i < b; i++)
                {
                    var forget = Sigmoid(x[i] * main[weights + i] + main[biases + i]);
                    var enter = Sigmoid(state[hidden + i] * main[weights + b + i] + main[biases + b + i]);
                    var leave = Sigmoid(x[i] * main[weights + 2 * b + i] + main[biases + 2 * b + i]);
                    var change = Math.Tanh(state[hidden + i] * main[weights + 3 * b + i] + main[biases + 3 * b + i]);
                    var cell = state[cells + i] * forget + enter * change;
                    state[cells + i] = cell;
                    state[hidden + i] = leave * Math.Tanh(cell);
                    x[i] = state[hidden + i];
                }
            }

            var sum = 2.0;
            for (var i = 0; i < b; i++)
            {
                x[i] = x[i] * extra[b + i] + extra[2 * b + i];
                sum += Math.Exp(x[i]);
            }

            var shift = Math.Log(sum);
            for (var i = 0; i < b; i++) total += sequence[(t + 1) * b + i] * (x[i] - shift);
        }

        return -total / (steps * b);
    }

    [Differentiable]
    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
