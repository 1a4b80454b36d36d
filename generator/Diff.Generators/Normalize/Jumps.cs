using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Replaces one kind of jump to the end of a block by structure. The jump sets a flag; what would follow it moves into the
/// branch that does not jump, or behind a test of the flag. Nothing is duplicated. Shared by the three jump lowerings.
/// <code>
/// if (c) { a; JUMP }      if (c) { a; flag = true; }
/// b;                  →   else { b; }
/// </code>
/// Many jumps in a row would nest ever deeper; after <see cref="Deepest"/> of them the rest starts anew behind a test of the flag.
/// <code>
/// … else { if (c8) { a8; flag = true; } }   if (!flag) { b8; … }
/// </code>
/// </summary>
/// <param name="isJump">The statements to replace.</param>
/// <param name="lower">The statements that take the place of a jump; the last one must leave the flag true.</param>
internal sealed class Jumps(Ids ids, Slot flag, Func<Statement, bool> isJump, Func<Statement, IEnumerable<Statement>> lower)
{
    /// <summary>
    /// How many jumps nest: what is assigned below is handed up level by level, and a reader follows no more than a screen.
    /// </summary>
    private const int Deepest = 8;

    private readonly Dictionary<Block, bool> _jumps = new(ReferenceComparer<Block>.Instance);

    /// <summary>Whether control leaves a block early.</summary>
    private enum Leaves
    {
        Never,
        Sometimes,
        Always,
    }

    public Block Run(Block block) => block with { Statements = Lower(block.Statements).Statements.ToEquatableArray() };

    /// <summary>Whether a jump of this kind is in the block (not inside loops, whose jumps are their own).</summary>
    public static bool Contains(Block block, Func<Statement, bool> isJump) =>
        Contains(block, isJump, new(ReferenceComparer<Block>.Instance));

    private (List<Statement> Statements, Leaves Leaves) Lower(EquatableArray<Statement> statements)
    {
        var rest = new RemainingStatements(statements);
        var (output, leaves) = Nest(rest, 0);
        while (!rest.IsEmpty)
        {
            rest.StartAnew();
            (output, leaves) = Guard(rest, output, leaves, 0);
        }

        return (output, leaves);
    }

    /// <summary>Lowers what is left, each jump one level deeper than the one before; stops where the nest is deep enough.</summary>
    private (List<Statement> Statements, Leaves Leaves) Nest(RemainingStatements rest, int depth)
    {
        var output = new List<Statement>();
        while (!rest.IsEmpty)
        {
            var statement = rest.Take();
            if (isJump(statement))
            {
                output.AddRange(lower(statement));
                return Left();
            }

            switch (statement)
            {
                case Throw or Return or Break or Continue:
                    output.Add(statement);
                    return Left();
                case If branch when Contains(branch.Then) || Contains(branch.Else):
                    rest.Enter();
                    return Nest(branch, rest, output, depth + 1);
                case Try guarded when Contains(guarded.Body) || guarded.Handlers.Any(handler => Contains(handler.Body)):
                    rest.Enter();
                    output.Add(guarded with { Body = Run(guarded.Body),
                        Handlers = guarded.Handlers.Select(handler => handler with { Body = Run(handler.Body) }).ToEquatableArray() });
                    return Guard(rest, output, Leaves.Sometimes, depth + 1);
                default:
                    output.Add(statement);
                    break;
            }
        }

        return (output, Leaves.Never);

        (List<Statement>, Leaves) Left()
        {
            rest.Drop();
            return (output, Leaves.Always);
        }
    }

    private (List<Statement> Statements, Leaves Leaves) Nest(If branch, RemainingStatements rest, List<Statement> output, int depth)
    {
        var (then, thenLeaves) = Lower(branch.Then.Statements);
        var (otherwise, elseLeaves) = Lower(branch.Else.Statements);
        if (thenLeaves == Leaves.Always && elseLeaves == Leaves.Always)
        {
            rest.Drop();
            output.Add(Rebuild(branch, then, otherwise));
            return (output, Leaves.Always);
        }

        if (thenLeaves == Leaves.Always || elseLeaves == Leaves.Always)
        {
            var (open, openLeaves) = thenLeaves == Leaves.Always ? (otherwise, elseLeaves) : (then, thenLeaves);
            var (_, restLeaves) = Guard(rest, open, openLeaves, depth);
            output.Add(Rebuild(branch, then, otherwise));
            return (output, restLeaves == Leaves.Always ? Leaves.Always : Leaves.Sometimes);
        }

        output.Add(Rebuild(branch, then, otherwise));
        return Guard(rest, output, Leaves.Sometimes, depth);
    }

    /// <summary>Appends what follows a statement that leaves as said: as it is, or behind a test of the flag.</summary>
    private (List<Statement> Statements, Leaves Leaves) Guard(RemainingStatements rest, List<Statement> output, Leaves before, int depth)
    {
        if (rest.IsEmpty || depth >= Deepest && rest.MayStandBehind) return (output, before);
        var origin = rest.First.Origin;
        var (lowered, leaves) = Nest(rest, depth);
        if (before == Leaves.Never)
        {
            output.AddRange(lowered);
            return (output, leaves);
        }

        output.AddRange(Flags.Unless(flag, lowered, origin, ids));
        return (output, leaves == Leaves.Always ? Leaves.Always : Leaves.Sometimes);
    }

    private bool Contains(Block block) => Contains(block, isJump, _jumps);

    private static bool Contains(Block block, Func<Statement, bool> isJump, Dictionary<Block, bool> known)
    {
        if (known.TryGetValue(block, out var answer)) return answer;
        return known[block] = block.Statements.Any(statement => isJump(statement)
            || (statement is If or Try && statement.Blocks().Any(inner => Contains(inner, isJump, known))));
    }

    private static If Rebuild(If branch, List<Statement> then, List<Statement> otherwise) => branch with
    {
        Then = branch.Then with { Statements = then.ToEquatableArray() },
        Else = branch.Else with { Statements = otherwise.ToEquatableArray() },
    };
}
