using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>
/// Rebuilds a block with operands, statements or nested blocks replaced. A pass overrides what it changes; everything
/// else is copied as it is.
/// </summary>
internal abstract class Rewriter
{
    public virtual Operand Rewrite(Operand operand) => operand;

    public virtual Block Rewrite(Block block)
    {
        var statements = new List<Statement>(block.Statements.Count);
        foreach (var statement in block.Statements) Rewrite(statement, statements);
        return new Block(block.Parameters, statements.ToEquatableArray(), Rewrite(block.Yields));
    }

    /// <summary>Appends what replaces the statement: nothing, itself rebuilt, or several statements.</summary>
    public virtual void Rewrite(Statement statement, List<Statement> output) => output.Add(Rebuild(statement));

    public EquatableArray<Operand> Rewrite(EquatableArray<Operand> operands)
    {
        Operand[]? changed = null;
        for (var i = 0; i < operands.Count; i++)
        {
            var rewritten = Rewrite(operands[i]);
            if (ReferenceEquals(rewritten, operands[i])) continue;
            changed ??= [.. operands];
            changed[i] = rewritten;
        }

        return changed?.ToEquatableArray() ?? operands;
    }

    /// <summary>The same statement over rewritten operands and blocks.</summary>
    protected Statement Rebuild(Statement statement) => statement switch
    {
        Let let => let with { Operation = Rebuild(let.Operation) },
        If branch => branch with { Condition = Rewrite(branch.Condition), Then = Rewrite(branch.Then), Else = Rewrite(branch.Else) },
        Loop loop => loop with
        {
            Inits = Rewrite(loop.Inits),
            Condition = Rewrite(loop.Condition),
            Body = Rewrite(loop.Body),
            Step = Rewrite(loop.Step),
        },
        For loop =>
            loop with { Start = Rewrite(loop.Start), End = Rewrite(loop.End), Inits = Rewrite(loop.Inits), Body = Rewrite(loop.Body) },
        Try guarded => guarded with
        {
            Body = Rewrite(guarded.Body),
            Handlers = guarded.Handlers.Select(handler => handler with { Body = Rewrite(handler.Body) }).ToEquatableArray(),
            Cleanup = Rewrite(guarded.Cleanup),
        },
        Throw { Exception: { } exception } thrown => thrown with { Exception = Rewrite(exception) },
        WriteSlot write => write with { Operand = Rewrite(write.Operand) },
        Return leave => leave with { Operands = Rewrite(leave.Operands) },
        Break or Continue or Throw or Heading => statement,
        _ => throw new InvalidOperationException($"Unknown statement {statement.GetType().Name}."),
    };

    private Operation Rebuild(Operation operation)
    {
        var before = operation.Operands;
        var after = Rewrite(before);
        return after == before ? operation : operation.With(after);
    }
}

/// <summary>Replaces values by operands, following the map once.</summary>
internal sealed class Substitution(IReadOnlyDictionary<Value, Operand> map) : Rewriter
{
    public override Operand Rewrite(Operand operand) =>
        operand is Value value && map.TryGetValue(value, out var replacement) ? replacement : operand;

    public override Block Rewrite(Block block) =>
        block.Parameters.Any(map.ContainsKey) || FreeValues.Of(block).Any(map.ContainsKey) ? base.Rewrite(block) : block;
}
