using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Leaves one exit at the end of the method. Returned operands go to result slots; a return inside a loop becomes a
/// break, and the statements after that loop are skipped.
/// <code>
/// if (x &lt; 0) return -x;           if (x &lt; 0) result = -x;
/// return x;                   →     else result = x;
/// </code>
/// </summary>
internal static class SingleExit
{
    /// <summary>The name of the returned value.</summary>
    public const string Result = "value";

    /// <summary>After the pass the body ends with reads of the result slots as its yields.</summary>
    public static Block Run(Block body, EquatableArray<IrType> resultTypes, Ids ids)
    {
        var results = resultTypes.Select(type => new Slot(ids.Take(), type, Result)).ToList();
        var returned = new Slot(ids.Take(), InertType.Bool, "returned");
        var jumps = new Jumps(ids, returned, statement => statement is Return, LowerReturn);
        var lowered = jumps.Run(new ReturnsInLoops(ids, returned, LowerReturn).Rewrite(body));

        var exit = new BlockBuilder(ids);
        if (Reads(lowered, returned)) exit.Add(new WriteSlot(returned, Constant.False, Origin.None));
        exit.AddRange(lowered.Statements);
        var yields = results.Select(slot => (Operand)exit.Let(new ReadSlot(slot), slot.Type, slot.Name)).ToEquatableArray();
        return exit.Build(body.Parameters, yields);

        IEnumerable<Statement> LowerReturn(Statement statement)
        {
            var leave = (Return)statement;
            for (var i = 0; i < leave.Operands.Count; i++) yield return new WriteSlot(results[i], leave.Operands[i], leave.Origin);
            yield return new WriteSlot(returned, Constant.True, leave.Origin);
        }
    }

    private static bool Reads(Block block, Slot slot) =>
        block.Statements().Any(statement => statement is Let { Operation: ReadSlot read } && read.Slot == slot);

    /// <summary>
    /// Inside loops: <c>return e</c> becomes <c>result = e; returned = true; break</c>, and the loop is followed by
    /// <c>if (returned) return</c>.
    /// </summary>
    private sealed class ReturnsInLoops(Ids ids, Slot returned, Func<Statement, IEnumerable<Statement>> lower) : Rewriter
    {
        private int _depth;

        public override void Rewrite(Statement statement, List<Statement> output)
        {
            switch (statement)
            {
                case Return when _depth > 0:
                    output.AddRange(lower(statement));
                    output.Add(new Break(statement.Origin));
                    break;
                case Loop loop when loop.Body.Statements().Any(inner => inner is Return):
                    _depth++;
                    output.Add(Rebuild(loop));
                    _depth--;
                    output.AddRange(LeaveAfter(loop));
                    break;
                default:
                    output.Add(Rebuild(statement));
                    break;
            }
        }

        private IEnumerable<Statement> LeaveAfter(Loop loop)
        {
            var builder = new BlockBuilder(ids) { Origin = loop.Origin };
            var left = builder.Let(new ReadSlot(returned), returned.Type);
            Statement leave = _depth > 0 ? new Break(loop.Origin) : new Return([], loop.Origin);
            builder.Add(new If(left, new Block([], [leave], []), Block.Empty, [], loop.Origin));
            return builder.Build([], []).Statements;
        }
    }
}
