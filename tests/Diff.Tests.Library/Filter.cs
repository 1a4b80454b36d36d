namespace Diff.Tests.Library;

/// <summary>A class whose numbers are private, for other assemblies to hold, to call and to train.</summary>
[Differentiable(Order = 2)]
public partial class Filter
{
    private readonly double[] _taps = [0.5, 0.3, -0.2];
    private readonly Stage _stage = new();
    private double _gain = 1.5;
    protected double Level = 0.9;

    public double Apply(ReadOnlySpan<double> signal, int at)
    {
        var sum = 0.0;
        for (var i = 0; i < _taps.Length && i <= at; i++) sum += _taps[i] * signal[at - i];
        return Level * _stage.Saturate(_gain * sum);
    }
}

/// <summary>What comes after a filter.</summary>
[Differentiable(Order = 2)]
public partial class Stage
{
    public double Limit { get; set; } = 0.8;

    public double Saturate(double x) => Limit * Math.Tanh(x / Limit);
}
