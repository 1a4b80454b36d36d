using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Takes the arrays that a derived body makes for itself from pools, so that a call leaves no garbage: from a stack, as spans, or from the tape that they are
/// recorded on.
/// <code>
/// double[] z := Allocate(d)   →   Span&lt;double&gt; z := Allocate(d) on the scratch stack
/// double[] y := Allocate(d)   →   double[] y := Allocate(d) lent by the tape
/// … push y                        … push y
/// </code>
/// Memory that somebody may hold on to (<see cref="ScratchSearch"/>) stays where it was.
/// </summary>
internal static class ScratchMemory
{
    public static Block Run(Block body)
    {
        var classes = AliasClasses.Of(body, [], []);
        var plan = ScratchSearch.Run(body, classes);
        return plan.OnStack.Count + plan.OnTape.Count == 0 ? body : new Placement(classes, plan).Rewrite(body);
    }

    /// <summary>Whether some statement takes scratch memory.</summary>
    public static bool IsTaken(Block block) => block.Statements().Any(Takes);

    /// <summary>Whether some statement of the block itself, not of a loop in it, takes scratch memory.</summary>
    public static bool IsTakenIn(Block block) => block.Statements.Any(statement => Takes(statement) || (statement is not (Loop or For) && statement.Blocks().Any(IsTakenIn)));

    private static bool Takes(Statement statement) => statement is Let { Operation: Allocate { Home: MemoryHome.Scratch } or Clone { Home: MemoryHome.Scratch } };

    private sealed class Placement(AliasClasses classes, ScratchPlan plan) : Rewriter
    {
        public override Operand Rewrite(Operand operand) => operand is Value value ? Placed(value) : operand;

        public override Block Rewrite(Block block) => base.Rewrite(block) with { Parameters = block.Parameters.Select(Placed).ToEquatableArray() };

        public override void Rewrite(Statement statement, List<Statement> output)
        {
            var rebuilt = Rebuild(statement);
            if (rebuilt is Let let) rebuilt = let with { Operation = Placed(let) };
            output.Add(rebuilt.WithResults(statement.Results().Select(Placed).ToEquatableArray()));
        }

        private Operation Placed(Let let) => let.Operation switch
        {
            Allocate allocate => allocate with { Home = HomeOf(let.Result) },
            Clone clone => clone with { Home = HomeOf(let.Result) },
            Inert { Template: MemoryTemplates.ClearArray } clear => clear with { Template = MemoryTemplates.Clear((BufferType)clear.Arguments[0].Type) },
            var operation => operation,
        };

        private MemoryHome HomeOf(Value made) =>
            plan.OnStack.Contains(classes.Of(made)) ? MemoryHome.Scratch : plan.OnTape.Contains(classes.Of(made)) ? MemoryHome.Tape : MemoryHome.Heap;

        private Value Placed(Value value) =>
            value.Type is BufferType { Kind: BufferKind.Array } array && plan.OnStack.Contains(classes.Of(value)) ? value with { Type = Spans.Of(array.Element) } : value;
    }
}
