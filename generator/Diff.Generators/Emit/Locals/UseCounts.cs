using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>How often each value of a body is read.</summary>
internal sealed class UseCounts
{
    private readonly Dictionary<int, int> _counts = [];

    public UseCounts(Region root) => Add(root, 1);

    public int this[Value value] => _counts.TryGetValue(value.Id, out var count) ? count : 0;

    public void Add(Operand operand, int change)
    {
        if (operand is Value value) _counts[value.Id] = this[value] + change;
    }

    /// <summary>Adds or takes back all that a statement reads, nested statements included.</summary>
    public void Add(Node node, int change)
    {
        foreach (var operand in Operands(node.Statement)) Add(operand, change);
        foreach (var region in node.Regions) Add(region, change);
    }

    private void Add(Region region, int change)
    {
        foreach (var node in region.Nodes) Add(node, change);
        foreach (var operand in region.Block.Yields) Add(operand, change);
    }

    /// <summary>What a statement itself reads, in evaluation order.</summary>
    public static IReadOnlyList<Operand> Operands(Statement statement) => statement switch
    {
        Let let => let.Operation.Operands,
        If branch => [branch.Condition],
        Loop loop => loop.Inits,
        For loop => [.. loop.Inits, loop.Start, loop.End],
        Throw { Exception: { } exception } => [exception],
        _ => [],
    };

    /// <summary>The results of a statement.</summary>
    public static IReadOnlyList<Value> Results(Statement statement) => statement switch
    {
        Let let => let.Results,
        If branch => branch.Results,
        Loop loop => loop.Results,
        For loop => loop.Results,
        Try attempt => attempt.Results,
        _ => [],
    };
}
