using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// Spans that may refer to the memory of a <c>scoped</c> parameter. C# takes from the declaration of a variable how far its memory may get,
/// so one that is given such a span later, and another one first, is declared <c>scoped</c> itself.
/// <code>
/// var w = new Span&lt;double&gt;(a); … w = p;   →   scoped Span&lt;double&gt; w = new Span&lt;double&gt;(a); … w = p;
/// </code>
/// </summary>
internal sealed class ScopedSpans
{
    private readonly HashSet<Value> _scoped;
    private bool _hasChanged;

    private ScopedSpans(IEnumerable<Value> parameters) => _scoped = [.. parameters];

    public static HashSet<Value> Of(Block body, IReadOnlyDictionary<int, Coalesce.Fixed> parameters)
    {
        var spans = new ScopedSpans(body.Parameters.Where(parameter => IsSpan(parameter) && parameters[parameter.Id].IsScoped));
        if (spans._scoped.Count == 0) return spans._scoped;
        do
        {
            spans._hasChanged = false;
            foreach (var statement in body.Statements()) spans.Visit(statement);
        }
        while (spans._hasChanged);
        return spans._scoped;
    }

    private static bool IsSpan(Operand operand) =>
        operand.Type is BufferType { Kind: BufferKind.Span or BufferKind.ReadOnlySpan } or InertType { Kind: InertKind.RefStruct };

    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case Let let when let.Operation.Operands.Any(IsScoped):
                foreach (var result in let.Results) Add(result);
                break;
            default:
                foreach (var (from, to) in statement.Handovers())
                    if (IsScoped(from)) Add(to);
                break;
        }
    }

    private bool IsScoped(Operand operand) => operand is Value value && _scoped.Contains(value);

    private void Add(Value value)
    {
        if (IsSpan(value)) _hasChanged |= _scoped.Add(value);
    }
}
