using Diff.Generators.Collections;
using Diff.Generators.Ir;
using static Diff.Generators.Rules.Formulas;

namespace Diff.Generators.Rules;

/// <summary>
/// The functions of <c>TensorPrimitives</c> that have a partial for each element of their own: maps from elements to elements, most of
/// which are the scalar function of the same name, and reductions of spans to a number. To the operands of a reduction the number of
/// elements is added, and to both kinds what <see cref="Extras"/> lists.
/// </summary>
/// <remarks>
/// Where the adjoint is sums of products, <c>SpanLoops</c> makes operations of <c>TensorPrimitives</c> of the loop over the elements.
/// For 1000 numbers of type <c>double</c> that takes, instead of the loop, <c>SoftMax</c> 460 ns instead of 1120, <c>Norm</c> 240 instead
/// of 1320, <c>Distance</c> 680 instead of 1330, <c>CosineSimilarity</c> 530 instead of 4870. So it does where a partial is made of
/// <c>Sin</c>, <c>Cos</c>, <c>Exp</c>, <c>Log</c>, <c>Sqrt</c>, quotients and weight ⊗ partial (<c>ElementMaps</c>, with numbers). A loop
/// remains for <c>Sigmoid</c> and <c>Tanh</c>, where it is faster for all but some lengths, for choices (<c>Abs</c>, <c>Max</c>), for
/// functions that <c>TensorPrimitives</c> computes with fewer digits (<c>Sinh</c>, <c>Cosh</c>, <c>SinPi</c>, <c>Pow</c>), and for the
/// products before and behind each factor of <c>Product</c>, one of which is made of another.
/// </remarks>
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

    private static readonly string[] Extrema = ["Max", "Min", "MaxNumber", "MinNumber", "MaxMagnitude", "MinMagnitude",
        "MaxMagnitudeNumber", "MinMagnitudeNumber"];

    private static readonly Dictionary<string, TensorExtra[]> Added = new(StringComparer.Ordinal)
    {
        [Prefix + "Distance"] = [TensorExtra.Difference],
        [Prefix + "StdDev"] = [TensorExtra.DifferenceFromMean],
        [Prefix + "CosineSimilarity"] = [TensorExtra.FirstNorm, TensorExtra.SecondNorm],
        [Prefix + "Product"] = [TensorExtra.Others], [Prefix + "ProductOfSums"] = [TensorExtra.Others],
        [Prefix + "ProductOfDifferences"] = [TensorExtra.Others],
        [Prefix + "SoftMax"] = [TensorExtra.WeightedMean],
    };

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        // Maps.
        Rule.Of(Conversion, 1),
        Rule.Of(Prefix + "Increment", 1),
        Rule.Of(Prefix + "Decrement", 1),
        Rule.Of(Prefix + "AddMultiply", Z, Z, X + Y),
        Rule.Of(Prefix + "Sigmoid", R * (1 - R)),

        // The Jacobian is symmetric: in both modes the mean of the weights, each taken as often as the result says, is subtracted.
        Rule.Of(Prefix + "SoftMax", R * (W - Y), 0),

        // Reductions.
        Rule.Of(Prefix + "Sum", 1, 0),
        Rule.Of(Prefix + "Average", 1 / YAsNumber, 0),
        Rule.Of(Prefix + "SumOfSquares", 2 * X, 0),
        Rule.Of(Prefix + "SumOfMagnitudes", When(X > 0, 1, When(X < 0, -1, 0)), 0),
        Rule.Of(Prefix + "Dot", Y, X, 0),

        // At the kink, where all elements are 0 or equal, x ⊗ 1/r is 0. What is the same for all elements stands by itself.
        Rule.Of(Prefix + "Norm", WeightTimes(X, WeightDivide(W, R)), 0),
        Rule.Of(Prefix + "Distance", WeightTimes(Fourth, WeightDivide(W, R)), -WeightTimes(Fourth, WeightDivide(W, R)), 0, 0),
        Rule.Of(Prefix + "StdDev", WeightTimes(Z, WeightDivide(W, YAsNumber * R)), 0, 0),
        Rule.Of(Prefix + "CosineSimilarity", Cosine(X, Y, Fourth, Fifth), Cosine(Y, X, Fifth, Fourth), 0, 0, 0),

        // All that are equal to the result share the weight.
        .. Extrema.Select(name => Rule.Of(Prefix + name, When(Equal(X, R), 1 / ZAsNumber, 0), 0, 0)),

        // Right where elements are 0, unlike R / x.
        Rule.Of(Prefix + "Product", Z, 0, 0),
        Rule.Of(Prefix + "ProductOfSums", Fourth, Fourth, 0, 0),
        Rule.Of(Prefix + "ProductOfDifferences", Fourth, -Fourth, 0, 0),
    ];

    private static Formula Fourth => new OperandFormula(3);

    private static Formula Fifth => new OperandFormula(4);

    private static Formula ZAsNumber => new ConvertedFormula(2);

    /// <summary>The primitive that each destination of a map receives; null if the method is no map with a rule.</summary>
    public static EquatableArray<string>? Map(string method, int operandCount, int destinationCount)
    {
        var names = OtherNames.TryGetValue(method, out var others) ? others : HasRule(method, operandCount) ? [method] : [Prefix + method];
        return names.Length == destinationCount && names.All(name => HasRule(name, operandCount + Extras(name).Count))
            ? names.ToEquatableArray()
            : null;
    }

    /// <summary>The primitive of a reduction; null if the method is none with a rule.</summary>
    public static EquatableArray<string>? Reduction(string method, int operandCount) =>
        HasRule(Prefix + method, operandCount + 1 + Extras(Prefix + method).Count) ? [Prefix + method] : null;

    /// <summary>What the partials read besides the operands, the number of elements and the result: further operands of the rule.</summary>
    public static IReadOnlyList<TensorExtra> Extras(string function) => Added.TryGetValue(function, out var added) ? added
        : Extrema.Any(name => function == Prefix + name) ? [TensorExtra.Ties] : [];

    /// <summary>What makes a factor of two elements in <c>ProductOf…</c>; null where each element is a factor.</summary>
    public static Primitive? Combination(string method) => method switch
    {
        "ProductOfSums" => Primitive.Add,
        "ProductOfDifferences" => Primitive.Subtract,
        _ => null,
    };

    private static Formula Cosine(Formula x, Formula y, Formula xNorm, Formula yNorm) =>
        WeightDivide(W, xNorm * yNorm) * y - WeightTimes(W, R / (xNorm * xNorm)) * x;

    private static bool HasRule(string name, int operandCount) => RuleTable.Find(new Primitive(name), operandCount) is not null;
}

/// <summary>A value that a derivative computes from all elements, once.</summary>
internal enum TensorExtra
{
    /// <summary>For each element that of the first operand, less that of the second.</summary>
    Difference,

    /// <summary>For each element that of the first operand, less the mean of all.</summary>
    DifferenceFromMean,

    /// <summary>The Euclidean norm of the first operand.</summary>
    FirstNorm,

    /// <summary>The Euclidean norm of the second operand.</summary>
    SecondNorm,

    /// <summary>How many elements are equal to the result, an <c>int</c>.</summary>
    Ties,

    /// <summary>For each element the product of all other factors.</summary>
    Others,

    /// <summary>The dot product of the result and its weights (reverse), or of the result and the operand's tangents (forward).</summary>
    WeightedMean,
}
