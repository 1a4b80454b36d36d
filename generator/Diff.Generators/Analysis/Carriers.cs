using Diff.Generators.Contracts;
using Diff.Generators.Ir;
using Diff.Generators.Normalize;

namespace Diff.Generators.Analysis;

/// <summary>
/// Values without derivatives that numbers may come out of again: texts, objects, 64 bits. They are made by code that is not seen, handed
/// on by branches, loops and variables, and kept by objects and statics in between.
/// <code>
/// _text = x.ToString();   for (…) text = _text;   double.Parse(text)   // all three carry x
/// </code>
/// </summary>
internal sealed class Carriers
{
    /// <summary>Values and variables by their ids.</summary>
    private readonly HashSet<int> _ids = [];

    private readonly LocalObjects _local;

    /// <summary>Where carriers are kept. What stores numbers as such has another check (<see cref="UnknownCallees"/>).</summary>
    private StatePlaces _stored = StatePlaces.None;

    private Carriers(LocalObjects local) => _local = local;

    /// <param name="takes">Whether what an operation of unseen code is given goes into a carrier, given those known so far.</param>
    public static Carriers Of(Method method, Func<Operation, Carriers, bool> takes)
    {
        var carriers = new Carriers(LocalObjects.Of(method));
        var statements = method.Body.Statements().ToList();
        (int, StatePlaces) known;
        do
        {
            known = (carriers._ids.Count, carriers._stored);
            foreach (var statement in statements) carriers.Visit(statement, takes);
        }
        while ((carriers._ids.Count, carriers._stored) != known);
        return carriers;
    }

    public static bool IsUnseen(Operation operation) => operation is Inert or Call { Callee.Kind: CalleeKind.Unknown };

    /// <summary>64 bits of an unknown function may be those of the number.</summary>
    public static bool CanHold(IrType type) => type switch
    {
        AggregateType parts => parts.Fields.Any(field => CanHold(field.Type)),
        InertType { Kind: InertKind.Reference or InertKind.Struct or InertKind.RefStruct }
            or InertType { Name: "long" or "ulong" or "nint" or "nuint" } => true,
        _ => false,
    };

    public bool Contains(Operand operand) => operand is Value value && _ids.Contains(value.Id);

    /// <summary>Whether an operation may find carriers that are kept, and make numbers of them.</summary>
    public bool AreFoundBy(Let let) => StoredNumbers.ReadBy(let, _local).Meets(_stored);

    private void Visit(Statement statement, Func<Operation, Carriers, bool> takes)
    {
        switch (statement)
        {
            case Let { Operation: ReadSlot read } let:
                if (_ids.Contains(read.Slot.Id)) Add(let.Result);
                break;
            case WriteSlot write:
                if (Contains(write.Operand)) _ids.Add(write.Slot.Id);
                break;
            // What must be a constant is refused itself.
            case Let { Operation: not Inert { MustBeConstant: true } } let when IsUnseen(let.Operation) && takes(let.Operation, this):
                foreach (var result in let.Results) Add(result);
                if (let.Operation is Inert inert && IsKeptBy(inert)) _stored = _stored.With(inert.Stores);
                if (SharedVariables.Stored(let.Operation) is null)
                    foreach (var made in let.Operation.Operands.Where(_local.Contains)) Add(made);
                break;
            case Let { Operation: Inert } let when AreFoundBy(let):
                foreach (var result in let.Results) Add(result);
                break;
            case Let { Operation: GetField or MakeAggregate } let when let.Operation.Operands.Any(Contains):
                foreach (var result in let.Results) Add(result);
                break;
            // What an object that is made here gets, it may write to.
            case Let { Operation: Inert } let when let.Results.Any(result => _local.Contains(result) && Contains(result)):
                foreach (var given in let.Operation.Operands.Where(_local.Contains)) Add(given);
                break;
            default:
                foreach (var (from, to) in statement.Handovers())
                    if (Contains(from)) _ids.Add(to.Id);
                break;
        }
    }

    /// <summary>Whether carriers are among what is stored.</summary>
    private static bool IsKeptBy(Inert inert) =>
        inert.Keeper is null && (!inert.IsAssignment || CanHold(inert.Arguments[inert.Arguments.Count - 1].Type));

    private void Add(Operand value)
    {
        if (value is Value { Id: var id } && CanHold(value.Type)) _ids.Add(id);
    }
}
