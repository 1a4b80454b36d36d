using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>The values that a block reads and does not define.</summary>
internal static class FreeValues
{
    public static HashSet<Value> Of(Block block)
    {
        var read = new HashSet<Value>();
        var defined = new HashSet<Value>();
        Visit(block, read, defined);
        read.ExceptWith(defined);
        return read;
    }

    /// <summary>The values that a block itself defines: its parameters, and the results of its statements.</summary>
    public static HashSet<Value> DefinedBy(Block block) => [.. block.Parameters, .. block.Statements.SelectMany(statement => statement.Results())];

    private static void Visit(Block block, HashSet<Value> read, HashSet<Value> defined)
    {
        defined.UnionWith(block.Parameters);
        foreach (var statement in block.Statements)
        {
            read.UnionWith(statement.Operands().OfType<Value>());
            defined.UnionWith(statement.Results());
            foreach (var inner in statement.Blocks()) Visit(inner, read, defined);
        }

        read.UnionWith(block.Yields.OfType<Value>());
    }
}
