using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Takes the arrays that a derived body makes for itself from a pooled stack, so that a call leaves no garbage; each becomes a span.
/// <code>
/// double[] z := Allocate(d)   →   Span&lt;double&gt; z := Allocate(d) on the scratch stack
/// </code>
/// Only memory that nobody holds on to (<see cref="ScratchSearch"/>) is placed there; the rest stays where it was.
/// </summary>
internal static class ScratchMemory
{
    public static Block Run(Block body)
    {
        var classes = AliasClasses.Of(body, [], []);
        var placed = ScratchSearch.Run(body, classes);
        return placed.Count == 0 ? body : new Placement(classes, placed).Rewrite(body);
    }

    /// <summary>Whether some statement takes scratch memory.</summary>
    public static bool IsTaken(Block block) => block.Statements().Any(Takes);

    /// <summary>Whether some statement of the block itself, not of a loop in it, takes scratch memory.</summary>
    public static bool IsTakenIn(Block block) => block.Statements.Any(statement => Takes(statement) || (statement is not (Loop or For) && statement.Blocks().Any(IsTakenIn)));

    private static bool Takes(Statement statement) => statement is Let { Operation: Allocate { IsScratch: true } or Clone { IsScratch: true } };

    private sealed class Placement(AliasClasses classes, HashSet<int> placed) : Rewriter
    {
        public override Operand Rewrite(Operand operand) => operand is Value value ? Placed(value) : operand;

        public override Block Rewrite(Block block) => base.Rewrite(block) with { Parameters = Placed(block.Parameters) };

        public override void Rewrite(Statement statement, List<Statement> output) => output.Add(Rebuild(statement) switch
        {
            Let let => let with { Operation = IsPlaced(statement.Results().FirstOrDefault()) ? OnStack(let.Operation) : ForSpans(let.Operation), Results = Placed(let.Results) },
            If branch => branch with { Results = Placed(branch.Results) },
            Loop loop => loop with { Results = Placed(loop.Results) },
            For loop => loop with { Results = Placed(loop.Results) },
            Try guarded => guarded with { Results = Placed(guarded.Results) },
            var rebuilt => rebuilt,
        });

        private static Operation OnStack(Operation operation) => operation switch
        {
            Allocate allocate => allocate with { IsScratch = true },
            Clone clone => clone with { IsScratch = true },
            _ => operation,
        };

        private static Operation ForSpans(Operation operation) =>
            operation is Inert { Template: ScratchSearch.ClearArray } clear && clear.Arguments[0].Type is BufferType { Kind: BufferKind.Span } ? clear with { Template = "{0}.Clear()" } : operation;

        private EquatableArray<Value> Placed(EquatableArray<Value> values) => values.Select(Placed).ToEquatableArray();

        private Value Placed(Value value) => IsPlaced(value) && value.Type is BufferType { Kind: BufferKind.Array } array ? value with { Type = Spans.Of(array.Element) } : value;

        private bool IsPlaced(Value? value) => value?.Type is BufferType && placed.Contains(classes.Of(value));
    }
}
