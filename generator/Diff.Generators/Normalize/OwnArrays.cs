using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Arrays from code without derivatives whose place a copy takes, which is the method's own. New arrays are copied if they are written, or
/// if a variable holds them in turn with others; arrays of objects and statics in the second case only, and if nothing in the method may
/// change them; where they may have none, null stays null.
/// <code>
/// var t = Identity(4); t[0, 3] = x;                            →   var t = copy of Identity(4); t[0, 3] = x;
/// var state = _start; for (…) state = Step(state);   →   var state = copy of _start; for (…) state = Step(state);
/// </code>
/// Single-assignment form.
/// </summary>
internal sealed class OwnArrays : Rewriter
{
    private readonly Ids _ids;
    private readonly AliasClasses _aliases;
    private readonly bool _changesObjects;
    private readonly HashSet<int> _written = [];
    private readonly HashSet<int> _chosen = [];
    private readonly HashSet<int> _seen = [];

    private OwnArrays(Method method, Ids ids)
    {
        (_ids, _aliases, _changesObjects) = (ids, AliasClasses.Of(method), method.ChangesObjects);
        foreach (var statement in method.Body.Statements())
        {
            if (statement is If or Loop or For or Try)
                _chosen.UnionWith(statement.Results().Where(result => result.Type.IsBuffer()).Select(_aliases.Of));
            if (statement is Let { Operation: var operation }) Visit(operation);
        }
    }

    public static Block Run(Method method, Block body, Ids ids) => body.Statements()
        .Any(statement => statement is Let let && IsFromElsewhere(let))
        ? new OwnArrays(method with { Body = body }, ids).Rewrite(body)
        : body;

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is not Let let || !IsFromElsewhere(let) || !IsCopied(let))
        {
            output.Add(Rebuild(statement));
            return;
        }

        var builder = new BlockBuilder(_ids) { Origin = let.Origin };
        var original = builder.NewValue(let.Result.Type);
        builder.Add(let with { Results = [original] });
        if (let.Operation is Inert { IsFresh: true } or Inert { IsNeverNull: true }) WholeCopies.Add(original, let.Result, builder);
        else WholeCopies.AddUnlessNull(original, let.Result, builder);
        output.AddRange(builder.Statements);
    }

    private static bool IsFromElsewhere(Let let) => let is { Operation: Inert, Results: [var result] } && WholeCopies.IsOf(result);

    private bool IsCopied(Let let)
    {
        var memory = _aliases.Of(let.Result);
        // What is compared, or tested for null, must stay what it is.
        return ((Inert)let.Operation).IsFresh
            ? _written.Contains(memory) || _chosen.Contains(memory)
            : _chosen.Contains(memory) && !_seen.Contains(memory) && !_changesObjects;
    }

    private void Visit(Operation operation)
    {
        switch (operation)
        {
            case Store store:
                _written.Add(_aliases.Of(store.Buffer));
                break;
            case Call call:
                _written.UnionWith(call.Bound().Where(pair => pair.Parameter.IsWritten).Select(pair => _aliases.Of(pair.Argument)));
                break;
            case Inert inert when !KnownNames.IsMemoryTest(inert.Template):
                _written.UnionWith(inert.Writable.Select(_aliases.Of));
                _seen.UnionWith(inert.Arguments.Where(argument => argument.Type.IsBuffer()).Select(_aliases.Of));
                break;
        }
    }
}
