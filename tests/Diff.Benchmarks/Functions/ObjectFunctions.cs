using static Diff.Benchmarks.Functions.Inputs;
using static Diff.Benchmarks.Functions.MeasuredFunction;

namespace Diff.Benchmarks.Functions;

/// <summary>A layer whose weights an object holds, measured against the same layer with its weights as parameters: what an object costs.</summary>
public static class ObjectFunctions
{
    private const int Width = 32;
    private static readonly double[] s_weights = [.. Enumerable.Range(0, Width * Width).Select(i => Unit(i * 7) - 0.5)];
    private static readonly double[] s_biases = [.. Enumerable.Range(0, Width).Select(i => Unit(i * 3) - 0.5)];
    private static readonly double[] s_inputs = [.. Enumerable.Range(0, Width).Select(Unit)];
    private static readonly double[] s_weightsGradient = new double[Width * Width];
    private static readonly double[] s_biasesGradient = new double[Width];
    private static readonly Layer s_layer = new(s_weights, s_biases);
    private static readonly LayerGradient s_layerGradient = LayerGradient.Zero(s_layer);

    public static IEnumerable<MeasuredFunction> All { get; } =
    [
        new("Layer of an object, by parameters",
            Repeat(static _ => s_layer.Energy(s_inputs)),
            Repeat(static _ => s_layer.EnergyVjp(s_inputs, 1, s_layerGradient)),
            Repeat(static _ => Layer.EnergyOfParametersVjp(s_weights, s_biases, s_inputs, 1, s_weightsGradient, s_biasesGradient)), HandWrittenLimit: 1.1),
    ];
}

/// <summary>A dense layer with rectifiers; its energy is the sum of the squares of its outputs.</summary>
[Differentiable]
public sealed partial class Layer(double[] weights, double[] biases)
{
    private readonly double[] _weights = weights;
    private readonly double[] _biases = biases;

    public double Energy([NoGradient] ReadOnlySpan<double> inputs)
    {
        var energy = 0.0;
        for (var row = 0; row < _biases.Length; row++)
        {
            var output = _biases[row];
            for (var column = 0; column < inputs.Length; column++) output += _weights[row * inputs.Length + column] * inputs[column];
            output = Math.Max(output, 0);
            energy += output * output;
        }

        return energy;
    }

    public static double EnergyOfParameters(ReadOnlySpan<double> weights, ReadOnlySpan<double> biases, [NoGradient] ReadOnlySpan<double> inputs)
    {
        var energy = 0.0;
        for (var row = 0; row < biases.Length; row++)
        {
            var output = biases[row];
            for (var column = 0; column < inputs.Length; column++) output += weights[row * inputs.Length + column] * inputs[column];
            output = Math.Max(output, 0);
            energy += output * output;
        }

        return energy;
    }
}
