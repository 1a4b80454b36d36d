using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// A reverse half must find in a buffer what its forward half found there. So a buffer that both halves read, and that is written before the call is
/// reversed, is copied to the tape at the call.
/// <code>
/// y = F(z)   →   y = F__Forward(z, tape); zAt = tape.Block(z.Length); z.CopyTo(zAt) … zAt = cursor.Block(z.Length); F__Reverse(zAt, …)
/// </code>
/// </summary>
internal static class Snapshots
{
    /// <returns>What the forward sweep does after the call, and what the reverse half is to receive in place of a buffer.</returns>
    public static (EquatableArray<Statement> Recording, IReadOnlyDictionary<Operand, Operand> Copies) Take(
        Let let, Call call, Adjoints adjoints, ReverseContext context)
    {
        var buffers = call.Bound()
            .Where(pair => pair.Argument.Type is BufferType && !pair.Parameter.IsWritten && pair.Parameter.IsReadInReverse && !context.Memory.Holds(let, pair.Argument, context.Fused))
            .Select(pair => pair.Argument)
            .Distinct()
            .ToList();
        var recording = new BlockBuilder(context.Ids) { Origin = Origin.None with { Role = Role.Record } };
        foreach (var buffer in buffers)
        {
            Record(recording, buffer, context);
            context.Records.Add($"Records the elements of {NameOf(buffer)} at each {let.Origin.Text}");
        }

        var copies = new Dictionary<Operand, Operand>();
        foreach (var buffer in Enumerable.Reverse(buffers)) copies[buffer] = Find(adjoints.Builder, buffer);
        return (recording.Build([], []).Statements, copies);
    }

    private static void Record(BlockBuilder builder, Operand operand, ReverseContext context)
    {
        var type = (BufferType)operand.Type;
        if (LiesInBlock(type))
        {
            var block = builder.Let(new PushBlock(builder.Let(new Length(operand, 0), InertType.Int)), Spans.Of(type.Element), BlockName(operand));
            builder.Do(new Inert("{0}.CopyTo({1})", [operand, block], Effect.Write) { IsLinear = true });
            return;
        }

        if (CanClone(type)) builder.Do(new Push(builder.Let(new Clone(operand), CopyType(type))));
        else context.Impossible.Add((Value)operand);
    }

    private static Operand Find(BlockBuilder builder, Operand operand)
    {
        var type = (BufferType)operand.Type;
        return LiesInBlock(type)
            ? builder.Let(new PopBlock(builder.Let(new Length(operand, 0), InertType.Int)), Spans.Of(type.Element), BlockName(operand))
            : builder.Let(new Pop(), CopyType(type), BlockName(operand));
    }

    private static bool LiesInBlock(BufferType type) => type.Kind is BufferKind.Span or BufferKind.ReadOnlySpan && Recording.FitsBlock(type.Element);

    private static bool CanClone(BufferType type) => type switch
    {
        { Element: BufferType row } => type.Kind == BufferKind.Array && row is { Kind: BufferKind.Array, Element: not BufferType },
        _ => type.Kind is BufferKind.Array or BufferKind.Array2D or BufferKind.Span or BufferKind.ReadOnlySpan,
    };

    private static BufferType CopyType(BufferType type) => type.Kind is BufferKind.Array or BufferKind.Array2D
        ? type
        : new BufferType($"{type.Element.Name}[]", type.Element, BufferKind.Array);

    private static string BlockName(Operand operand) => operand is Value { Name.Length: > 0 } value ? value.Name + "At" : "bufferAt";

    private static string NameOf(Operand operand) => operand is Value { Name.Length: > 0 } value ? value.Name : "an argument";
}
