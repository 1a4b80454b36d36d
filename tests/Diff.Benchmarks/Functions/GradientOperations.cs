namespace Diff.Benchmarks.Functions;

/// <summary>A model with many numbers, in a matrix, an array and a field.</summary>
[Differentiable]
public sealed partial class LargeModel(int units)
{
    private readonly double[,] _weights = new double[units, units];
    private readonly double[] _bias = new double[units];
    private double _scale = 1;

    public double At(double x) => _scale * (_weights[0, 0] * x + _bias[0]);
}

/// <summary>Something done with a gradient, many times over.</summary>
/// <param name="Numbers">The length of the gradient.</param>
/// <param name="Moved">How many numbers it reads and writes.</param>
/// <param name="Copy">A copy that reads and writes as many.</param>
internal sealed record GradientOperation(string Name, int Numbers, int Moved, Func<int, double> Run, Func<int, double> Copy);

internal static class GradientOperations
{
    /// <summary>Gradients that fit into a cache, and that do not.</summary>
    public static IEnumerable<GradientOperation> All => new[] { 60, 2000 }.SelectMany(Of);

    private static IEnumerable<GradientOperation> Of(int units)
    {
        var model = new LargeModel(units);
        var (gradient, other) = (LargeModelGradient.ParametersOf(model), LargeModelGradient.ParametersOf(model));
        var flat = new double[gradient.Count];
        yield return Measured("AddScaled", 3, () => gradient.AddScaled(1e-9, other));
        yield return Measured("Dot", 2, () => gradient.Dot(other));
        yield return Measured("CopyTo", 2, () => gradient.CopyTo(flat));
        yield return Measured("FromSpan", 2, () => gradient.FromSpan(flat));
        // What is written without being read is fetched all the same.
        yield return Measured("Clear", 2, gradient.Clear);
        yield return Measured("AddTo", 3, () => gradient.AddTo(model, 1e-9));
        yield return Measured("AssignTo", 2, () => gradient.AssignTo(model));

        GradientOperation Measured(string name, int moved, Action run)
        {
            var copied = moved * flat.Length / 2;
            var (source, target) = (new double[copied], new double[copied]);
            return new(name, flat.Length, moved * flat.Length, calls => Repeat(calls, run),
                calls => Repeat(calls, () => source.AsSpan().CopyTo(target)));
        }
    }

    private static double Repeat(int calls, Action run)
    {
        for (var i = 0; i < calls; i++) run();
        return calls;
    }
}
