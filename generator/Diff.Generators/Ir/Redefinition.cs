using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>Replaces values by others, where they are defined as well as where they are used.</summary>
internal class Redefinition(IReadOnlyDictionary<Value, Value> map) : Rewriter
{
    public override Operand Rewrite(Operand operand) => operand is Value value ? Redefined(value) : operand;

    public override Block Rewrite(Block block) =>
        base.Rewrite(block) with { Parameters = block.Parameters.Select(Redefined).ToEquatableArray() };

    public override void Rewrite(Statement statement, List<Statement> output) =>
        output.Add(Rebuild(statement).WithResults(statement.Results().Select(Redefined).ToEquatableArray()));

    private Value Redefined(Value value) => map.TryGetValue(value, out var replacement) ? replacement : value;
}
