using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>The types that gradients, weights and accumulators have in signatures.</summary>
internal static class Gradients
{
    /// <summary>The type a gradient is returned in.</summary>
    public static string TypeOf(IrType type) =>
        type is BufferType { Rank: 1, Element: not BufferType } buffer ? buffer.Element.Name + "[]" : type.Name;

    /// <summary>The type of the buffer a gradient is added into; the value's own type where it is passed by <c>ref</c>.</summary>
    public static string AccumulatorTypeOf(IrType type) =>
        IsSpanned(type) ? $"global::System.Span<{((BufferType)type).Element.Name}>" : type.Name;

    public static string TangentTypeOf(IrType type) =>
        IsSpanned(type) ? $"global::System.ReadOnlySpan<{((BufferType)type).Element.Name}>" : type.Name;

    /// <summary>A struct may be large.</summary>
    public static string TangentModifierOf(IrType type) => type is AggregateType { Kind: AggregateKind.Struct } ? "in" : "";

    public static string WeightTypeOf(IrType type) => TangentTypeOf(type);

    /// <summary>Whether gradients of the type travel as spans.</summary>
    public static bool IsSpanned(IrType type) => type is BufferType { Rank: 1, Element: not BufferType };

    /// <summary>The zero a gradient begins with.</summary>
    /// <param name="shape">The independent, whose shape a new buffer takes.</param>
    public static string Zero(IrType type, string shape) => type switch
    {
        ScalarType => Literals.Exact(Constant.Default(type)),
        BufferType { Rank: 1, Element: not BufferType } buffer => $"new {buffer.Element.Name}[{shape}.Length]",
        BufferType buffer => MemoryTemplates.ZerosLike(buffer).Replace("{0}", shape),
        _ => $"default({type.Name})",
    };

    /// <summary>The same, of memory that somebody lends where it can be lent.</summary>
    /// <param name="lender">The variable of the scratch memory.</param>
    public static string LentZero(IrType type, string shape, string lender) => type switch
    {
        BufferType { Rank: 1, Element: not BufferType } buffer => $"{lender}.Array<{buffer.Element.Name}>({shape}.Length)",
        BufferType { Rank: 2, Element: not BufferType } grid =>
            $"{lender}.Matrix<{grid.Element.Name}>({shape}.GetLength(0), {shape}.GetLength(1))",
        BufferType { Rank: 3, Element: not BufferType } grid =>
            $"{lender}.Volume<{grid.Element.Name}>({shape}.GetLength(0), {shape}.GetLength(1), {shape}.GetLength(2))",
        BufferType { Rank: 1, Element: BufferType { Rank: 1, Element: not BufferType and var element } } =>
            $"{lender}.TableLike<{element.Name}>({shape})",
        _ => Zero(type, shape),
    };

    /// <summary>The scalar type of the numbers in a value.</summary>
    public static IrType ScalarOf(IrType type) => type switch
    {
        BufferType buffer => ScalarOf(buffer.Element),
        AggregateType aggregate => ScalarOf(aggregate.Fields.First(field => field.Type.IsDifferentiable()).Type),
        _ => type,
    };
}
