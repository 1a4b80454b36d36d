namespace Diff.Generators.Ir;

/// <summary>
/// The type of tangents that go along several directions at once: one number per direction, side by side in a vector of the machine. Such a bundle of directions shares
/// all that does not depend on the direction.
/// </summary>
internal static class Lanes
{
    /// <summary>The number of directions in a bundle.</summary>
    public const int Count = 4;

    /// <summary>Fewer columns or rows that are known in advance are not worth it.</summary>
    private const int Fewest = 3;

    /// <summary>What generated files call the type, so that they can be read; no name of a user's has two underscores at its front.</summary>
    private const string Name = "__Lanes";

    /// <summary>The line that gives a file the name.</summary>
    public const string Alias = $"using {Name} = global::System.Runtime.Intrinsics.Vector256<double>;";

    public static readonly ScalarType Type = new(Name, ScalarKind.Lanes);

    /// <summary>Whether a tangent of the type can go along a bundle: a number of double precision, or an array or span of them.</summary>
    public static bool CanHold(IrType type) => type == ScalarType.Double || type is BufferType { Rank: 1 } buffer && buffer.Element == ScalarType.Double;

    /// <summary>Whether columns along independents of these types, or rows of such weights, are worth computing in bundles: not if there are few.</summary>
    public static bool AreWorth(IReadOnlyList<IrType> types) => types.Any(type => type.IsBuffer()) || types.Count >= Fewest;

    /// <summary>The type of a tangent that goes along a bundle.</summary>
    public static IrType Of(IrType type) => type switch
    {
        ScalarType { Kind: ScalarKind.Double } => Type,
        BufferType buffer => buffer.Of(Of(buffer.Element)),
        _ => throw new InvalidOperationException($"A tangent of type {type.Name} has no lanes."),
    };
}
