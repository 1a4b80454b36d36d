namespace Diff.Tests.Library;

/// <summary>A struct that keeps its numbers private, and is not marked.</summary>
public readonly struct Shown
{
    private readonly double _first;
    private readonly double _second;

    public Shown(double first, double second)
    {
        _first = first;
        _second = second;
    }

    public double First => _first;

    public double Second => _second;
}
