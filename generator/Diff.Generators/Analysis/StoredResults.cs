using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// What branches yield and an element holds then, so that the branches need not record it for their reversal.
/// <code>
/// l[i, j] = i == j ? Math.Sqrt(sum) : sum / l[j, j];   // the root, or the quotient, is in l
/// </code>
/// </summary>
internal sealed class StoredResults
{
    private readonly Dictionary<Value, Let> _stores = [];

    private StoredResults(Block body)
    {
        foreach (var block in Blocks(body))
        {
            var results = new HashSet<Operand>(block.Statements.OfType<If>().SelectMany(branch => branch.Results));
            foreach (var let in block.Statements.OfType<Let>())
                if (let.Operation is Store { Operand: Value value, Path.IsEmpty: true } && results.Contains(value)) _stores[value] = let;
        }
    }

    public static StoredResults Of(Block body) => new(body);

    /// <summary>The store of what a branch has yielded, in the same block.</summary>
    public Let? StoreOf(Value result) => _stores.TryGetValue(result, out var store) ? store : null;

    private static IEnumerable<Block> Blocks(Block body) => body.Statements().SelectMany(statement => statement.Blocks()).Prepend(body);
}
