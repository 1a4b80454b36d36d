using Diff.Tests.Kernels;

namespace Diff.Tests.Objects.Mixed;

/// <summary>Tuples in fields, some with tuples and structs in them, whose numbers lie in memory in an order of their own.</summary>
[Differentiable(Order = 2)]
public sealed partial class Tuples
{
    private (double, double) _range = (1.1, 0.7);
    private (double A, (double B, Vec3 C) Inner, double D) _nested = (0.9, (1.3, new(0.2, 0.4, 0.8)), 1.7);
    private readonly (double Slope, double Bias)[] _lines = [(0.5, 0.3), (-0.6, 0.9)];
    private readonly List<(double, (double, double))> _listed = [(0.4, (0.7, 1.2))];

    public double Value(double x)
    {
        var sum = _range.Item1 * x * x - _range.Item2 * _nested.A * _nested.Inner.B;
        foreach (var (slope, bias) in _lines) sum += Math.Tanh(slope * x + bias * _nested.D);
        var (first, (second, third)) = _listed[0];
        return sum + _lines[1].Slope * _nested.Inner.C.Y * first * second * third * x;
    }
}

/// <summary>Numbers of two types.</summary>
[Differentiable]
public partial class Precise
{
    public double Bias = 1.25;
}

[Differentiable]
public sealed partial class Coarse : Precise
{
    public float Gain = 2;
    public float[] Weights = [1, 2];
    public float[][] Rows = [[1, 2], [3]];
    public float[,] Matrix = { { 1, 2 }, { 3, 4 } };
    public (float Low, float High) Range = (3, 4);
    public Half Half = (Half)2;

    public double Value(double x) =>
        Bias * Gain * Weights[1] * x + Rows[1][0] * Rows[1][0] * Matrix[0, 1] * Range.High * (double)Half;

    public (double, double) Both(double x) => (Bias * Gain * x, Range.Low * Weights[0]);
}

[Differentiable]
public sealed partial class Holder
{
    public Coarse Part = new();
    public Coarse[] Parts = [new(), new()];
    public float Scale = 3;

    public double Value(double x) => Scale * Part.Value(x) * Parts[1].Bias * Parts[0].Gain;
}
