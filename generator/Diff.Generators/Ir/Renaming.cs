using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>Copies a block with fresh ids for every value it defines, so that the copy can stand beside the original.</summary>
internal sealed class Renaming : Rewriter
{
    private readonly Dictionary<Value, Value> _renamed = [];
    private readonly Ids _ids;

    private Renaming(Ids ids) => _ids = ids;

    public static Block Copy(Block block, Ids ids) => new Renaming(ids).Rewrite(block);

    public override Operand Rewrite(Operand operand) => operand is Value value && _renamed.TryGetValue(value, out var renamed) ? renamed : operand;

    public override Block Rewrite(Block block)
    {
        foreach (var parameter in block.Parameters) Fresh(parameter);
        return base.Rewrite(block) with { Parameters = block.Parameters.Select(parameter => _renamed[parameter]).ToEquatableArray() };
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        var rebuilt = Rebuild(statement);
        foreach (var result in statement.Results()) Fresh(result);
        var results = statement.Results().Select(result => _renamed[result]).ToEquatableArray();
        output.Add(rebuilt switch
        {
            Let let => let with { Results = results },
            If branch => branch with { Results = results },
            Loop loop => loop with { Results = results },
            For loop => loop with { Results = results },
            Try guarded => guarded with { Results = results },
            _ => rebuilt,
        });
    }

    private void Fresh(Value value) => _renamed[value] = value with { Id = _ids.Take() };
}
