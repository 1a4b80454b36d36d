using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary><c>target = source</c>, at the same time as others.</summary>
/// <param name="IsDeclaration">The assignment declares the variable.</param>
internal sealed record Move(Variable Target, Operand Source, bool IsDeclaration);

/// <summary>
/// Orders assignments that happen at the same time, so that none overwrites what another still reads. A cycle becomes one tuple
/// assignment: <c>(a, b) = (b, a);</c> spans, which cannot be in tuples, go through a temporary.
/// </summary>
internal static class ParallelCopies
{
    public static IReadOnlyList<IReadOnlyList<Move>> Order(IEnumerable<Move> moves, InliningPlan plan, Variables variables)
    {
        var pending = moves.Where(move => !IsIdle(move, plan, variables)).Select(move => (Move: move, Reads: Reads(move, plan, variables)))
            .ToList();
        var readers = new Dictionary<Variable, int>();
        foreach (var (move, reads) in pending)
            foreach (var read in reads) readers[read] = (readers.TryGetValue(read, out var count) ? count : 0) + 1;
        var ordered = new List<IReadOnlyList<Move>>();
        while (pending.Count > 0)
        {
            var ready = pending.FindIndex(entry => !readers.TryGetValue(entry.Move.Target, out var count)
                || count == (entry.Reads.Contains(entry.Move.Target) ? 1 : 0));
            var taken = ready >= 0 ? pending.GetRange(ready, 1) : pending.ToList();
            ordered.Add(taken.Select(entry => entry.Move).ToList());
            foreach (var entry in taken)
                foreach (var read in entry.Reads) readers[read]--;
            if (ready >= 0) pending.RemoveAt(ready);
            else pending.Clear();
        }
        return ordered;
    }

    private static bool IsIdle(Move move, InliningPlan plan, Variables variables) =>
        move.Source is Value value && plan.DefinitionOf(value) is null && variables[value] == move.Target;

    private static HashSet<Variable> Reads(Move move, InliningPlan plan, Variables variables)
    {
        var leaves = new List<Value>();
        plan.AddLeaves(move.Source, leaves);
        return [.. leaves.Select(leaf => variables[leaf])];
    }
}
