using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary><c>target = source</c>, at the same time as others.</summary>
/// <param name="IsDeclaration">The assignment declares the variable.</param>
internal sealed record Move(Variable Target, Operand Source, bool IsDeclaration);

/// <summary>
/// Orders assignments that happen at the same time, so that none overwrites what another still reads. Each cycle becomes one tuple
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
            var taken = ready >= 0
                ? [ready]
                : Cycle(pending.ConvertAll(entry => entry.Move.Target), pending.ConvertAll(entry => entry.Reads));
            ordered.Add(taken.Select(i => pending[i].Move).ToList());
            foreach (var read in taken.SelectMany(i => pending[i].Reads)) readers[read]--;
            foreach (var i in taken.Reverse()) pending.RemoveAt(i);
        }
        return ordered;
    }

    /// <summary>Assignments that only wait for each other: the fewest of which all that read their targets are among them.</summary>
    private static SortedSet<int> Cycle(List<Variable> targets, List<HashSet<Variable>> reads)
    {
        SortedSet<int>? fewest = null;
        for (var i = 0; i < targets.Count; i++)
        {
            var waiting = new SortedSet<int> { i };
            var open = new Stack<int>(waiting);
            while (open.Count > 0)
            {
                var target = targets[open.Pop()];
                for (var reader = 0; reader < targets.Count; reader++)
                    if (reads[reader].Contains(target) && waiting.Add(reader)) open.Push(reader);
            }
            if (fewest is null || waiting.Count < fewest.Count) fewest = waiting;
        }
        return fewest!;
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
