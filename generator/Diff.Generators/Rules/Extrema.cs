using static Diff.Generators.Rules.Formulas;

namespace Diff.Generators.Rules;

/// <summary>
/// Absolute value, maximum, minimum and their kin. At a kink the partial is the subgradient of least norm: 0 for <c>Abs</c>, 1/2 for each
/// of two equal operands, 0 for an operand that is equal to a constant.
/// </summary>
internal static class Extrema
{
    // Equal magnitudes of opposite sign: the maximum is the positive operand, the minimum the negative one.
    private static readonly Formula LargerMagnitude = Taken(Abs(X) > Abs(Y), Equal(Abs(X), Abs(Y)), Taken(X > Y, Equal(X, Y), Tie(1)));
    private static readonly Formula SmallerMagnitude = Taken(Abs(X) < Abs(Y), Equal(Abs(X), Abs(Y)), Taken(X < Y, Equal(X, Y), Tie(1)));
    private static readonly Formula OtherLargerMagnitude = Taken(Abs(Y) > Abs(X), Equal(Abs(X), Abs(Y)), Taken(Y > X, Equal(X, Y), Tie(0)));
    private static readonly Formula OtherSmallerMagnitude =
        Taken(Abs(Y) < Abs(X), Equal(Abs(X), Abs(Y)), Taken(Y < X, Equal(X, Y), Tie(0)));

    private static readonly Formula[] Max = [Taken(X > Y, Equal(X, Y), Tie(1)), Taken(Y > X, Equal(X, Y), Tie(0))];
    private static readonly Formula[] Min = [Taken(X < Y, Equal(X, Y), Tie(1)), Taken(Y < X, Equal(X, Y), Tie(0))];

    // Clamp(x, low, high) = Min(Max(x, low), high)
    private static readonly Formula[] Clamp =
    [
        Taken(X > Y, Equal(X, Y), Tie(1)) * Taken(X < Z, Equal(X, Z), Tie(2)),
        Taken(Y > X, Equal(X, Y), Tie(0)) * Taken(Y < Z, Equal(Y, Z), Tie(2)),
        Taken(Z < Formulas.Max(X, Y), Equal(Z, Formulas.Max(X, Y)), Tie(0, 1)),
    ];

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        Rule.Of("Abs", When(X > 0, 1, When(X < 0, -1, 0))),
        Rule.Of("Max", Max),
        Rule.Of("Min", Min),
        Rule.Of("MaxNative", Max),
        Rule.Of("MinNative", Min),
        Rule.Of("MaxNumber", OrNaN(Max)),
        Rule.Of("MinNumber", OrNaN(Min)),
        Rule.Of("MaxMagnitude", LargerMagnitude, OtherLargerMagnitude),
        Rule.Of("MinMagnitude", SmallerMagnitude, OtherSmallerMagnitude),
        Rule.Of("MaxMagnitudeNumber", OrNaN([LargerMagnitude, OtherLargerMagnitude])),
        Rule.Of("MinMagnitudeNumber", OrNaN([SmallerMagnitude, OtherSmallerMagnitude])),
        Rule.Of("Clamp", Clamp),
        Rule.Of("ClampNative", Clamp),
    ];

    private static Formula Taken(Formula isTaken, Formula isTie, Formula tie) => When(isTaken, 1, When(isTie, tie, 0));

    /// <summary>The <c>…Number</c> functions ignore an operand that is not a number.</summary>
    private static Formula[] OrNaN(Formula[] partials) => [When(IsNaN(Y), 1, partials[0]), When(IsNaN(X), 1, partials[1])];
}
