using Diff.Generators.Collections;
using Diff.Generators.Ir;
using static Diff.Generators.Rules.Formulas;

namespace Diff.Generators.Rules;

/// <summary>
/// The functions of <c>TensorPrimitives</c> that have a partial for each element of their own: maps from elements to elements, most of which are the
/// scalar function of the same name, and sums over elements, whose last operand is the number of elements.
/// </summary>
internal static class Tensors
{
    /// <summary>The function of a map that changes the type of the elements.</summary>
    public const string Conversion = Prefix + "Convert";

    private const string Prefix = "TensorPrimitives.";

    private static readonly Dictionary<string, string[]> OtherNames = new(StringComparer.Ordinal)
    {
        ["Add"] = ["+"], ["Subtract"] = ["-"], ["Multiply"] = ["*"], ["Divide"] = ["/"], ["Remainder"] = ["%"], ["Negate"] = ["neg"],
        ["MultiplyAdd"] = ["FusedMultiplyAdd"], ["Reciprocal"] = ["ReciprocalEstimate"], ["ReciprocalSqrt"] = ["ReciprocalSqrtEstimate"],
        ["SinCos"] = ["Sin", "Cos"], ["SinCosPi"] = ["SinPi", "CosPi"],
        ["ConvertChecked"] = [Conversion], ["ConvertSaturating"] = [Conversion], ["ConvertTruncating"] = [Conversion],
        ["ConvertToHalf"] = [Conversion], ["ConvertToSingle"] = [Conversion],
    };

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        // Maps.
        Rule.Of(Conversion, 1),
        Rule.Of(Prefix + "Increment", 1),
        Rule.Of(Prefix + "Decrement", 1),
        Rule.Of(Prefix + "AddMultiply", Z, Z, X + Y),
        Rule.Of(Prefix + "Sigmoid", R * (1 - R)),

        // Sums.
        Rule.Of(Prefix + "Sum", 1, 0),
        Rule.Of(Prefix + "Average", 1 / YAsNumber, 0),
        Rule.Of(Prefix + "SumOfSquares", 2 * X, 0),
        Rule.Of(Prefix + "SumOfMagnitudes", When(X > 0, 1, When(X < 0, -1, 0)), 0),
        Rule.Of(Prefix + "Dot", Y, X, 0),

        // At the kink, where all elements are 0 or equal, x ⊗ 1/r is 0.
        Rule.Of(Prefix + "Norm", Singular(WeightDivide(X, R)), 0),
        Rule.Of(Prefix + "Distance", Singular(WeightDivide(X - Y, R)), -Singular(WeightDivide(X - Y, R)), 0),
    ];

    /// <summary>The primitive that each destination of a map receives; null if the method is no map with a rule.</summary>
    public static EquatableArray<string>? Map(string method, int operandCount, int destinationCount)
    {
        var names = OtherNames.TryGetValue(method, out var others) ? others : HasRule(method, operandCount) ? [method] : [Prefix + method];
        return names.Length == destinationCount && names.All(name => HasRule(name, operandCount)) ? names.ToEquatableArray() : null;
    }

    /// <summary>The primitive of a sum; null if the method is none.</summary>
    public static EquatableArray<string>? Sum(string method, int operandCount) => HasRule(Prefix + method, operandCount + 1) ? [Prefix + method] : null;

    private static bool HasRule(string name, int operandCount) => RuleTable.Find(new Primitive(name), operandCount) is not null;
}
