using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Values without derivatives that code which is not seen makes numbers of: the other end of <see cref="Carriers"/>.
/// <code>
/// var text = _text;   y = double.Parse(text);   // y counts, and so text is one
/// </code>
/// </summary>
internal sealed class NumberSources
{
    /// <summary>Values and variables by their ids.</summary>
    private readonly HashSet<int> _ids = [];

    /// <param name="counts">Whether a number counts.</param>
    public static NumberSources Of(Method method, Func<Operand, bool> counts)
    {
        var sources = new NumberSources();
        var statements = method.Body.Statements().ToList();
        int known;
        do
        {
            known = sources._ids.Count;
            for (var i = statements.Count - 1; i >= 0; i--) sources.Visit(statements[i], counts);
        }
        while (sources._ids.Count > known);
        return sources;
    }

    public bool Contains(Operand operand) => operand is Value value && _ids.Contains(value.Id);

    private void Visit(Statement statement, Func<Operand, bool> counts)
    {
        switch (statement)
        {
            case Let { Operation: ReadSlot read } let:
                if (Contains(let.Result)) _ids.Add(read.Slot.Id);
                break;
            case WriteSlot write:
                if (_ids.Contains(write.Slot.Id)) Add(write.Operand);
                break;
            case Let let when (Carriers.IsUnseen(let.Operation) && let.Results.Any(counts)) || let.Results.Any(Contains):
                foreach (var operand in let.Operation.Operands) Add(operand);
                break;
            default:
                foreach (var (from, to) in statement.Handovers())
                    if (Contains(to)) Add(from);
                break;
        }
    }

    private void Add(Operand operand)
    {
        if (operand is Value value && Carriers.CanHold(value.Type)) _ids.Add(value.Id);
    }
}
