using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Replaces values that are only handed through: carried by a loop that never changes them, the same from both branches of an
/// <c>if</c>, converted to the type they have, or read back from a tuple just built.
/// <code>
/// (s, r) = for … (s, r) { yield (s + r, r) }      s = for … (s) { yield s + r0 }
/// </code>
/// </summary>
internal sealed class UnchangedValues : Pruning
{
    private readonly Dictionary<int, Operand> _same = [];
    private readonly Dictionary<int, MakeAggregate> _aggregates = [];

    private UnchangedValues()
    {
    }

    public static Block Run(Block body, Ids ids)
    {
        var pass = new UnchangedValues();
        pass.Find(body);
        return pass._same.Count == 0 ? body : pass.Rewrite(body);
    }

    public override Operand Rewrite(Operand operand)
    {
        while (operand is Value value && _same.TryGetValue(value.Id, out var same)) operand = same;
        return operand;
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is not Let { Results.Count: 1 } copy || Keeps(copy.Result)) output.Add(Prune(Rebuild(statement)));
    }

    protected override bool Keeps(Value result) => !_same.ContainsKey(result.Id);

    private void Find(Block block)
    {
        foreach (var statement in block.Statements)
        {
            foreach (var inner in statement.Blocks()) Find(inner);
            switch (statement)
            {
                case Let { Results.Count: 1 } let:
                    if (Copied(let) is { } copied) _same[let.Result.Id] = copied;
                    else if (let.Operation is MakeAggregate make) _aggregates[let.Result.Id] = make;
                    break;
                case If branch:
                    for (var i = 0; i < branch.Results.Count; i++)
                    {
                        var then = Rewrite(branch.Then.Yields[i]);
                        if (then == Rewrite(branch.Else.Yields[i])) _same[branch.Results[i].Id] = then;
                    }

                    break;
                case For loop:
                    for (var i = 0; i < loop.Inits.Count; i++)
                        FindCarried(loop.Inits[i], loop.Body.Yields[i], loop.Results[i], loop.Body.Parameters[i + 1]);
                    break;
                case Loop loop:
                    for (var i = 0; i < loop.Inits.Count; i++)
                    {
                        var (inside, tested) = (loop.Body.Parameters[i], loop.Condition.Parameters[i]);
                        FindCarried(loop.Inits[i], loop.Body.Yields[i], loop.Results[i], inside, tested);
                    }

                    break;
            }
        }
    }

    private void FindCarried(Operand init, Operand next, Value result, params ReadOnlySpan<Value> parameters)
    {
        (init, next) = (Rewrite(init), Rewrite(next));
        if (next != init && !parameters.ToArray().Contains(next)) return;
        _same[result.Id] = init;
        foreach (var parameter in parameters) _same[parameter.Id] = init;
    }

    private Operand? Copied(Let let) => let.Operation switch
    {
        Conversion conversion when conversion.Operand.Type == let.Result.Type => Rewrite(conversion.Operand),
        GetField field when Rewrite(field.Aggregate) is Value aggregate && _aggregates.TryGetValue(aggregate.Id, out var make) =>
            Rewrite(make.Fields[field.Index]),
        _ => null,
    };
}
