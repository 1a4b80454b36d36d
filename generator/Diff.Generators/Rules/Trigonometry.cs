using static Diff.Generators.Rules.Formulas;

namespace Diff.Generators.Rules;

/// <summary>Trigonometric functions and their inverses, of angles in radians and in half turns (<c>…Pi</c>).</summary>
internal static class Trigonometry
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        Rule.Of("Sin", Cos(X)),
        Rule.Of("Cos", -Sin(X)),
        Rule.Of("Tan", 1 + R * R),
        Rule.Of("Asin", Singular(1 / Sqrt((1 - X) * (1 + X)))),
        Rule.Of("Acos", -Singular(1 / Sqrt((1 - X) * (1 + X)))),
        Rule.Of("Atan", 1 / (1 + X * X)),
        Rule.Of("Atan2", Singular(Y / (X * X + Y * Y)), -Singular(X / (X * X + Y * Y))),

        Rule.Of("SinPi", Pi * CosPi(X)),
        Rule.Of("CosPi", -(Pi * SinPi(X))),
        Rule.Of("TanPi", Pi * (1 + R * R)),
        Rule.Of("AsinPi", Singular(1 / (Pi * Sqrt((1 - X) * (1 + X))))),
        Rule.Of("AcosPi", -Singular(1 / (Pi * Sqrt((1 - X) * (1 + X))))),
        Rule.Of("AtanPi", 1 / (Pi * (1 + X * X))),
        Rule.Of("Atan2Pi", Singular(Y / (Pi * (X * X + Y * Y))), -Singular(X / (Pi * (X * X + Y * Y)))),

        // One call with a pair as result: Sin(x) and Cos(x) called one by one may differ from it in the last bit.
        Rule.OfTuple("SinCos", Field(1), -Field(0)),
        Rule.OfTuple("SinCosPi", Pi * Field(1), -(Pi * Field(0))),

        Rule.Of("DegreesToRadians", Pi / 180),
        Rule.Of("RadiansToDegrees", 180 / Pi),
    ];
}
