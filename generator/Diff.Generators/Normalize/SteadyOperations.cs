using Diff.Generators.Analysis;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Which operations of a loop's condition give the same in every iteration, if their operands do: arithmetic, and reads of what nothing in
/// the loop writes.
/// <code>
/// for (var e = start[r]; e &lt; start[r + 1]; e++) …   // start[r + 1], unless the loop writes to some array without derivatives
/// for (var j = 0; j &lt; x[i].Length; j++) …            // the row x[i], unless the loop puts rows into a table
/// </code>
/// </summary>
internal sealed class SteadyOperations(Loop loop)
{
    private readonly Lazy<bool> _mayWrite = new(() => KeptTables.MayWrite(loop.Body));
    private readonly Lazy<bool> _mayMoveRows = new(() => MayMoveRows(loop.Body));

    public bool Contain(Operation operation) => operation switch
    {
        Apply or Conversion or Length or GetField or Inert { Effect: Effect.Pure } => true,
        Inert { IsStored: true } => !_mayWrite.Value,
        Load load => load.Buffer.Type is BufferType { Element: BufferType } && !_mayMoveRows.Value,
        _ => false,
    };

    private static bool MayMoveRows(Block block) => block.Statements.Any(statement => statement switch
    {
        Let { Operation: Store { Operand.Type: BufferType } or Call or Inert { Effect: Effect.Write }
            or Inert { MayRunCode: true } } => true,
        _ => statement.Blocks().Any(MayMoveRows),
    });
}
