using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Reads a cell of memory once where the primal reads it twice with nothing written in between, so that it is recorded once.
/// Single-assignment form.
/// <code>
/// s += a[i] * a[i];   →   t = a[i]; s += t * t;
/// </code>
/// </summary>
internal sealed class SharedLoads : Rewriter
{
    private readonly AliasClasses _aliases;
    private readonly Dictionary<Load, Value> _known = [];
    private readonly Dictionary<Value, Operand> _replaced = [];

    private SharedLoads(AliasClasses aliases) => _aliases = aliases;

    public static Method Run(Method method) => method with { Body = new SharedLoads(AliasClasses.Of(method)).Rewrite(method.Body) };

    public override Operand Rewrite(Operand operand) =>
        operand is Value value && _replaced.TryGetValue(value, out var replacement) ? replacement : operand;

    public override Block Rewrite(Block block)
    {
        // What is read inside a block is not known after it; what is written in a block may be read again in the next iteration.
        var outside = _known.ToList();
        Forget(load => _aliases.IsWritten(load.Buffer));
        var rewritten = base.Rewrite(block);
        _known.Clear();
        foreach (var pair in outside)
            if (!_aliases.IsWritten(pair.Key.Buffer)) _known.Add(pair.Key, pair.Value);
        return rewritten;
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        var rebuilt = Rebuild(statement);
        switch (rebuilt)
        {
            case Let { Operation: Load load } let when _known.TryGetValue(load, out var known) && known.Type == let.Result.Type:
                _replaced[let.Result] = known;
                return;
            case Let { Operation: Load load } let:
                _known[load] = let.Result;
                break;
            case Let { Operation: Store or Call or Inert { Effect: Effect.Write } }:
                Forget(load => _aliases.IsWritten(load.Buffer));
                break;
        }

        output.Add(rebuilt);
    }

    private void Forget(Func<Load, bool> stale)
    {
        foreach (var load in _known.Keys.Where(stale).ToList()) _known.Remove(load);
    }
}
