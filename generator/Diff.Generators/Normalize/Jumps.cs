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
/// </summary>
/// <param name="isJump">The statements to replace.</param>
/// <param name="lower">The statements that take the place of a jump; the last one must leave the flag true.</param>
internal sealed class Jumps(Ids ids, Slot flag, Func<Statement, bool> isJump, Func<Statement, IEnumerable<Statement>> lower)
{
    /// <summary>Whether control leaves a block early.</summary>
    private enum Leaves
    {
        Never,
        Sometimes,
        Always,
    }

    public Block Run(Block block) => block with { Statements = Lower(block.Statements.ToList()).Statements.ToEquatableArray() };

    /// <summary>Whether a jump of this kind is in the block (not inside loops, whose jumps are their own).</summary>
    public static bool Contains(Block block, Func<Statement, bool> isJump) => block.Statements.Any(statement =>
        isJump(statement) || (statement is If or Try && statement.Blocks().Any(inner => Contains(inner, isJump))));

    private (List<Statement> Statements, Leaves Leaves) Lower(List<Statement> statements)
    {
        var output = new List<Statement>();
        for (var i = 0; i < statements.Count; i++)
        {
            var statement = statements[i];
            if (isJump(statement))
            {
                output.AddRange(lower(statement));
                return (output, Leaves.Always);
            }

            switch (statement)
            {
                case Throw or Return or Break or Continue:
                    output.Add(statement);
                    return (output, Leaves.Always);
                case If branch when Contains(branch.Then, isJump) || Contains(branch.Else, isJump):
                    return LowerBranch(branch, statements.GetRange(i + 1, statements.Count - i - 1), output);
                case Try guarded when Contains(guarded.Body, isJump) || guarded.Handlers.Any(handler => Contains(handler.Body, isJump)):
                    output.Add(guarded with { Body = Run(guarded.Body), Handlers = guarded.Handlers.Select(handler => handler with { Body = Run(handler.Body) }).ToEquatableArray() });
                    return Guard(statements.GetRange(i + 1, statements.Count - i - 1), output, Leaves.Sometimes);
                default:
                    output.Add(statement);
                    break;
            }
        }

        return (output, Leaves.Never);
    }

    private (List<Statement> Statements, Leaves Leaves) LowerBranch(If branch, List<Statement> rest, List<Statement> output)
    {
        var (then, thenLeaves) = Lower(branch.Then.Statements.ToList());
        var (otherwise, elseLeaves) = Lower(branch.Else.Statements.ToList());
        if (thenLeaves == Leaves.Always && elseLeaves == Leaves.Always)
        {
            output.Add(Rebuild(branch, then, otherwise));
            return (output, Leaves.Always);
        }

        if (thenLeaves == Leaves.Always || elseLeaves == Leaves.Always)
        {
            var (open, openLeaves) = thenLeaves == Leaves.Always ? (otherwise, elseLeaves) : (then, thenLeaves);
            var (_, restLeaves) = Guard(rest, open, openLeaves);
            output.Add(Rebuild(branch, then, otherwise));
            return (output, restLeaves == Leaves.Always ? Leaves.Always : Leaves.Sometimes);
        }

        output.Add(Rebuild(branch, then, otherwise));
        return Guard(rest, output, Leaves.Sometimes);
    }

    /// <summary>Appends what follows a statement that leaves as said: as it is, or behind a test of the flag.</summary>
    private (List<Statement> Statements, Leaves Leaves) Guard(List<Statement> rest, List<Statement> output, Leaves before)
    {
        if (rest.Count == 0) return (output, before);
        var (lowered, leaves) = Lower(rest);
        if (before == Leaves.Never)
        {
            output.AddRange(lowered);
            return (output, leaves);
        }

        var builder = new BlockBuilder(ids) { Origin = rest[0].Origin };
        var left = builder.Let(new ReadSlot(flag), flag.Type);
        builder.Add(new If(left, Block.Empty, new Block([], lowered.ToEquatableArray(), []), [], rest[0].Origin));
        output.AddRange(builder.Build([], []).Statements);
        return (output, leaves == Leaves.Always ? Leaves.Always : Leaves.Sometimes);
    }

    private static If Rebuild(If branch, List<Statement> then, List<Statement> otherwise) => branch with
    {
        Then = branch.Then with { Statements = then.ToEquatableArray() },
        Else = branch.Else with { Statements = otherwise.ToEquatableArray() },
    };
}
