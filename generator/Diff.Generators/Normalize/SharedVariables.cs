using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Keeps variables that the blocks of a try statement share in objects: single assignment cannot say how far the body ran when a handler or
/// the cleanup runs. An active value would lose its derivative there, and is refused later. Runs when the jumps are gone.
/// <code>
/// n = 0;                                     box = new StrongBox&lt;int&gt;(); box.Value = 0;
/// try { n = 3; } finally { Log(n); }   →     try { box.Value = 3; } finally { Log(box.Value); }
/// </code>
/// </summary>
internal static class SharedVariables
{
    private const string BoxType = "global::System.Runtime.CompilerServices.StrongBox";
    private const string ReadTemplate = "{0}.Value";
    private const string WriteTemplate = "{0}.Value = {1}";

    public static Block Run(Block body, Ids ids)
    {
        var attempts = body.Statements().OfType<Try>().ToList();
        if (attempts.Count == 0) return body;
        var everywhere = Accesses.Of(body);
        var shared = attempts.SelectMany(guarded => Shared(guarded, everywhere)).Distinct().OrderBy(slot => slot.Id).ToList();
        if (shared.Count == 0) return body;
        var boxes = new BlockBuilder(ids);
        var boxing = new Boxing(shared.ToDictionary(slot => slot, slot => Box(boxes, slot)));
        var boxed = boxing.Rewrite(body);
        return boxed with { Statements = [.. boxes.Build([], []).Statements, .. boxed.Statements] };
    }

    /// <summary>The value that an operation stores in such a variable; null if it does not.</summary>
    public static Operand? Stored(Operation operation) =>
        operation is Inert { Template: WriteTemplate } write && IsBox(write.Arguments[0]) ? write.Arguments[1] : null;

    /// <summary>Whether an operation reads such a variable.</summary>
    public static bool IsRead(Operation operation) => operation is Inert { Template: ReadTemplate } read && IsBox(read.Arguments[0]);

    private static IEnumerable<Slot> Shared(Try guarded, Accesses everywhere)
    {
        var (inside, cleanup) = (Accesses.Of(guarded.Body), Accesses.Of(guarded.Cleanup));
        var handlers = guarded.Handlers.Select(handler => Accesses.Of(handler.Body)).ToList();
        var outlives = handlers.Concat(guarded.IsWhole ? [cleanup] : [inside, cleanup]);
        return handlers.SelectMany(handler => handler.Read).Concat(cleanup.Read).Where(inside.Written.Contains)
            .Concat(outlives.SelectMany(block => block.Written.Where(slot => everywhere.Counts[slot] > block.Counts[slot])));
    }

    private static bool IsBox(Operand operand) => operand.Type.Name.StartsWith(BoxType, StringComparison.Ordinal);

    private static Value Box(BlockBuilder builder, Slot slot)
    {
        var type = $"{BoxType}<{slot.Type.Name}>";
        var box = new Inert($"new {type.Replace("{", "{{").Replace("}", "}}")}()", [], Effect.Write) { IsCreation = true };
        return builder.Let(box, new InertType(type, InertKind.Reference), slot.Name);
    }

    private sealed class Boxing(IReadOnlyDictionary<Slot, Value> boxes) : Rewriter
    {
        public override void Rewrite(Statement statement, List<Statement> output) => output.Add(statement switch
        {
            Let { Operation: ReadSlot { Slot: var slot } } let when boxes.TryGetValue(slot, out var box) =>
                let with { Operation = new Inert(ReadTemplate, [box], Effect.Read) },
            WriteSlot write when boxes.TryGetValue(write.Slot, out var box) =>
                new Let([], new Inert(WriteTemplate, [box, write.Operand], Effect.Write), write.Origin),
            _ => Rebuild(statement),
        });
    }

    private sealed record Accesses(HashSet<Slot> Read, HashSet<Slot> Written, Dictionary<Slot, int> Counts)
    {
        public static Accesses Of(Block block)
        {
            var accesses = new Accesses([], [], []);
            foreach (var statement in block.Statements())
            {
                if (statement is WriteSlot write) accesses.Add(accesses.Written, write.Slot);
                if (statement is Let { Operation: ReadSlot read }) accesses.Add(accesses.Read, read.Slot);
            }
            return accesses;
        }

        private void Add(HashSet<Slot> kind, Slot slot)
        {
            kind.Add(slot);
            Counts[slot] = Counts.TryGetValue(slot, out var count) ? count + 1 : 1;
        }
    }
}
