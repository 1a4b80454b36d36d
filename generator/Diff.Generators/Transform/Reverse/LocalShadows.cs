using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Gives every active buffer that a block allocates, or gets from a call, a shadow: zero-filled memory of the same shape, at the top of the
/// reversed block. There it also finds the shadows of what objects hold, so that loops have them in a local. Shadows of views and rows are
/// made where they are used.
/// </summary>
internal static class LocalShadows
{
    /// <returns>The shadows that the forward sweep makes right after their buffers, because it reverses loops that add to them.</returns>
    public static IReadOnlyDictionary<Statement, EquatableArray<Statement>> Append(Block block, Adjoints adjoints, ReverseContext context)
    {
        var early = new Dictionary<Statement, EquatableArray<Statement>>(ReferenceComparer<Statement>.Instance);
        foreach (var statement in block.Statements)
        {
            if (statement is not Let { Operation: Allocate or Call or Load } let
                || (let.Operation is Load load && !IsInObject(load, adjoints)))
                continue;
            var buffers = let.Results.Where(buffer => buffer.Type.IsBuffer() && context.Activity.IsActive(buffer)
                && context.PairedShadow(buffer) is null).ToList();
            foreach (var buffer in buffers)
            {
                if (!adjoints.IsWhole)
                {
                    adjoints.Builder.Origin = let.Origin with { Role = Role.Adjoint };
                    adjoints.SetShadow(buffer, Shadow(let, buffer, adjoints, adjoints.Builder, context));
                    continue;
                }

                var builder = adjoints.Builder.Nested();
                builder.Origin = let.Origin with { Role = Role.Record };
                adjoints.SetEarlyShadow(buffer, Shadow(let, buffer, adjoints, builder, context));
                var after = context.LastGrowth(buffer) ?? let;
                early[after] = [.. early.TryGetValue(after, out var others) ? others : [], .. builder.Build([], []).Statements];
            }
        }

        return early;
    }

    /// <summary>An array that grows is as long as it ever gets where its shadow is made.</summary>
    private static Operand Shadow(Let let, Value buffer, Adjoints adjoints, BlockBuilder builder,
        ReverseContext context) => let.Operation switch
    {
        _ when context.LastGrowth(buffer) is not null => ZerosLike(builder, buffer, Adjoints.Name(buffer)),
        Load load =>
            builder.Let(load.With([Known(load.Buffer, adjoints)!, .. load.Indices]), Spans.HeldAdjoint(buffer.Type), Adjoints.Name(buffer)),
        Allocate allocate => builder.Let(allocate, buffer.Type.Tangent(), Adjoints.Name(buffer)),
        _ => ZerosLike(builder, buffer, Adjoints.Name(buffer)),
    };

    /// <summary>Whether an object is read, or an array of objects, whose gradient is there.</summary>
    private static bool IsInObject(Load load, Adjoints adjoints) =>
        (load.Buffer.Type is BufferType { Shape: not null } or BufferType { Element: BufferType { Shape: not null } })
            && Known(load.Buffer, adjoints) is not null;

    private static Operand? Known(Operand operand, Adjoints adjoints) =>
        operand is not Value buffer ? null : adjoints.IsWhole ? adjoints.EarlyShadow(buffer) : adjoints.Shadow(buffer);

    /// <summary>Zero-filled memory in the shape of an array, matrix or jagged array.</summary>
    public static Value ZerosLike(BlockBuilder builder, Operand buffer, string name)
    {
        var type = (BufferType)buffer.Type.Tangent();
        if (type.Element is BufferType)
            return builder.Let(new Inert(MemoryTemplates.ZerosLike(type), [buffer], Effect.Read) { IsLinear = true }, type, name);
        var lengths = Enumerable.Range(0, type.Rank)
            .Select(dimension => (Operand)builder.Let(new Length(buffer, dimension), InertType.Int));
        return builder.Let(new Allocate(lengths.ToEquatableArray()), type, name);
    }

    /// <summary>
    /// The shadow of a buffer value, appended where it is a view or row of another one; null if the buffer is a constant.
    /// </summary>
    public static Operand? Of(Operand operand, Adjoints adjoints, ReverseContext context)
    {
        if (operand is not Value buffer || !context.Activity.IsActive(buffer)) return null;
        if ((context.PairedShadow(buffer) ?? adjoints.Shadow(buffer)) is { } known) return known;
        if (context.DefinitionOf(buffer) is Choice choice) return Chosen(buffer, choice, adjoints, context);
        if (context.LetOf(buffer) is { Operation: View or Load } view) return OfView(view, adjoints, context);
        if (context.DefinitionOf(buffer) is not Detach) context.Impossible.Add(buffer);
        return null;
    }

    /// <summary>The same view or row of the shadow.</summary>
    private static Operand? OfView(Let view, Adjoints adjoints, ReverseContext context)
    {
        var buffer = view.Result;
        var home = adjoints.Home(buffer);
        if (Of(view.Operation.Operands[0], home, context) is not { } whole) return null;
        var type = view.Operation is View ? Spans.Adjoint(buffer.Type) : Spans.HeldAdjoint(buffer.Type);
        var origin = home.Builder.Origin;
        if (home != adjoints) home.Builder.Origin = view.Origin with { Role = Role.Record };
        var shadow = home.Builder.Let(view.Operation.With([whole, .. view.Operation.Operands.Skip(1)]), type, Adjoints.Name(buffer));
        home.Builder.Origin = origin;
        home.SetShadow(buffer, shadow);
        return shadow;
    }

    /// <summary>The same choice of the shadows. Nobody reads the adjoint of a constant.</summary>
    private static Operand? Chosen(Value buffer, Choice choice, Adjoints adjoints, ReverseContext context)
    {
        var type = Spans.Adjoint(buffer.Type);
        var shadows = new List<Operand>();
        foreach (var chosen in choice.Buffers)
        {
            if (chosen is Constant)
            {
                shadows.Add(Constant.Default(type));
                continue;
            }

            if (Of(chosen, adjoints, context) is { } shadow)
            {
                shadows.Add(shadow.Type == type ? shadow : adjoints.Builder.Let(new View(shadow, Constant.Int(0), null), type));
                continue;
            }

            if (context.Activity.Aliases.IsWritten(buffer)) context.Impossible.Add(buffer);
            shadows.Add(Unwanted.Sink(adjoints.Builder, chosen));
        }

        var result = adjoints.Builder.Let(choice with { Buffers = shadows.ToEquatableArray() }, type, Adjoints.Name(buffer));
        adjoints.SetShadow(buffer, result);
        return result;
    }
}
