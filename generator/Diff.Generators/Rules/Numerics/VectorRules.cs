using static Diff.Generators.Rules.SubstituteRow;

namespace Diff.Generators.Rules;

/// <summary>
/// <c>Vector2</c>, <c>Vector3</c>, <c>Vector4</c>. Kinks and singular points are those of the scalar functions, element by element. Members
/// that work on the bits of numbers, or on memory, have no rule.
/// </summary>
internal static class VectorRules
{
    private static readonly string[] Unary = ["Abs", "Cos", "DegreesToRadians", "Exp", "Log", "Log2", "RadiansToDegrees", "Sin"];

    private static readonly string[] Binary =
    [
        "CopySign", "Hypot", "Max", "MaxMagnitude", "MaxMagnitudeNumber", "MaxNative", "MaxNumber", "Min", "MinMagnitude",
        "MinMagnitudeNumber", "MinNative", "MinNumber",
    ];

    public static IEnumerable<SubstituteRow> Of(int count) =>
    [
        Exact("op_Addition Add", 2, a => a[0] + a[1]),
        Exact("op_Subtraction Subtract", 2, a => a[0] - a[1]),
        Exact("op_Multiply Multiply", 2, a => a[0] * a[1]),
        Exact("op_Division Divide", 2, a => a[0] / a[1]),
        Exact("op_UnaryNegation Negate", 1, a => -a[0]),
        Exact("op_UnaryPlus", 1, a => a[0]),

        Exact(".ctor Create", 1, a => Terms.Build(count, _ => a[0][0])),
        .. Enumerable.Range(2, count - 1).Select(parts => Exact(".ctor Create", parts, a => Terms.Join(a))),
        Exact("CreateScalar", 1, a => Terms.Build(count, i => i == 0 ? a[0][0] : 0)),
        Exact("get_Zero", 0, _ => Terms.Build(count, _ => 0)),
        Exact("get_One", 0, _ => Terms.Build(count, _ => 1)),
        .. Enumerable.Range(0, count).Select(axis => Exact("get_Unit" + "XYZW"[axis], 0, _ => Terms.Build(count, i => i == axis ? 1 : 0))),
        Like("get_Item", 2, a => a[0].Row(a[1][0])),
        Exact("set_Item", 3, a => a[0].WithRow(a[1][0], a[2])),
        Like("ConditionalSelect", 3, a => Terms.Build(count, i => Selected(a[0][i].Bits(), a[1][i], a[2][i]))),
        Like("Shuffle", count + 1, a => Terms.Join([.. Enumerable.Range(1, count).Select(i => a[0].Row(a[i][0]))])),

        .. Unary.Select(name => Like(name, 1, a => a[0].Map(name))),
        .. Binary.Select(name => Like(name, 2, a => Terms.Zip(a[0], a[1], (x, y) => Term.Function(name, x, y)))),
        Like("SquareRoot", 1, a => a[0].Map("Sqrt")),
        Like("SinCos", 1, a => Terms.Join(a[0].Map("Sin"), a[0].Map("Cos"))),
        Like("Clamp", 3, a => Clamp(a, "Max", "Min")),
        Like("ClampNative", 3, a => Clamp(a, "MaxNative", "MinNative")),
        Like("FusedMultiplyAdd MultiplyAddEstimate", 3, a => a[0] * a[1] + a[2]),
        Like("Lerp", 3, a => a[0] * (1 - a[2]) + a[1] * a[2]),

        Like("Sum", 1, a => a[0].Sum()),
        Like("Dot", 2, a => Terms.Dot(a[0], a[1])),
        Like("LengthSquared", 1, a => Terms.Dot(a[0], a[0])),
        Like("Length", 1, a => a[0].Length()),
        Like("DistanceSquared", 2, a => Terms.Dot(a[0] - a[1], a[0] - a[1])),
        Like("Distance", 2, a => (a[0] - a[1]).Length()),
        Like("Normalize", 1, a => a[0].Normalized()),
        Like("Reflect", 2, a => a[0] - a[1] * (2 * Terms.Dot(a[0], a[1]))),
        Like("Cross", 2, a => count switch
        {
            2 => a[0][0] * a[1][1] - a[0][1] * a[1][0],
            3 => Terms.Cross(a[0], a[1]),
            _ => Terms.Join(Terms.Cross(a[0], a[1]), a[0][3] * a[1][3]),
        }),
        Like("Transform", 2, a => Transforms.Point(a[0], a[1], count)),
        Like("TransformNormal", 2, a => Transforms.Normal(a[0], a[1], count)),

        Zero("Round", 1),
        Zero("Round", 2),
        Zero("Truncate", 1),
        Zero("IsEvenInteger IsFinite IsInfinity IsInteger IsNaN IsNegative IsNegativeInfinity IsNormal IsOddInteger IsPositive IsPositiveInfinity IsSubnormal IsZero",
            1),
        Zero("Equals GreaterThan GreaterThanOrEqual LessThan LessThanOrEqual", 2),
    ];

    /// <summary>The element that a mask selects. A mixture of the bits of both has no derivative; 0/0 says so.</summary>
    private static Term Selected(Term mask, Term left, Term right) => Term.When(mask.IsInteger(-1), () => left,
        () => Term.When(mask.IsInteger(0), () => right, () => (left + right) / (left - left)))[0];

    private static Terms Clamp(Terms[] a, string max, string min) =>
        Terms.Zip(Terms.Zip(a[0], a[1], (x, low) => Term.Function(max, x, low)), a[2], (x, high) => Term.Function(min, x, high));
}
