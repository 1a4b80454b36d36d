using Diff.Generators.Ir;
using Diff.Generators.Normalize;

namespace Diff.Generators.Analysis;

/// <summary>
/// Values without derivatives that numbers may come out of again: texts, objects, 64 bits. They are made by code that is not seen, handed
/// on by branches and loops, and kept by fields in between.
/// <code>
/// _text = x.ToString();   for (…) text = _text;   double.Parse(text)   // all three carry x
/// </code>
/// </summary>
internal sealed class Carriers
{
    private readonly HashSet<Value> _values = [];
    private readonly HashSet<string> _members = [];

    /// <param name="takes">Whether what an operation of unseen code is given goes into a carrier, given those known so far.</param>
    public static Carriers Of(Method method, Func<Operation, Carriers, bool> takes)
    {
        var carriers = new Carriers();
        var local = LocalObjects.Of(method);
        int known;
        do
        {
            known = carriers._values.Count + carriers._members.Count;
            foreach (var statement in method.Body.Statements()) carriers.Visit(statement, takes, local);
        }
        while (carriers._values.Count + carriers._members.Count > known);
        return carriers;
    }

    public static bool IsUnseen(Operation operation) => operation is Inert or Call { Callee.Kind: CalleeKind.Unknown };

    public bool Contains(Operand operand) => operand is Value value && _values.Contains(value);

    private void Visit(Statement statement, Func<Operation, Carriers, bool> takes, LocalObjects local)
    {
        switch (statement)
        {
            // What must be a constant is refused itself.
            case Let { Operation: not Inert { MustBeConstant: true } } let when IsUnseen(let.Operation) && takes(let.Operation, this):
                _values.UnionWith(let.Results.Where(CanHold));
                if (let.Operation is Inert { IsAssignment: true, Arguments: var parts } assignment && CanHold(parts[parts.Count - 1]))
                    _members.Add(assignment.Place);
                if (SharedVariables.Stored(let.Operation) is null)
                    _values.UnionWith(let.Operation.Operands.Where(local.Contains).Cast<Value>());
                break;
            case Let { Operation: Inert read } let when _members.Contains(read.Template):
                _values.UnionWith(let.Results);
                break;
            case Let { Operation: GetField or MakeAggregate } let when let.Operation.Operands.Any(Contains):
                _values.UnionWith(let.Results.Where(CanHold));
                break;
            default:
                _values.UnionWith(statement.Handovers().Where(pair => Contains(pair.From)).Select(pair => pair.To));
                break;
        }
    }

    private static bool CanHold(Operand value) => CanHold(value.Type);

    /// <summary>64 bits of an unknown function may be those of the number.</summary>
    private static bool CanHold(IrType type) => type switch
    {
        AggregateType parts => parts.Fields.Any(field => CanHold(field.Type)),
        InertType { Kind: InertKind.Reference or InertKind.Struct or InertKind.RefStruct }
            or InertType { Name: "long" or "ulong" or "nint" or "nuint" } => true,
        _ => false,
    };
}
