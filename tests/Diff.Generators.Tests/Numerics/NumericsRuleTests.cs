using System.Numerics;

namespace Diff.Generators.Tests.Numerics;

/// <summary>Every member of the types of <c>System.Numerics</c> that takes and gives floating-point data, enumerated by reflection.</summary>
public sealed class NumericsRuleTests
{
    /// <summary>Sums of a few products of numbers around 1, with 24 bits; some 200 of them in the inverse of a matrix.</summary>
    private const double Single = 3e-4;

    private const double Double = 1e-10;

    /// <summary>Extrapolated differences of floats, with steps of 1/32: rounding of 1e-7 · 32, and fifth derivatives, for which half of the extrapolation is added.</summary>
    private const double SingleDifference = 3e-3;

    private const double DoubleDifference = 1e-6;

    /// <summary>Why members have no rule, by name.</summary>
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["AndNot BitwiseAnd BitwiseOr OnesComplement Xor"] = "works on the bits of numbers",
        ["op_BitwiseAnd op_BitwiseOr op_ExclusiveOr op_LeftShift op_OnesComplement op_RightShift op_UnsignedRightShift"] = "works on the bits of numbers",
        ["Load LoadAligned LoadAlignedNonTemporal LoadUnsafe Store StoreAligned StoreAlignedNonTemporal StoreUnsafe"] = "is given the place of one number, and reads or writes those behind it",
        ["CreateScalarUnsafe AsVector3Unsafe AsVector4Unsafe"] = "leaves elements undefined",
    };

    public static TheoryData<string, bool> Members()
    {
        var data = new TheoryData<string, bool>();
        foreach (var member in NumericsMember.All.Where(member => Refused(member) is null))
        {
            data.Add(member.Signature, true);
            data.Add(member.Signature, false);
        }

        return data;
    }

    /// <summary>Why a member is refused; null if it has a rule.</summary>
    internal static string? Refused(NumericsMember member) => Reasons.FirstOrDefault(reason => reason.Key.Split(' ').Contains(member.Method.Name)).Value;

    [Fact]
    public void The_enumeration_sees_all_types() => Assert.True(NumericsMember.All.Count > 450, $"{NumericsMember.All.Count} members found.");

    [Fact]
    public void Every_reason_is_of_a_member_that_exists() =>
        Assert.Empty(Reasons.Keys.SelectMany(names => names.Split(' ')).Except(NumericsMember.All.Select(member => member.Method.Name)));

    [Theory]
    [MemberData(nameof(Members))]
    public void Reverse_mode_forward_mode_and_differences_agree(string signature, bool isOptimized)
    {
        var member = NumericsMember.All.Single(member => member.Signature == signature);
        if (IsMask(member)) return;
        var compared = Enumerable.Range(0, 3).Sum(set => Compare(member, Points(member, set), isOptimized));
        Assert.True(compared > 0 || member.Count == 0, $"{signature} was compared at no point.");
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Masks_are_constants(string signature, bool isOptimized)
    {
        var member = NumericsMember.All.Single(member => member.Signature == signature);
        if (!IsMask(member)) return;
        var gradient = new double[member.Count];
        NumericsProgram.Of(member.Holder, isOptimized).Delegate<NumericsProgram.Vjp>("Model", NumericsProgram.Name(member) + "Vjp")(Points(member, 0), 1, gradient);
        Assert.All(gradient, element => Assert.Equal(0, element));
    }

    /// <summary>All bits set are not a number.</summary>
    private static bool IsMask(NumericsMember member) => member.Method.Name is "Equals" or "GreaterThan" or "GreaterThanOrEqual" or "LessThan" or "LessThanOrEqual" || member.Method.Name.StartsWith("Is", StringComparison.Ordinal);

    private static int Compare(NumericsMember member, double[] x, bool isOptimized)
    {
        var (run, name) = (NumericsProgram.Of(member.Holder, isOptimized), NumericsProgram.Name(member));
        var primal = run.Delegate<Func<double[], double>>("Model", name);
        var vjp = run.Delegate<NumericsProgram.Vjp>("Model", name + "Vjp");
        var jvp = run.Delegate<NumericsProgram.Jvp>("Model", name + "Jvp");
        var isSingle = member.Holder != typeof(Complex) || member.Signature.Contains("Single", StringComparison.Ordinal) || member.Signature.Contains("Half", StringComparison.Ordinal);
        if (!IsDefined(primal, x, out var value)) return 0;
        var gradient = new double[x.Length];
        Assert.Equal(value, vjp(x, 1, gradient));
        var unweighted = new double[x.Length];
        vjp(x, 0, unweighted);
        Assert.All(unweighted, element => Assert.Equal(0, element));
        var compared = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var direction = new double[x.Length];
            direction[i] = 1;
            var (same, tangent) = jvp(x, direction);
            Assert.Equal(value, same);
            Close(tangent, gradient[i], isSingle ? Single : Double, member, i);
            var step = isSingle ? 1.0 / 32 : 1e-3;
            var (wide, narrow) = (Difference(primal, x, i, step), Difference(primal, x, i, step / 2));
            // Where the derivative does not exist, or is too steep for floats.
            if (!(Math.Abs(wide - narrow) <= 0.02 * Math.Max(1, Math.Abs(narrow)))) continue;
            Close(((4 * narrow) - wide) / 3, gradient[i], (isSingle ? SingleDifference : DoubleDifference) + (Math.Abs(wide - narrow) / 2), member, i);
            compared++;
        }

        return compared;
    }

    private static bool IsDefined(Func<double[], double> primal, double[] x, out double value)
    {
        try
        {
            value = primal(x);
            return double.IsFinite(value);
        }
        catch (ArgumentOutOfRangeException)
        {
            // A projection that does not exist.
            value = double.NaN;
            return false;
        }
    }

    private static double Difference(Func<double[], double> primal, double[] x, int i, double step) =>
        IsDefined(primal, Moved(x, i, step), out var right) && IsDefined(primal, Moved(x, i, -step), out var left) ? (right - left) / (2 * step) : double.NaN;

    private static double[] Moved(double[] x, int i, double step) => [.. x[..i], x[i] + step, .. x[(i + 1)..]];

    /// <summary>Of both signs and around 1; growing where they are few, so that near is nearer than far; no two numbers are equal, and no matrix is nearly singular.</summary>
    private static double[] Points(NumericsMember member, int set) => [.. Enumerable.Range(0, member.Count).Select(i => set switch
    {
        0 when member.Count > 6 => 0.31 + (0.05 * i) + (0.23 * (i * i % 5)),
        0 => 0.31 + (0.4 * i) + (0.02 * (i * i % 5)),
        1 => 0.27 + (0.19 * ((member.Count < 16 ? i * 5 : i * i * 3) % 7)) + (0.043 * i),
        _ => (i % 3 == 1 ? -1 : 1) * (0.63 + (0.17 * (i * 3 % 5)) + (0.071 * i)),
    })];

    private static void Close(double expected, double actual, double tolerance, NumericsMember member, int coordinate) => Assert.True(
        Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{member.Signature}, coordinate {coordinate}: expected {expected}, actual {actual}.");
}
