namespace Diff.Fuzz.Language;

/// <summary>A closed range that a value is known to stay in; keeps generated programs tame and their indices legal.</summary>
public readonly record struct Interval(double Low, double High)
{
    public double Magnitude => Math.Max(Math.Abs(Low), Math.Abs(High));

    public bool Contains(Interval other) => Low <= other.Low && other.High <= High;

    public bool Contains(double value) => Low <= value && value <= High;

    public Interval Union(Interval other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>Slightly wider, so that a rounded result stays inside.</summary>
    public Interval Widened => new(Low - 1e-5 * Math.Abs(Low), High + 1e-5 * Math.Abs(High));

    public static Interval Of(double value) => new(value, value);

    public static Interval operator -(Interval a) => new(-a.High, -a.Low);

    public static Interval operator +(Interval a, Interval b) => new(a.Low + b.Low, a.High + b.High);

    public static Interval operator -(Interval a, Interval b) => a + -b;

    public static Interval operator *(Interval a, Interval b) => Hull(a.Low * b.Low, a.Low * b.High, a.High * b.Low, a.High * b.High);

    /// <summary>The divisor must not contain zero.</summary>
    public static Interval operator /(Interval a, Interval b) => a * new Interval(1 / b.High, 1 / b.Low);

    public static Interval Hull(params ReadOnlySpan<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return new(low, high);
    }
}
