using static Diff.Generators.Rules.Formulas;

namespace Diff.Generators.Rules;

/// <summary>The arithmetic operators.</summary>
internal static class Arithmetic
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        Rule.Of("+", 1),
        Rule.Of("neg", -1),
        Rule.Of("+", 1, 1),
        Rule.Of("-", 1, -1),
        Rule.Of("*", Y, X),

        // -w · x/y² as -(w ⊗ 1/y) ⊗ R: both partials share one division.
        Rule.Of("/", Singular(1 / Y), -WeightTimes(WeightDivide(W, Y), R)),

        // The whole number that was subtracted is Truncate(x / y); the quotient of exact differences cannot be rounded up to the next one.
        Rule.Of("%", 1, -Round((X - R) / Y)),
    ];
}
