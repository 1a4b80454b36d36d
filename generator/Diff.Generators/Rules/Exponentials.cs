using static Diff.Generators.Rules.Formulas;

namespace Diff.Generators.Rules;

/// <summary>Exponentials and logarithms.</summary>
internal static class Exponentials
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        Rule.Of("Exp", R),
        Rule.Of("Exp2", Ln2 * R),
        Rule.Of("Exp10", Ln10 * R),
        Rule.Of("ExpM1", R + 1),
        Rule.Of("Exp2M1", Ln2 * (R + 1)),
        Rule.Of("Exp10M1", Ln10 * (R + 1)),
        Rule.Of("Log", Singular(1 / X)),
        Rule.Of("Log2", Singular(1 / (Ln2 * X))),
        Rule.Of("Log10", Singular(1 / (Ln10 * X))),
        Rule.Of("LogP1", Singular(1 / (X + 1))),
        Rule.Of("Log2P1", Singular(1 / (Ln2 * (X + 1)))),
        Rule.Of("Log10P1", Singular(1 / (Ln10 * (X + 1)))),

        // Log(x, b) = Log(x) / Log(b)
        Rule.Of("Log", Singular(1 / (X * Log(Y))), -Singular(R / (Y * Log(Y)))),
    ];
}
