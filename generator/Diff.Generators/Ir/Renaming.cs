using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>Copies a block with fresh ids for every value it defines, so that the copy can stand beside the original.</summary>
internal sealed class Renaming : Rewriter
{
    private readonly Dictionary<Value, Value> _renamed = [];
    private readonly Ids _ids;
    private readonly Func<Value, string> _name;
    private readonly Origin? _origin;

    private Renaming(Ids ids, Func<Value, string> name, Origin? origin)
    {
        _ids = ids;
        _name = name;
        _origin = origin;
    }

    public static Block Copy(Block block, Ids ids) => Copy(block, ids, value => value.Name, origin: null);

    /// <param name="name">What a value is called in the copy.</param>
    /// <param name="origin">Where all statements of the copy come from; null to leave them where they are.</param>
    public static Block Copy(Block block, Ids ids, Func<Value, string> name, Origin? origin) =>
        new Renaming(ids, name, origin).Rewrite(block);

    public override Operand Rewrite(Operand operand) =>
        operand is Value value && _renamed.TryGetValue(value, out var renamed) ? renamed : operand;

    public override Block Rewrite(Block block)
    {
        foreach (var parameter in block.Parameters) Fresh(parameter);
        return base.Rewrite(block) with { Parameters = block.Parameters.Select(parameter => _renamed[parameter]).ToEquatableArray() };
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        var rebuilt = Rebuild(statement);
        if (_origin is not null) rebuilt = rebuilt with { Origin = _origin };
        foreach (var result in statement.Results()) Fresh(result);
        output.Add(rebuilt.WithResults(statement.Results().Select(result => _renamed[result]).ToEquatableArray()));
    }

    private void Fresh(Value value) => _renamed[value] = value with { Id = _ids.Take(), Name = _name(value) };
}
