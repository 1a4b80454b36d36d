using static Diff.Generators.Rules.Formulas;

namespace Diff.Generators.Rules;

/// <summary>Functions with a boolean or integer result, and the operators of integers and booleans: no derivative passes.</summary>
internal static class Comparisons
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        .. Rule.Zero("==", 2), .. Rule.Zero("!=", 2),
        .. Rule.Zero("<", 2), .. Rule.Zero("<=", 2),
        .. Rule.Zero(">", 2), .. Rule.Zero(">=", 2),
        .. Rule.Zero("&", 2), .. Rule.Zero("|", 2), .. Rule.Zero("^", 2),
        .. Rule.Zero("<<", 2), .. Rule.Zero(">>", 2), .. Rule.Zero(">>>", 2),
        .. Rule.Zeros("!", "~"),
        .. Rule.Zeros("IsFinite", "IsInfinity", "IsNaN", "IsNegative", "IsNegativeInfinity", "IsPositive", "IsPositiveInfinity"),
        .. Rule.Zeros("IsNormal", "IsSubnormal", "IsZero", "IsCanonical", "IsComplexNumber", "IsImaginaryNumber", "IsRealNumber"),
        .. Rule.Zeros("IsEvenInteger", "IsOddInteger", "IsInteger", "IsPow2"),
        .. Rule.Zeros("Sign", "ILogB"),
    ];
}
