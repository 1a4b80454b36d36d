using static Diff.Generators.Rules.Formulas;

namespace Diff.Generators.Rules;

/// <summary>Functions that manipulate or combine floating-point numbers.</summary>
internal static class Specials
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        Rule.Of("FusedMultiplyAdd", Y, X, 1),
        Rule.Of("MultiplyAddEstimate", Y, X, 1),
        Rule.Of("Lerp", 1 - Z, Z, Y - X),

        // |x| with the sign of y: 0 at the kink x = 0, like Abs.
        Rule.Of("CopySign", When(Equal(X, 0), 0, When(Equal(R, X), 1, -1)), 0),

        // Linear in x, so that scaling the weight is exact.
        Rule.Of("ScaleB", ScaleB(W, Y), 0),

        Rule.Of("IEEERemainder", 1, -Round((X - R) / Y)),
        Rule.Of("Ieee754Remainder", 1, -Round((X - R) / Y)),

        // The neighbouring number moves with x.
        Rule.Of("BitIncrement", 1),
        Rule.Of("BitDecrement", 1),
    ];
}
