using static Diff.Benchmarks.Functions.Inputs;
using static Diff.Benchmarks.Functions.MeasuredFunction;

namespace Diff.Benchmarks.Functions;

/// <summary>Kernels on structs, measured against the same kernels on numbers: what a struct costs.</summary>
public static class VectorFunctions
{
    private const int Steps = 50;
    private static readonly Vec3[] s_points = [.. Enumerable.Range(0, 32).Select(i => new Vec3(Unit(i), Unit(i + 7), Unit(i + 13)))];
    private static readonly double[] s_numbers = [.. s_points.SelectMany(point => new[] { point.X, point.Y, point.Z })];
    private static readonly Vec3[] s_pointsGradient = new Vec3[s_points.Length];
    private static readonly double[] s_numbersGradient = new double[s_numbers.Length];

    public static IEnumerable<MeasuredFunction> All { get; } =
    [
        new("Energy on Vec3, by numbers", Repeat(static _ => VectorKernels.Energy(s_points)), Repeat(static _ => VectorKernels.EnergyValueAndGradient(s_points, s_pointsGradient)),
            Repeat(static _ => VectorKernels.EnergyOfNumbersValueAndGradient(s_numbers, s_numbersGradient)), HandWrittenLimit: 1.3),
        new("Orbit on Vec3, by numbers", Repeat(static i => VectorKernels.Orbit(new(1, Unit(i), 0), new(0, 1, Unit(i)), Steps)),
            Repeat(static i => VectorKernels.OrbitValueAndGradient(new(1, Unit(i), 0), new(0, 1, Unit(i)), Steps) is var (value, (position, _)) ? value + position.X : 0),
            Repeat(static i => VectorKernels.OrbitOfNumbersValueAndGradient(1, Unit(i), 0, 0, 1, Unit(i), Steps) is var (value, gradient) ? value + gradient.x : 0), HandWrittenLimit: 1.3),
    ];
}
