using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>Which statements are printed, and which disappear into the expression that uses their result.</summary>
internal sealed class InliningPlan(
    IReadOnlyDictionary<int, Node> inlined, ISet<Node> gone, ISet<Node> expressions, IReadOnlyDictionary<Node, bool[]> alive,
    UseCounts uses)
{
    /// <summary>Whether anything reads the value.</summary>
    public bool IsUsed(Value value) => uses[value] > 0;

    /// <summary>Whether the node is a statement of its own in the output.</summary>
    public bool IsPrinted(Node node) => !gone.Contains(node);

    /// <summary>Whether an if is printed as <c>c ? a : b</c>.</summary>
    public bool IsExpression(Node node) => expressions.Contains(node);

    /// <summary>Whether the result (or carried value) of an if or loop is used at all.</summary>
    public bool IsAlive(Node node, int result) => !alive.TryGetValue(node, out var mask) || mask[result];

    /// <summary>The node that computes an inlined value; null for a value that lives in a variable.</summary>
    public Node? DefinitionOf(Operand operand) => operand is Value value && inlined.TryGetValue(value.Id, out var node) ? node : null;

    /// <summary>The values in variables that the printed operand reads.</summary>
    public void AddLeaves(Operand operand, List<Value> leaves)
    {
        if (DefinitionOf(operand) is { } node) AddLeaves(node, leaves);
        else if (operand is Value value) leaves.Add(value);
    }

    /// <summary>The values in variables that the printed expression reads.</summary>
    public void AddLeaves(Node node, List<Value> leaves)
    {
        switch (node.Statement)
        {
            case Let let:
                foreach (var operand in let.Operation.Operands) AddLeaves(operand, leaves);
                break;
            case If branch:
                AddLeaves(branch.Condition, leaves);
                AddLeaves(branch.Then.Yields[0], leaves);
                AddLeaves(branch.Else.Yields[0], leaves);
                break;
            default:
                throw new InvalidOperationException($"{node.Statement.GetType().Name} is no expression.");
        }
    }
}
