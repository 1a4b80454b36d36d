using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>Read-only walks over the structured IR.</summary>
internal static class Walk
{
    /// <summary>The blocks directly inside a statement, in execution order.</summary>
    public static IEnumerable<Block> Blocks(this Statement statement) => statement switch
    {
        If branch => [branch.Then, branch.Else],
        Loop loop => [loop.Condition, loop.Body, loop.Step],
        For loop => [loop.Body],
        Try guarded => [guarded.Body, .. guarded.Handlers.Select(handler => handler.Body), guarded.Cleanup],
        _ => [],
    };

    /// <summary>The operands that a statement itself reads, without those of its blocks.</summary>
    public static IEnumerable<Operand> Operands(this Statement statement) => statement switch
    {
        Let let => let.Operation.Operands,
        If branch => [branch.Condition],
        Loop loop => loop.Inits,
        For loop => [loop.Start, loop.End, .. loop.Inits],
        Throw { Exception: { } exception } => [exception],
        WriteSlot write => [write.Operand],
        Return leave => leave.Operands,
        _ => [],
    };

    /// <summary>The values that a statement defines in its own block.</summary>
    public static IEnumerable<Value> Results(this Statement statement) => statement switch
    {
        Let let => let.Results,
        If branch => branch.Results,
        Loop loop => loop.Results,
        For loop => loop.Results,
        Try guarded => guarded.Results,
        _ => [],
    };

    /// <summary>The statement with other results; those without any stay as they are.</summary>
    public static Statement WithResults(this Statement statement, EquatableArray<Value> results) => statement switch
    {
        Let let => let with { Results = results },
        If branch => branch with { Results = results },
        Loop loop => loop with { Results = results },
        For loop => loop with { Results = results },
        Try guarded => guarded with { Results = results },
        _ => statement,
    };

    /// <summary>Every statement of a block and of the blocks inside it, outer before inner.</summary>
    public static IEnumerable<Statement> Statements(this Block block)
    {
        var pending = new Stack<IEnumerator<Statement>>();
        pending.Push(((IEnumerable<Statement>)block.Statements).GetEnumerator());
        while (pending.Count > 0)
        {
            if (!pending.Peek().MoveNext())
            {
                pending.Pop();
                continue;
            }

            var statement = pending.Peek().Current;
            yield return statement;
            foreach (var inner in statement.Blocks().Reverse()) pending.Push(((IEnumerable<Statement>)inner.Statements).GetEnumerator());
        }
    }
}
