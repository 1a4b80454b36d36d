using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// A reverse half must find in a buffer what its forward half found there. So a buffer that both halves read, and that is written before
/// the call is reversed, is copied to the tape at the call. A rule in Vjp form runs the primal once more: what that may write is copied
/// before the call, and it gets a copy of the copy.
/// <code>
/// y = F(z)   →   y = F__Forward(z, tape); zAt = tape.Block(z.Length); z.CopyTo(zAt) … zAt = cursor.Block(z.Length); F__Reverse(zAt, …)
/// G(z)       →   zAt = tape.Block(z.Length); z.CopyTo(zAt); G(z) … zAt = cursor.Block(z.Length); GVjp(zAt.ToArray(), …)      if G has a rule
/// </code>
/// </summary>
internal static class Snapshots
{
    /// <param name="Before">What the forward sweep does before the call.</param>
    /// <param name="After">What it does after the call.</param>
    /// <param name="Copies">What the reverse half is to receive in place of a buffer.</param>
    internal readonly record struct Taken(EquatableArray<Statement> Before, EquatableArray<Statement> After,
        IReadOnlyDictionary<Operand, Operand> Copies);

    public static Taken Take(Let let, Call call, Adjoints adjoints, ReverseContext context)
    {
        var buffers = call.Bound().Where(pair => pair.Argument.Type is BufferType).ToLookup(pair => pair.Parameter.IsWritten);
        var overwritten = call.Callee.Rule is null ? [] : buffers[true].Select(pair => pair.Argument).Distinct().ToList();
        var read = buffers[false]
            .Where(pair => pair.Parameter is { IsReadInReverse: true, IsField: false }
                && !context.Memory.Holds(let, pair.Argument, context.Fused))
            .Select(pair => pair.Argument)
            .Distinct()
            .ToList();
        // What an object holds, the reverse half reads from the object itself.
        context.Impossible.AddRange(buffers[false].Where(pair => pair.Parameter.IsField
            && !context.Memory.HoldsUnchanged(let, pair.Argument, context.Fused)).Select(pair => pair.Argument).OfType<Value>());
        var before = Record(let, overwritten, context);
        var after = Record(let, read, context);
        var copies = new Dictionary<Operand, Operand>();
        foreach (var buffer in Enumerable.Reverse(read)) copies[buffer] = Find(adjoints.Builder, buffer);
        foreach (var buffer in Enumerable.Reverse(overwritten)) copies[buffer] = Copy(adjoints.Builder, Find(adjoints.Builder, buffer));
        return new(before, after, copies);
    }

    private static EquatableArray<Statement> Record(Let let, List<Operand> buffers, ReverseContext context)
    {
        var recording = new BlockBuilder(context.Ids) { Origin = Origin.None with { Role = Role.Record } };
        foreach (var buffer in buffers)
        {
            Record(recording, buffer, context);
            context.Records.Add($"Records the elements of {NameOf(buffer)} at each {let.Origin.Text}");
        }

        return recording.Build([], []).Statements;
    }

    private static Operand Copy(BlockBuilder builder, Operand found) => builder.Let(new Clone(found), CopyType((BufferType)found.Type));

    /// <summary>Appends the copy of a buffer to the tape.</summary>
    public static void Record(BlockBuilder builder, Operand operand, ReverseContext context)
    {
        var type = (BufferType)operand.Type;
        if (LiesInBlock(type))
        {
            var block = builder.Let(new PushBlock(builder.Let(new Length(operand, 0), InertType.Int)), Spans.Of(type.Element),
                BlockName(operand));
            builder.Do(new Inert(MemoryTemplates.Copy, [operand, block], Effect.Write) { IsLinear = true });
            return;
        }

        if (CanClone(type)) builder.Do(new Push(builder.Let(new Clone(operand), CopyType(type))));
        else context.Impossible.Add((Value)operand);
    }

    /// <summary>Appends what finds the copy again.</summary>
    public static Operand Find(BlockBuilder builder, Operand operand)
    {
        var type = (BufferType)operand.Type;
        return LiesInBlock(type)
            ? builder.Let(new PopBlock(builder.Let(new Length(operand, 0), InertType.Int)), Spans.Of(type.Element), BlockName(operand))
            : builder.Let(new Pop(), CopyType(type), BlockName(operand));
    }

    private static bool LiesInBlock(BufferType type) =>
        type.Kind is BufferKind.Span or BufferKind.ReadOnlySpan && Recording.FitsBlock(type.Element);

    private static bool CanClone(BufferType type) => type switch
    {
        { Element: BufferType row } => type.Kind == BufferKind.Array && row is { Kind: BufferKind.Array, Element: not BufferType },
        _ => type.Kind is BufferKind.Array or BufferKind.Grid or BufferKind.Span or BufferKind.ReadOnlySpan,
    };

    private static BufferType CopyType(BufferType type) => type.Kind is BufferKind.Array or BufferKind.Grid
        ? type
        : new BufferType($"{type.Element.Name}[]", type.Element, BufferKind.Array);

    private static string BlockName(Operand operand) => operand is Value { Name.Length: > 0 } value ? value.Name + "At" : "bufferAt";

    public static string NameOf(Operand operand) => operand is Value { Name.Length: > 0 } value ? value.Name : "an argument";
}
