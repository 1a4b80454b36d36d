using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>
/// The types of tangents that go along several directions at once: one number per direction, side by side in a vector of the machine, in
/// the place of each number. Such a bundle of directions shares all that does not depend on the direction.
/// <code>
/// double   →   __Lanes        float[]   →   __FloatLanes[]        Vec3   →   (__Lanes X, __Lanes Y, __Lanes Z)
/// </code>
/// </summary>
internal static class Lanes
{
    /// <summary>Fewer columns or rows that are known in advance are not worth it.</summary>
    private const int Fewest = 3;

    /// <summary>
    /// What generated files call the types, so that they can be read; no name of a user's has two underscores at its front.
    /// </summary>
    private static readonly ScalarType Doubles = new("__Lanes", ScalarKind.Lanes);

    private static readonly ScalarType Floats = new("__FloatLanes", ScalarKind.Lanes);

    /// <summary>The names, with the lines that give them to a file.</summary>
    public static readonly IReadOnlyList<(string Name, string Line)> Aliases = [.. new[] { (Doubles, ScalarType.Double),
        (Floats, ScalarType.Float) }
        .Select(pair => (pair.Item1.Name, $"using {pair.Item1.Name} = global::System.Runtime.Intrinsics.Vector256<{pair.Item2.Name}>;"))];

    /// <summary>The number of directions in a bundle.</summary>
    public static int CountOf(ScalarType number) => number.Kind == ScalarKind.Float ? 8 : 4;

    public static string WordOf(ScalarType number) => number.Kind == ScalarKind.Float ? "eight" : "four";

    /// <summary>
    /// The numbers that a tangent of the type consists of, if it can go along a bundle: of single or double precision, alone, in tuples and
    /// structs of nothing else, in arrays, spans and matrices of these. Null if it cannot.
    /// </summary>
    public static ScalarType? NumberOf(IrType type) => type switch
    {
        ScalarType { IsBuiltIn: true } number => number,
        AggregateType { Kind: AggregateKind.Tuple or AggregateKind.Struct, Fields.Count: > 1 } aggregate =>
            aggregate.Fields.Any(field => field.Type.IsBuffer()) ? null : NumberOf(aggregate.Fields.Select(field => field.Type)),
        BufferType { Kind: BufferKind.Array or BufferKind.Span or BufferKind.ReadOnlySpan or BufferKind.Grid } buffer =>
            NumberOf(buffer.Element),
        _ => null,
    };

    /// <summary>The numbers that all of the types consist of.</summary>
    public static ScalarType? NumberOf(IEnumerable<IrType> types)
    {
        var numbers = types.Select(NumberOf).Distinct().ToList();
        return numbers is [var number] ? number : null;
    }

    /// <summary>
    /// Whether columns along independents of these types, or rows of such weights, are worth computing in bundles: not if there are few.
    /// </summary>
    public static bool AreWorth(IReadOnlyList<IrType> types) => types.Any(type => type.IsBuffer()) || types.Sum(Count) >= Fewest;

    private static int Count(IrType type) => type is AggregateType aggregate ? aggregate.Fields.Sum(field => Count(field.Type)) : 1;

    /// <summary>The type of a tangent that goes along a bundle.</summary>
    public static IrType Of(IrType type) => type switch
    {
        ScalarType { Kind: ScalarKind.Double } => Doubles,
        ScalarType { Kind: ScalarKind.Float } => Floats,
        AggregateType aggregate => Of(aggregate),
        BufferType buffer => buffer.Of(Of(buffer.Element)),
        _ => throw new InvalidOperationException($"A tangent of type {type.Name} has no lanes."),
    };

    /// <summary>A tuple with the names of the fields, where a tuple may have them.</summary>
    private static AggregateType Of(AggregateType aggregate)
    {
        var types = aggregate.Fields.Select(field => Of(field.Type)).ToList();
        if (aggregate.Kind == AggregateKind.Tuple || !aggregate.Fields.All(field => IsElement(field.Name)))
            return AggregateType.TupleOf(types);
        var fields = aggregate.Fields.Select((field, i) => new AggregateField(field.Name, types[i])).ToEquatableArray();
        return new($"({string.Join(", ", fields.Select(field => $"{field.Type.Name} {field.Name}"))})", fields, AggregateKind.Tuple);
    }

    private static bool IsElement(string name) =>
        !name.StartsWith("Item", StringComparison.Ordinal)
            && name is not ("Rest" or "ToString" or "Equals" or "GetHashCode" or "CompareTo" or "Deconstruct");
}
