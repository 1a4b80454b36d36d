namespace Diff.Tests.Library;

/// <summary>A struct that keeps its state private, with a number that is none to differentiate.</summary>
[Differentiable(Order = 2)]
public readonly partial struct Probe
{
    private readonly double _cos, _sin;

    public Probe(double angle, int channel)
    {
        _cos = Math.Cos(angle);
        _sin = Math.Sin(angle);
        Channel = channel;
    }

    public int Channel { get; }

    private double Gain { get; init; } = 1;

    public double Read(double x, double y) => Gain * (_cos * x + _sin * y * Channel);

    public Probe Amplified(double gain) => this with { Gain = Gain * gain };
}

/// <summary>Holds such structs where others do not see them.</summary>
[Differentiable(Order = 2)]
public partial class Antenna
{
    private readonly Probe[] _probes = [new(0.3, 1), new(1.1, 2)];
    private Probe _center = new(-0.4, 3);

    public double Read(double x, double y)
    {
        var sum = _center.Read(y, x);
        foreach (var probe in _probes) sum += Math.Sin(probe.Read(x, y + sum));
        return sum;
    }
}
