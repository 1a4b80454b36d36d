using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>What a call receives for an independent buffer that is constant at the call: memory that costs nothing to have.</summary>
internal static class Unwanted
{
    /// <summary>A tangent of zeros with the shape of the buffer.</summary>
    public static Operand Zeros(BlockBuilder builder, Operand buffer) => Make(builder, buffer, "Zeros", Spans.ReadOnlyOf);

    /// <summary>An adjoint with the shape of the buffer that nobody reads.</summary>
    public static Operand Sink(BlockBuilder builder, Operand buffer) => Make(builder, buffer, "Sink", Spans.Of);

    /// <summary>An adjoint or tangent of zeros that the callee may write, with the shape of the buffer.</summary>
    public static Operand Cleared(BlockBuilder builder, Operand buffer) =>
        Make(builder, buffer, "Cleared", element => new BufferType($"{element.Name}[]", element, BufferKind.Array));

    private static Operand Make(BlockBuilder builder, Operand operand, string helper, Func<IrType, BufferType> span)
    {
        var buffer = (BufferType)operand.Type;
        if (buffer is { Rank: 1, Element: not BufferType })
        {
            var length = builder.Let(new Length(operand, 0), InertType.Int);
            return builder.Let(new Inert($"global::Diff.Unwanted.{helper}<{buffer.Element.Tangent().Name}>({{0}})", [length],
                helper == "Cleared" ? Effect.Read : Effect.Pure) { IsLinear = true }, span(buffer.Element.Tangent()));
        }

        // Sinks may be one, for nobody reads them; zeros must not be a sink.
        if (Gradients(operand) is { } gradients)
            return builder.Let(new Inert(gradients, [operand], helper == "Sink" ? Effect.Pure : Effect.Read) { IsLinear = true },
                buffer.Tangent());
        return builder.Let(new Inert($"global::Diff.Unwanted.{helper}({{0}})", [operand],
            helper == "Cleared" ? Effect.Read : Effect.Pure) { IsLinear = true }, operand.Type);
    }

    /// <summary>New gradients, of objects or other gradients; null for numbers.</summary>
    private static string? Gradients(Operand operand) => (BufferType)operand.Type switch
    {
        { Shape: not null } => operand is Value { Name: "this" } ? $"{{0}}.{GradientHome.Zero}()" : $"{{0}}?.{GradientHome.Zero}()",
        { Element: BufferType { Shape: not null } } =>
            $"global::System.Linq.Enumerable.ToArray(global::System.Linq.Enumerable.Select({{0}}, static part => part?.{GradientHome.Zero}()))",
        _ => null,
    };
}
