using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// What a call receives for an independent buffer that is constant at the call: a span that the thread has anyway where nothing is kept in
/// it, otherwise memory like any other that a derivative makes.
/// </summary>
internal static class Unwanted
{
    /// <summary>A tangent of zeros with the shape of the buffer.</summary>
    public static Operand Zeros(BlockBuilder builder, Operand buffer) => Make(builder, buffer, "Zeros", Spans.ReadOnlyOf);

    /// <summary>An adjoint with the shape of the buffer that nobody reads.</summary>
    public static Operand Sink(BlockBuilder builder, Operand buffer) => Make(builder, buffer, "Sink", Spans.Of);

    /// <summary>An adjoint or tangent of zeros that the callee may write, with the shape of the buffer.</summary>
    public static Operand Cleared(BlockBuilder builder, Operand buffer)
    {
        if (Gradients(buffer) is { } gradients)
            return builder.Let(new Inert(gradients, [buffer], Effect.Read) { IsLinear = true }, buffer.Type.Tangent());
        if (!IsRow(buffer)) return LocalShadows.ZerosLike(builder, buffer, "");
        var element = ((BufferType)buffer.Type).Element.Tangent();
        return builder.Let(new Allocate([builder.Let(new Length(buffer, 0), InertType.Int)]),
            new BufferType($"{element.Name}[]", element, BufferKind.Array));
    }

    private static Operand Make(BlockBuilder builder, Operand operand, string helper, Func<IrType, BufferType> span)
    {
        var buffer = (BufferType)operand.Type;
        if (IsRow(operand) && Gradients(operand) is null)
        {
            var length = builder.Let(new Length(operand, 0), InertType.Int);
            return builder.Let(new Inert($"global::Diff.Unwanted.{helper}<{buffer.Element.Tangent().Name}>({{0}})", [length], Effect.Pure)
                { IsLinear = true }, span(buffer.Element.Tangent()));
        }

        // Sinks may be one, for nobody reads them; zeros must not be a sink.
        if (helper == "Sink" && Gradients(operand) is { } gradients)
            return builder.Let(new Inert(gradients, [operand], Effect.Pure) { IsLinear = true }, buffer.Tangent());
        return Cleared(builder, operand);
    }

    private static bool IsRow(Operand buffer) => buffer.Type is BufferType { Rank: 1, Element: not BufferType };

    /// <summary>New gradients, of objects or other gradients; null for numbers.</summary>
    private static string? Gradients(Operand operand) => (BufferType)operand.Type switch
    {
        { Shape: not null } => operand is Value { Name: "this" } ? $"{{0}}.{GradientHome.Zero}()" : $"{{0}}?.{GradientHome.Zero}()",
        { Element: BufferType { Shape: not null } } =>
            $"global::System.Linq.Enumerable.ToArray(global::System.Linq.Enumerable.Select({{0}}, static part => part?.{GradientHome.Zero}()))",
        _ => null,
    };
}
