namespace Diff.Tests.Library;

/// <summary>A class with a part that may be missing.</summary>
[Differentiable(Order = 2)]
public partial class Studio
{
    private double _gain = 1.2;

    public Filter? Echo { get; set; }

    public double Hear(ReadOnlySpan<double> signal, int at) => Echo is { } echo ? _gain * echo.Apply(signal, at) : _gain * signal[at];
}
