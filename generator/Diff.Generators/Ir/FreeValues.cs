using System.Runtime.CompilerServices;

namespace Diff.Generators.Ir;

/// <summary>The values that a block reads and does not define.</summary>
internal static class FreeValues
{
    private static readonly ConditionalWeakTable<Block, HashSet<Value>> Known = new();

    /// <summary>Found once for each block, from those of the blocks inside: a pass may ask at every depth of a nest.</summary>
    public static IReadOnlyCollection<Value> Of(Block block) => Known.GetValue(block, Find);

    /// <summary>The values that a block itself defines: its parameters, and the results of its statements.</summary>
    public static HashSet<Value> DefinedBy(Block block) =>
        [.. block.Parameters, .. block.Statements.SelectMany(statement => statement.Results())];

    private static HashSet<Value> Find(Block block)
    {
        var free = new HashSet<Value>(block.Yields.OfType<Value>());
        foreach (var statement in block.Statements)
        {
            free.UnionWith(statement.Operands().OfType<Value>());
            foreach (var inner in statement.Blocks()) free.UnionWith(Of(inner));
        }

        free.ExceptWith(DefinedBy(block));
        return free;
    }
}
