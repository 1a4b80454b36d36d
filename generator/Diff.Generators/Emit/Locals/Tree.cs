using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// The statements of a body with an identity each: equal statements are different nodes. <see cref="Index"/> counts nodes of the whole
/// body in textual order, <see cref="Place"/> within the block.
/// </summary>
internal sealed record Node(int Index, int Place, Statement Statement, Ordering Ordering, IReadOnlyList<Region> Regions)
{
    public bool Equals(Node? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Index;
}

/// <summary>A block with an identity. <see cref="Index"/> counts regions in textual order, outer before inner.</summary>
/// <param name="Before">For every place, how many reads, writes and headings come before it in the block.</param>
internal sealed record Region(int Index, Block Block, IReadOnlyList<Node> Nodes, IReadOnlyList<Region.Effects> Before)
{
    /// <summary>Counts of what limits moving a statement.</summary>
    internal readonly record struct Effects(int Reads, int Writes, int Headings);

    public bool Equals(Region? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Index;
}

/// <summary>A body as nodes and regions.</summary>
internal sealed record Tree(Region Root, int NodeCount, int RegionCount)
{
    public static Tree Of(Block body)
    {
        var nodes = 0;
        var regions = 0;
        var root = OfBlock(body, ref nodes, ref regions);
        return new(root, nodes, regions);
    }

    private static Region OfBlock(Block block, ref int nodes, ref int regions)
    {
        var index = regions++;
        var list = new List<Node>(block.Statements.Count);
        var before = new List<Region.Effects>(block.Statements.Count + 1);
        var effects = default(Region.Effects);
        foreach (var statement in block.Statements)
        {
            var node = nodes++;
            var inner = new List<Region>();
            foreach (var nested in Nested(statement)) inner.Add(OfBlock(nested, ref nodes, ref regions));
            var ordering = inner.Count == 0 ? Orderings.Of(statement) : Most(statement, inner);
            list.Add(new(node, list.Count, statement, ordering, inner));
            before.Add(effects);
            effects = new(
                effects.Reads + (ordering == Ordering.Reads ? 1 : 0),
                effects.Writes + (ordering == Ordering.Writes ? 1 : 0),
                effects.Headings + (statement is Heading ? 1 : 0));
        }
        before.Add(effects);
        return new(index, block, list, before);
    }

    private static Ordering Most(Statement statement, List<Region> inner)
    {
        if (statement is Try) return Ordering.Writes;
        var all = inner.Select(region => region.Before[region.Nodes.Count]).ToList();
        return all.Any(effects => effects.Writes > 0) ? Ordering.Writes
            : all.Any(effects => effects.Reads > 0) ? Ordering.Reads
            : Ordering.Free;
    }

    private static IEnumerable<Block> Nested(Statement statement) => statement switch
    {
        If branch => [branch.Then, branch.Else],
        Loop loop => [loop.Condition, loop.Body],
        For loop => [loop.Body],
        Try attempt => attempt.Blocks(),
        _ => [],
    };
}
