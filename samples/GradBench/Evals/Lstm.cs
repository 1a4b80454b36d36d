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
    [Differentiable(Order = 2)]
    public static double Objective(
        ReadOnlySpan<double> main,
        ReadOnlySpan<double> extra,
        [NoGradient] ReadOnlySpan<double> initial,
        [NoGradient] ReadOnlySpan<double> sequence)
    {
        var b = extra.Length / 3;
        var layers = initial.Length / (2 * b);
        var steps = sequence.Length / b - 1;
        var hidden = new double[layers * b];
        var cells = new double[layers * b];
        for (var layer = 0; layer < layers; layer++)
        {
            for (var i = 0; i < b; i++)
            {
                hidden[layer * b + i] = initial[2 * layer * b + i];
                cells[layer * b + i] = initial[(2 * layer + 1) * b + i];
            }
        }

        var total = 0.0;
        var x = new double[b];
        for (var t = 0; t < steps; t++)
        {
            for (var i = 0; i < b; i++) x[i] = sequence[t * b + i] * extra[i];
            for (var layer = 0; layer < layers; layer++)
            {
                Advance(
                    main.Slice(8 * b * layer, 4 * b),
                    main.Slice(8 * b * layer + 4 * b, 4 * b),
                    hidden.AsSpan(b * layer, b),
                    cells.AsSpan(b * layer, b),
                    x);
            }

            Predict(extra, x);
            var sum = 2.0;
            for (var i = 0; i < b; i++) sum += Math.Exp(x[i]);
            var shift = Math.Log(sum);
            for (var i = 0; i < b; i++) total += sequence[(t + 1) * b + i] * (x[i] - shift);
        }

        return -total / (steps * b);
    }

    /// <summary>One step of one layer: <paramref name="x"/> goes in, and comes out as the new <paramref name="hidden"/> values.</summary>
    [Differentiable(Order = 2)]
    private static void Advance(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> biases, Span<double> hidden, Span<double> cells, Span<double> x)
    {
        var b = x.Length;
        for (var i = 0; i < b; i++)
        {
            var forget = Sigmoid(x[i] * weights[i] + biases[i]);
            var enter = Sigmoid(hidden[i] * weights[b + i] + biases[b + i]);
            var leave = Sigmoid(x[i] * weights[2 * b + i] + biases[2 * b + i]);
            var change = Math.Tanh(hidden[i] * weights[3 * b + i] + biases[3 * b + i]);
            cells[i] = cells[i] * forget + enter * change;
            hidden[i] = leave * Math.Tanh(cells[i]);
            x[i] = hidden[i];
        }
    }

    /// <summary>What the last layer says about the next character, before it is normalised.</summary>
    [Differentiable(Order = 2)]
    private static void Predict(ReadOnlySpan<double> extra, Span<double> x)
    {
        for (var i = 0; i < x.Length; i++) x[i] = x[i] * extra[x.Length + i] + extra[2 * x.Length + i];
    }

    [Differentiable(Order = 2)]
    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
