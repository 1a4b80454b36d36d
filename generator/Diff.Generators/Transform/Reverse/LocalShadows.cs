using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Gives every active buffer that a block allocates a shadow: zero-filled memory of the same shape, at the top of the reversed block.
/// Shadows of views and rows are made where they are used.
/// </summary>
internal static class LocalShadows
{
    public static void Append(Block block, Adjoints adjoints, ReverseContext context)
    {
        foreach (var statement in block.Statements)
        {
            if (statement is not Let { Operation: Allocate allocate } let || !context.Activity.IsActive(let.Result)) continue;
            adjoints.Builder.Origin = let.Origin with { Role = Role.Adjoint };
            adjoints.SetShadow(let.Result, adjoints.Builder.Let(allocate, let.Result.Type, Adjoints.Name(let.Result)));
        }
    }

    /// <summary>The shadow of a buffer value, appended where it is a view or row of another one; null if the buffer is a constant.</summary>
    public static Operand? Of(Operand operand, Adjoints adjoints, ReverseContext context)
    {
        if (operand is not Value buffer || !context.Activity.IsActive(buffer)) return null;
        if (adjoints.Shadow(buffer) is { } known) return known;
        if (context.DefinitionOf(buffer) is not (View or Load) and var other)
        {
            if (other is not Detach) context.Impossible.Add(buffer);
            return null;
        }

        var definition = context.DefinitionOf(buffer)!;
        if (Of(definition.Operands[0], adjoints, context) is not { } whole) return null;
        var type = definition is View ? Spans.Adjoint(buffer.Type) : buffer.Type;
        var shadow = adjoints.Builder.Let(definition.With([whole, .. definition.Operands.Skip(1)]), type, Adjoints.Name(buffer));
        adjoints.SetShadow(buffer, shadow);
        return shadow;
    }
}
