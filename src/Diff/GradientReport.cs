using System.Globalization;

namespace Diff;

/// <summary>One coordinate of a gradient, as it was claimed and as central differences see it.</summary>
/// <param name="Index">The coordinate's index.</param>
/// <param name="Analytic">The partial derivative to check.</param>
/// <param name="Numeric">The partial derivative by central differences.</param>
public readonly record struct GradientDifference(int Index, double Analytic, double Numeric)
{
    /// <summary>
    /// <c>|a − n| / max(1, |a|, |n|)</c>: relative for large values, absolute for small ones. 0 if both are the same infinity or both NaN;
    /// +∞ if only one of them is finite.
    /// </summary>
    public double RelativeError
    {
        get
        {
            if (Analytic.Equals(Numeric)) return 0;
            var error = Math.Abs(Analytic - Numeric) / Math.Max(1, Math.Max(Math.Abs(Analytic), Math.Abs(Numeric)));
            return double.IsFinite(error) ? error : double.PositiveInfinity;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"[{Index}]: analytic {Analytic:R}, numeric {Numeric:R}, relative error {RelativeError:G3}");
}

/// <summary>The outcome of <see cref="GradientCheck.Compare"/>.</summary>
public sealed class GradientReport
{
    internal GradientReport(GradientDifference[] differences, double tolerance)
    {
        Differences = differences;
        Tolerance = tolerance;
    }

    /// <summary>Every coordinate, in order.</summary>
    public IReadOnlyList<GradientDifference> Differences { get; }

    /// <summary>The largest relative error that passes.</summary>
    public double Tolerance { get; }

    /// <summary>The largest relative error of any coordinate; 0 if there are none.</summary>
    public double LargestError => Differences.Select(d => d.RelativeError).DefaultIfEmpty().Max();

    /// <summary>Whether every coordinate is within the tolerance.</summary>
    public bool Passed => LargestError <= Tolerance;

    /// <summary>A sentence, and a line for each coordinate that is off.</summary>
    public override string ToString()
    {
        var off = Differences.Where(d => !(d.RelativeError <= Tolerance)).ToArray();
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"{off.Length} of {Differences.Count} partial derivatives differ from central differences by more than {Tolerance:G3}.");
        return string.Join('\n', off.Select(d => "  " + d).Prepend(head));
    }
}

/// <summary>A gradient does not agree with central differences.</summary>
public sealed class GradientCheckException : Exception
{
    internal GradientCheckException(GradientReport report) : base(report.ToString()) => Report = report;

    /// <summary>The comparison, coordinate by coordinate.</summary>
    public GradientReport Report { get; }
}
