using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>Drops results of statements together with what delivers them: yields of branches, carried values of loops.</summary>
internal abstract class Pruning : Rewriter
{
    protected abstract bool Keeps(Value result);

    protected Statement Prune(Statement statement) => statement switch
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
        _ => statement,
    };

    /// <param name="own">Number of parameters that are not carried.</param>
    private Block Carry(Block body, EquatableArray<Value> results, int own) => body with
    {
        Parameters = [.. body.Parameters.Take(own), .. Kept(body.Parameters.Skip(own).ToEquatableArray(), results)],
        Yields = Kept(body.Yields, results),
    };

    private EquatableArray<T> Kept<T>(EquatableArray<T> items, EquatableArray<Value> results) =>
        results.All(Keeps) ? items : items.Where((_, index) => Keeps(results[index])).ToEquatableArray();
}
