using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>
/// Names values after the first variable they are assigned to. A value may be used before its assignment is seen, so the names are put in
/// at the end, definitions and uses together.
/// <code>
/// %5 = x * x; y := %5; %7 = %5 + 1   →   y%5 = x * x; y := y%5; %7 = y%5 + 1
/// </code>
/// </summary>
internal sealed class ValueNames : Rewriter
{
    private readonly Dictionary<int, string> _names = [];
    private readonly HashSet<int> _computed = [];

    /// <summary>Only values that a statement computes can be named, not entry values or reads of variables.</summary>
    public void Define(Statement statement)
    {
        if (statement is Let { Operation: not ReadSlot } or If)
            foreach (var result in statement.Results()) _computed.Add(result.Id);
    }

    public void Name(Operand operand, string name)
    {
        if (operand is Value { Name: "" } value && name.Length > 0 && _computed.Remove(value.Id)) _names.Add(value.Id, name);
    }

    public override Operand Rewrite(Operand operand) => operand is Value value ? Rename(value) : operand;

    public override void Rewrite(Statement statement, List<Statement> output) => output.Add(Rebuild(statement) switch
    {
        Let let => let with { Results = Rename(let.Results) },
        If branch => branch with { Results = Rename(branch.Results) },
        var other => other,
    });

    private EquatableArray<Value> Rename(EquatableArray<Value> values) =>
        values.Any(value => _names.ContainsKey(value.Id)) ? values.Select(Rename).ToEquatableArray() : values;

    private Value Rename(Value value) => _names.TryGetValue(value.Id, out var name) ? value with { Name = name } : value;
}
