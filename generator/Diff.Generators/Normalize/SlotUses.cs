using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Which slots the statements of the imperative form read before writing, surely write, and possibly write. Computed once, bottom-up.
/// </summary>
internal sealed class SlotUses
{
    private readonly Dictionary<Block, Uses> _blocks = new(ReferenceComparer<Block>.Instance);

    /// <param name="Exposed">Read before any sure write.</param>
    /// <param name="Sure">Written on every path.</param>
    /// <param name="Possible">Written on some path.</param>
    public sealed record Uses(HashSet<Slot> Exposed, HashSet<Slot> Sure, HashSet<Slot> Possible);

    public Uses Of(Block block)
    {
        if (_blocks.TryGetValue(block, out var known)) return known;
        var uses = new Uses([], [], []);
        foreach (var statement in block.Statements) Append(uses, statement);
        return _blocks[block] = uses;
    }

    public Uses Of(Statement statement)
    {
        var uses = new Uses([], [], []);
        Append(uses, statement);
        return uses;
    }

    private void Append(Uses uses, Statement statement)
    {
        switch (statement)
        {
            case Let { Operation: ReadSlot read }:
                if (!uses.Sure.Contains(read.Slot)) uses.Exposed.Add(read.Slot);
                break;
            case WriteSlot write:
                uses.Sure.Add(write.Slot);
                uses.Possible.Add(write.Slot);
                break;
            case If branch:
                var (then, otherwise) = (Of(branch.Then), Of(branch.Else));
                Append(uses, then, []);
                Append(uses, otherwise, then.Sure.Where(otherwise.Sure.Contains));
                break;
            case Loop loop:
                var (condition, body) = (Of(loop.Condition), Of(loop.Body));
                Append(uses, condition, condition.Sure);
                Append(uses, body, []);
                break;
            case Try guarded:
                Append(uses, Of(guarded.Body), guarded.IsWhole ? Of(guarded.Body).Sure : []);
                foreach (var handler in guarded.Handlers) Append(uses, Of(handler.Body), []);
                Append(uses, Of(guarded.Cleanup), Of(guarded.Cleanup).Sure);
                break;
        }
    }

    private static void Append(Uses uses, Uses next, IEnumerable<Slot> sure)
    {
        foreach (var slot in next.Exposed)
            if (!uses.Sure.Contains(slot)) uses.Exposed.Add(slot);
        uses.Possible.UnionWith(next.Possible);
        uses.Sure.UnionWith(sure);
    }
}
