using static Diff.Generators.Rules.Formulas;

namespace Diff.Generators.Rules;

/// <summary>Hyperbolic functions and their inverses.</summary>
internal static class Hyperbolics
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        Rule.Of("Sinh", Cosh(X)),
        Rule.Of("Cosh", Sinh(X)),
        Rule.Of("Tanh", 1 - R * R),
        Rule.Of("Asinh", 1 / Sqrt(X * X + 1)),
        Rule.Of("Acosh", Singular(1 / Sqrt((X - 1) * (X + 1)))),
        Rule.Of("Atanh", Singular(1 / ((1 - X) * (1 + X)))),
    ];
}
