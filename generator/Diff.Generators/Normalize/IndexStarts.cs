using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Where an index starts is no variable: it loses the name of the index, and so is printed in the head of the loop, and in that of the
/// reversed one.
/// <code>
/// i = k + 1; for i' = i to n …   →   %1 = k + 1; for i' = %1 to n …
/// </code>
/// </summary>
internal static class IndexStarts
{
    public static Block Run(Block body)
    {
        var statements = body.Statements().ToList();
        var uses = statements.SelectMany(statement => statement.Operands().Concat(statement.Blocks().SelectMany(inner => inner.Yields)))
            .Concat(body.Yields).OfType<Value>().ToLookup(value => value);
        var computed = new HashSet<Value>(statements.OfType<Let>().SelectMany(let => let.Results));
        var starts = statements.OfType<For>()
            .Where(loop => loop.Start is Value { Name.Length: > 0 } start && start.Name == loop.Index.Name && computed.Contains(start)
                && uses[start].Count() == 1)
            .ToDictionary(loop => (Value)loop.Start, loop => ((Value)loop.Start) with { Name = "" });
        return starts.Count == 0 ? body : new Redefinition(starts).Rewrite(body);
    }
}
