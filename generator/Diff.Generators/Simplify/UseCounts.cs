using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>How often each value is read.</summary>
internal sealed class UseCounts
{
    private readonly Dictionary<int, int> _counts = [];

    public UseCounts(Block body) => Count(body);

    public bool IsSingle(Value value) => _counts.TryGetValue(value.Id, out var count) && count == 1;

    private void Count(Block block)
    {
        foreach (var statement in block.Statements)
        {
            foreach (var operand in statement.Operands()) Count(operand);
            foreach (var inner in statement.Blocks()) Count(inner);
        }

        foreach (var operand in block.Yields) Count(operand);
    }

    private void Count(Operand operand)
    {
        if (operand is Value value) _counts[value.Id] = _counts.TryGetValue(value.Id, out var count) ? count + 1 : 1;
    }
}
