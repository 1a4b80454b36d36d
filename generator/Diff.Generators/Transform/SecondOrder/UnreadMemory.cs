using Diff.Generators.Analysis;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Drops what is written to memory that is made here and that nothing reads, such as the adjoints of buffers of which only the tangents are
/// wanted.
/// <code>
/// var s = Sink(n); s[i] += w; p[i] += wDot;   →   p[i] += wDot;
/// </code>
/// </summary>
internal sealed class UnreadMemory : Rewriter
{
    private readonly AliasClasses _aliases;
    private readonly HashSet<int> _made = [];
    private readonly HashSet<int> _read = [];

    private UnreadMemory(Block body)
    {
        _aliases = AliasClasses.Of(body, [], []);
        foreach (var parameter in body.Parameters) Read(parameter);
        foreach (var statement in body.Statements()) Visit(statement);
        foreach (var operand in body.Yields) Read(operand);
    }

    public static Block Run(Block body) => new UnreadMemory(body).Rewrite(body);

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        var target = (statement as Let)?.Operation switch { Store store => store.Buffer, Accumulate add => add.Buffer, _ => null };
        if (target is Value buffer && IsUnread(buffer)) return;
        output.Add(Rebuild(statement));
    }

    private bool IsUnread(Value buffer) => _made.Contains(_aliases.Of(buffer)) && !_read.Contains(_aliases.Of(buffer));

    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case Let { Operation: Allocate or Inert { Arguments.Count: 1, IsLinear: true } } let when let.Results.Count == 1:
                _made.Add(_aliases.Of(let.Result));
                break;
            case Let { Operation: Store store }:
                Read(store.Operand);
                break;
            case Let { Operation: Accumulate or Length }:
            case Let { Operation: View or Load } let when let.Result.Type.IsBuffer():
                break;
            default:
                foreach (var operand in statement.Operands()) Read(operand);
                foreach (var block in statement.Blocks())
                    foreach (var operand in block.Yields) Read(operand);
                break;
        }
    }

    private void Read(Operand operand)
    {
        if (operand.Type.IsBuffer()) _read.Add(_aliases.Of(operand));
    }
}
