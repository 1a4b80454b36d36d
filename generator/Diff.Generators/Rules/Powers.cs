using static Diff.Generators.Rules.Formulas;

namespace Diff.Generators.Rules;

/// <summary>Powers and roots.</summary>
internal static class Powers
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        Rule.Of("Sqrt", Singular(1 / (2 * R))),
        Rule.Of("Cbrt", Singular(1 / (3 * R * R))),
        Rule.Of("RootN", Singular(1 / (YAsNumber * Pow(R, YAsNumber - 1))), 0),

        // y ⊗ Pow(x, y - 1) is 0 when y is 0. R ⊗ Log(x) is 0 at x = 0 when y > 0; the choice extends it to y = 0.
        Rule.Of("Pow", Singular(WeightTimes(Y, Pow(X, Y - 1))), Singular(When(Equal(X, 0) & Equal(Y, 0), 0, WeightTimes(R, Log(X))))),

        // At the origin both partials are 0, because x ⊗ 1/r is.
        Rule.Of("Hypot", Singular(WeightDivide(X, R)), Singular(WeightDivide(Y, R))),

        Rule.Of("ReciprocalEstimate", -Singular(1 / (X * X))),
        Rule.Of("ReciprocalSqrtEstimate", -Singular(1 / (2 * X * Sqrt(X)))),
    ];
}
