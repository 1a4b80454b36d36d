using Diff.Fuzz.Language;

namespace Diff.Fuzz.Oracle;

/// <summary>
/// What a run decided: branches, integers made from floating point, sides of kinks. Two runs with equal signatures went through the same
/// smooth piece. It also carries the run's health and the values that were detached, so that a perturbed run can hold them fixed.
/// </summary>
public sealed class Trace(IReadOnlyList<double>? detached = null)
{
    const double Enormous = 1e9;
    const ulong Prime = 1099511628211;
    readonly List<double> detachedHere = [];

    public ulong Signature { get; private set; } = 14695981039346656037;

    public int Steps { get; private set; }

    /// <summary>Whether the run is inside of a derivative that the program takes: then partials have derivatives too.</summary>
    public bool IsNested { get; set; }

    /// <summary>Null while the run stays finite, of moderate size, and away from points that the contract leaves open.</summary>
    public string? Illness { get; private set; }

    public IReadOnlyList<double> Detached => detachedHere;

    public void Decide(long decision) => Signature = (Signature ^ (ulong)decision) * Prime;

    public void Fail(string reason) => Illness ??= reason;

    public void Step()
    {
        if (++Steps > 60_000) throw new OracleException("too many steps");
    }

    /// <summary>Called with the primal value; answers with the value to continue with.</summary>
    public double Detach(double value)
    {
        detachedHere.Add(value);
        return detached is not null && detachedHere.Count <= detached.Count ? detached[detachedHere.Count - 1] : value;
    }

    public void Check(double primal, double magnitude)
    {
        if (!double.IsFinite(primal) || Math.Abs(primal) > Enormous) Fail($"value {primal}");
        if (!double.IsFinite(magnitude) || magnitude > Enormous) Fail($"derivative magnitude {magnitude}");
    }

    /// <summary>Records the side of each kink that the operands lie on.</summary>
    public void Side(Function function, double x, double y, double z, double result)
    {
        switch (function)
        {
            case Function.Abs:
                Decide(Math.Sign(x));
                break;
            case Function.Floor or Function.Ceiling or Function.Round or Function.Truncate:
                Decide((long)result);
                break;
            case Function.Min or Function.Max:
                Decide(x.CompareTo(y));
                break;
            case Function.MinMagnitude or Function.MaxMagnitude:
                Decide(Math.Abs(x).CompareTo(Math.Abs(y)));
                if (Math.Abs(x) == Math.Abs(y)) Fail("tie of magnitudes");
                break;
            case Function.Clamp:
                Decide(3 * x.CompareTo(y) + x.CompareTo(z));
                break;
            case Function.CopySign:
                Decide((double.IsNegative(x) ? 2 : 0) + (double.IsNegative(y) ? 1 : 0));
                if (x == 0) Fail("sign copied to zero");
                break;
            case Function.Remainder:
                Decide((long)Math.Truncate(x / y));
                Jump(x / y);
                break;
            case Function.IEEERemainder:
                Decide((long)Math.Round(x / y));
                Jump(x / y + 0.5);
                break;
            case Function.Hypot when x == 0 && y == 0:
                Decide(1);
                if (IsNested) Fail("slope of Hypot at the origin");
                break;
        }
    }

    /// <summary>A quotient so near to an integer that its truncation depends on how it is rounded has no agreed derivative.</summary>
    void Jump(double quotient)
    {
        var distance = Math.Abs(quotient - Math.Round(quotient));
        if (distance is > 0 and < 1e-5) Fail("remainder at a jump");
    }
}

/// <summary>The program left the subset's safe ground (a throw that should not run, too many steps): the sample is skipped.</summary>
public sealed class OracleException(string message) : Exception(message);
