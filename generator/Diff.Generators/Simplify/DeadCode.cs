using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Drops what nothing needs: pure operations without uses, results and carried values of loops and branches that nobody reads (also when they
/// only keep each other alive), and loops and branches that are left with neither results nor effects.
/// <code>
/// for (…) { s += x; n = n + n; }  return s;      for (…) s += x;  return s;
/// </code>
/// </summary>
internal sealed class DeadCode : Rewriter
{
    private readonly Liveness _live;

    private DeadCode(Block body) => _live = new(body);

    public static Block Run(Block body, Ids ids) => new DeadCode(body).Rewrite(body);

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (!_live.IsLive(statement)) return;
        var rebuilt = Rebuild(statement);
        output.Add(rebuilt switch
        {
            If branch => branch with
            {
                Then = branch.Then with { Yields = Kept(branch.Then.Yields, branch.Results) },
                Else = branch.Else with { Yields = Kept(branch.Else.Yields, branch.Results) },
                Results = Kept(branch.Results, branch.Results),
            },
            Try guarded => guarded with
            {
                Body = guarded.Body with { Yields = Kept(guarded.Body.Yields, guarded.Results) },
                Results = Kept(guarded.Results, guarded.Results),
            },
            For loop => loop with
            {
                Inits = Kept(loop.Inits, loop.Results),
                Body = Carry(loop.Body, loop.Results, own: 1),
                Results = Kept(loop.Results, loop.Results),
            },
            Loop loop => loop with
            {
                Inits = Kept(loop.Inits, loop.Results),
                Condition = loop.Condition with { Parameters = Kept(loop.Condition.Parameters, loop.Results) },
                Body = Carry(loop.Body, loop.Results, own: 0),
                Results = Kept(loop.Results, loop.Results),
            },
            _ => rebuilt,
        });
    }

    private Block Carry(Block body, EquatableArray<Value> results, int own) => body with
    {
        Parameters = [.. body.Parameters.Take(own), .. Kept(body.Parameters.Skip(own).ToEquatableArray(), results)],
        Yields = Kept(body.Yields, results),
    };

    private EquatableArray<T> Kept<T>(EquatableArray<T> items, EquatableArray<Value> results) =>
        items.Where((_, index) => _live.IsLive(results[index])).ToEquatableArray();
}
