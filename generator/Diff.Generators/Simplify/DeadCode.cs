using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Drops what nothing needs: pure operations without uses, results and carried values of loops and branches that nobody reads
/// (also when they only keep each other alive), and loops and branches that are left with neither results nor effects.
/// <code>
/// for (…) { s += x; n = n + n; }  return s;      for (…) s += x;  return s;
/// </code>
/// </summary>
internal sealed class DeadCode : Pruning
{
    private readonly Liveness _live;

    private DeadCode(Block body) => _live = new(body);

    public static Block Run(Block body, Ids ids) => new DeadCode(body).Rewrite(body);

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (_live.IsLive(statement)) output.Add(Prune(Rebuild(statement)));
    }

    protected override bool Keeps(Value result) => _live.IsLive(result);
}
