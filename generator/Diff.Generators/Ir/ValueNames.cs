using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>
/// Names values after the first variable they are assigned to, or, rather than after a parameter or the result of a function in the place
/// of its call, after a variable around it. A value may be used before its assignment is seen, so the names are put in at the end,
/// definitions and uses together.
/// <code>
/// %5 = x * x; y := %5; %7 = %5 + 1         →   y%5 = x * x; y := y%5; %7 = y%5 + 1
/// %5 = x * x; square := %5; y := square    →   y%5 = x * x; square := y%5; y := square
/// </code>
/// </summary>
internal sealed class ValueNames : Rewriter
{
    private readonly Dictionary<int, (string Text, bool IsPassing)> _names = [];
    private readonly HashSet<int> _computed = [];

    /// <summary>The only value that a passing variable has been assigned; null if it is one of several.</summary>
    private readonly Dictionary<Slot, Value?> _passed = [];

    /// <summary>Values that are others, read from a passing variable.</summary>
    private readonly Dictionary<int, Value> _same = [];

    /// <summary>Only values that a statement computes can be named, not entry values or reads of variables.</summary>
    public void Define(Statement statement)
    {
        if (statement is Let { Operation: ReadSlot { Slot: var slot } } read)
        {
            if (_passed.TryGetValue(slot, out var passed) && passed is not null) _same[read.Result.Id] = passed;
        }
        else if (statement is Let or If)
        {
            foreach (var result in statement.Results()) _computed.Add(result.Id);
        }
    }

    public void Assign(Slot slot, Operand operand)
    {
        if (operand is Value read && _same.TryGetValue(read.Id, out var same)) operand = same;
        Name(operand, slot.Name, slot.IsPassing);
        if (slot.IsPassing) _passed[slot] = _passed.ContainsKey(slot) ? null : operand as Value;
    }

    public void Name(Operand operand, string name, bool isPassing = false)
    {
        if (operand is not Value { Name: "" } value || name.Length == 0) return;
        if (_computed.Remove(value.Id) || !isPassing && _names.TryGetValue(value.Id, out var before) && before.IsPassing)
            _names[value.Id] = (name, isPassing);
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

    private Value Rename(Value value) =>
        _names.TryGetValue(value.Id, out var name) ? value with { Name = name.Text, IsPassing = name.IsPassing } : value;
}
