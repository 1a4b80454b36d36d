namespace Diff.Generators.Ir;

/// <summary>The span types of derived code.</summary>
internal static class Spans
{
    public static BufferType Of(IrType element) => new($"global::System.Span<{element.Name}>", element, BufferKind.Span);

    public static BufferType ReadOnlyOf(IrType element) =>
        new($"global::System.ReadOnlySpan<{element.Name}>", element, BufferKind.ReadOnlySpan);

    /// <summary>A <c>ref</c> parameter, seen as one cell of memory.</summary>
    public static BufferType Ref(IrType element) => new(element.Name, element, BufferKind.Ref, 0);

    /// <summary>
    /// The type of the memory that collects the adjoint of a buffer: a span for arrays and spans, else the buffer's own type.
    /// </summary>
    public static IrType Adjoint(IrType type) =>
        type is BufferType { Rank: 1, Element: not BufferType } buffer ? Of(buffer.Element.Tangent()) : type.Tangent();

    /// <summary>
    /// The type of the adjoint of memory that is found in an object or a jagged array: a collection may be read only, the elements of its
    /// gradient are not.
    /// </summary>
    public static IrType HeldAdjoint(IrType type) => type is BufferType { Kind: BufferKind.ReadOnlySpan } ? Adjoint(type) : type.Tangent();
}
