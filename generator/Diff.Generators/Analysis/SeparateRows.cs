using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Jagged arrays of the method's own whose rows are arrays of their own: each row that is stored has just been made for that.
/// <code>
/// var m = new double[n][]; for (i …) m[i] = new double[n];   // no two rows of m are one array
/// (m[i], m[k]) = (m[k], m[i]);                                // for a while they are
/// </code>
/// </summary>
internal sealed class SeparateRows
{
    private readonly AliasClasses _aliases;
    private readonly HashSet<Value> _tables = [];
    private readonly HashSet<int> _mixed = [];

    private SeparateRows(AliasClasses aliases) => _aliases = aliases;

    public static SeparateRows Of(Block body, AliasClasses aliases)
    {
        var rows = new SeparateRows(aliases);
        rows.Visit(body);
        return rows;
    }

    /// <summary>Whether no two rows of a table are one array.</summary>
    public bool AreSeparate(Operand table) => table is Value value && _tables.Contains(value) && !_mixed.Contains(_aliases.Of(value));

    private void Visit(Block block)
    {
        var made = new HashSet<Operand>();
        foreach (var statement in block.Statements)
        {
            switch (statement)
            {
                case Let { Operation: Allocate, Results: [var table] } when IsTable(table):
                    _tables.Add(table);
                    break;
                case Let { Operation: Allocate or Clone, Results: [var array] }:
                    made.Add(array);
                    break;
                case Let { Operation: Store { Operand: var row } store } when row.Type.IsBuffer():
                    if (!made.Remove(row)) _mixed.Add(_aliases.Of(store.Buffer));
                    break;
                case Let { Operation: Call or Inert } let:
                    _mixed.UnionWith(let.Operation.Operands.Where(IsTable).Select(_aliases.Of));
                    break;
            }

            foreach (var inner in statement.Blocks()) Visit(inner);
        }
    }

    private static bool IsTable(Operand operand) => operand.Type is BufferType { Element: BufferType };
}
