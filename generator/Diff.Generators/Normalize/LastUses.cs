using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Where in a row of steps each value and each variable is read last: whether what follows a nest of branches may as well stand behind it.
/// Branches can hand up numbers, but not memory and objects, whose analyses follow them by the place that they are made in.
/// <code>
/// if (c) return 0; var s = x * x; … return s;   →   s may be handed up      var a = new double[n]; … return a[0];   →   a may not
/// </code>
/// </summary>
internal sealed class LastUses
{
    private readonly Dictionary<Value, int> _values = [];
    private readonly Dictionary<Slot, int> _slots = [];

    public LastUses(IEnumerable<IEnumerable<Statement>> steps)
    {
        var place = 0;
        foreach (var step in steps)
        {
            foreach (var statement in step.SelectMany(All))
            {
                foreach (var value in statement.Operands().Concat(statement.Blocks().SelectMany(inner => inner.Yields)).OfType<Value>())
                    _values[value] = place;
                if (statement is Let { Operation: ReadSlot read }) _slots[read.Slot] = place;
            }
            place++;
        }
    }

    /// <summary>The last step that reads what a branch around the statement cannot hand up; -1 if there is none.</summary>
    public int OfTiedTo(Statement statement)
    {
        var values = statement.Results().Select(value => _values.TryGetValue(value, out var last) ? last : -1);
        var slots = All(statement).OfType<WriteSlot>().Where(write => !CanBeHandedUp(write.Slot.Type))
            .Select(write => _slots.TryGetValue(write.Slot, out var last) ? last : int.MaxValue);
        var returned = All(statement).OfType<Return>().Where(leave => leave.Operands.Any(operand => !CanBeHandedUp(operand.Type)))
            .Select(_ => int.MaxValue);
        return values.Concat(slots).Concat(returned).DefaultIfEmpty(-1).Max();
    }

    private static bool CanBeHandedUp(IrType type) => type.Leaves()
        .All(leaf => leaf is ScalarType or InertType { Kind: InertKind.Int or InertKind.Integer or InertKind.Bool or InertKind.Struct });

    private static IEnumerable<Statement> All(Statement statement) =>
        new[] { statement }.Concat(statement.Blocks().SelectMany(inner => inner.Statements()));
}
