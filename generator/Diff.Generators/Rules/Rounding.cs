using static Diff.Generators.Rules.Formulas;

namespace Diff.Generators.Rules;

/// <summary>Rounding: constant between its jumps.</summary>
internal static class Rounding
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        .. Rule.Zeros("Floor", "Ceiling", "Truncate"),
        .. Rule.Zero("Round", 1, 2, 3),
        .. Rule.Zeros("ConvertToInteger", "ConvertToIntegerNative"),
    ];
}
