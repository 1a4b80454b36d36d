using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>Tests of the flags that stand for jumps.</summary>
internal static class Flags
{
    /// <summary><c>if (!flag) { statements }</c>.</summary>
    public static IEnumerable<Statement> Unless(Slot flag, IEnumerable<Statement> statements, Origin origin, Ids ids)
    {
        var builder = new BlockBuilder(ids) { Origin = origin };
        var isSet = builder.Let(new ReadSlot(flag), flag.Type);
        builder.Add(new If(isSet, Block.Empty, new Block([], statements.ToEquatableArray(), []), [], origin));
        return builder.Statements;
    }
}
