using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// Exchanges of variables before a loop that its body ends with, too: they stand once, where the body begins. So ends the adjoint of a loop
/// whose body exchanges arrays last.
/// <code>
/// (a, b) = (b, a); for (…) { f(a, b); (a, b) = (b, a); }   →   for (…) { (a, b) = (b, a); f(a, b); }   // nobody reads a and b afterwards
/// </code>
/// </summary>
internal static class TurnedExchanges
{
    /// <summary>The assignments of all such exchanges.</summary>
    /// <param name="inits">The assignments before the loop.</param>
    /// <param name="copies">The assignments at the end of its body.</param>
    public static IReadOnlyList<Move> Of(
        For loop, IReadOnlyList<Move> inits, IReadOnlyList<Move> copies, InliningPlan plan, Variables variables)
    {
        if (inits.Count < 2) return [];
        var read = loop.Results.Where(plan.IsUsed).ToList();
        plan.AddLeaves(loop.Start, read);
        plan.AddLeaves(loop.End, read);
        return
        [
            .. ParallelCopies.Order(inits, plan, variables)
                .Where(group => group.Count > 1 && group.All(move => IsRepeated(move) && !IsRead(move.Target)))
                .SelectMany(group => group),
        ];

        bool IsRepeated(Move move) => !move.IsDeclaration && Source(move) is { } source
            && copies.Any(copy => copy.Target == move.Target && Source(copy) == source);

        Variable? Source(Move move) => move.Source is Value value && plan.DefinitionOf(value) is null ? variables[value] : null;

        // By the header of the loop, or after it.
        bool IsRead(Variable variable) => read.Exists(value => variables[value] == variable);
    }
}
