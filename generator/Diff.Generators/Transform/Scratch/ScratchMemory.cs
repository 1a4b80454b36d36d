using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Takes the arrays that a derived body makes for itself from pools, so that a call leaves no garbage: from a stack, as spans, or as arrays
/// that the scratch memory or the tape lends (<see cref="MemoryPlan"/>).
/// <code>
/// double[] z := Allocate(d)      →   Span&lt;double&gt; z := Allocate(d) on the scratch stack
/// double[,] a := Allocate(n, m)  →   double[,] a := Allocate(n, m) lent by the scratch memory
/// Grow(ref x, n)                 →   Grow(ref x, n), with longer arrays lent by the scratch memory
/// double[] y := Allocate(d)      →   double[] y := Allocate(d) lent by the tape
/// … push y                           … push y
/// y := F__Forward(x)             →   y := F__Forward(x), with results lent by the tape
/// y := F__Jvp(x, xDot)           →   y := F__Jvp(x, xDot), with results lent by the scratch memory
/// g := F__Gradient1(x)           →   g := F__Gradient1(x), with results lent by the scratch memory, or by the tape if they are recorded
/// </code>
/// </summary>
internal static class ScratchMemory
{
    public static Block Run(Block body, DerivativeKind kind, Ids ids) => new Placement(MemoryPlan.Of(body, kind), ids).Rewrite(body);

    /// <summary>Whether some statement takes scratch memory.</summary>
    public static bool IsTaken(Block block) => block.Statements().Any(statement => LevelOf(statement, 0) is not null);

    /// <summary>Whether something in the body of a loop takes scratch memory until the iteration ends.</summary>
    /// <param name="level">The number of loops around, the loop itself included.</param>
    public static bool IsTakenUntilEnd(Block body, int level) =>
        body.Statements.LastOrDefault() is not Let { Operation: ScratchRelease } && Levels(body, level).Contains(level);

    /// <summary>Whether something in the body of a loop takes scratch memory that outlives the iteration.</summary>
    /// <param name="level">The number of loops around, the loop itself included.</param>
    public static bool IsTakenForLonger(Block body, int level) => Levels(body, level).Any(other => other < level);

    /// <summary>The levels at which scratch memory is taken in a block.</summary>
    private static IEnumerable<int> Levels(Block block, int level) => block.Statements.SelectMany(statement =>
        (LevelOf(statement, level) is { } own ? [own] : Array.Empty<int>()).Concat(statement.Blocks()
            .SelectMany(inner => Levels(inner, statement is Loop or For ? level + 1 : level))));

    private static int? LevelOf(Statement statement, int level) => statement switch
    {
        Let { Operation: ScratchMark } => level,
        Let { Operation: Allocate { Home: MemoryHome.Scratch } allocate } => allocate.Level ?? level,
        Let { Operation: Clone { Home: MemoryHome.Scratch } clone } => clone.Level ?? level,
        Let { Operation: Grow { Home: MemoryHome.Scratch } grow } => grow.Level ?? level,
        Let { Operation: Call { ResultHome: MemoryHome.Scratch } call } => call.ResultLevel ?? level,
        _ => null,
    };

    private sealed class Placement(MemoryPlan plan, Ids ids) : Rewriter
    {
        private int _level;

        public override Operand Rewrite(Operand operand) => operand is Value value ? Placed(value) : operand;

        public override Block Rewrite(Block block) =>
            base.Rewrite(block) with { Parameters = block.Parameters.Select(Placed).ToEquatableArray() };

        public override void Rewrite(Statement statement, List<Statement> output)
        {
            if (statement is Loop or For) _level++;
            var rebuilt = Rebuild(statement);
            if (statement is Loop or For) _level--;
            if (rebuilt is Let let) rebuilt = let with { Operation = Placed(let) };
            if (rebuilt is Loop or For) rebuilt = Keeping(rebuilt, output);
            output.Add(rebuilt.WithResults(statement.Results().Select(Placed).ToEquatableArray()));
        }

        /// <summary>
        /// Where a loop hands on arrays, an iteration gives back all others that have been taken since before the loop.
        /// <code>
        /// for (…) u = v   →   mark := ScratchMark; for (…) { … ScratchRelease(mark, except v); u = v }
        /// </code>
        /// </summary>
        private Statement Keeping(Statement loop, List<Statement> output)
        {
            var body = loop is For counted ? counted.Body : ((Loop)loop).Body;
            var kept = body.Yields.Where(yielded => yielded is Value && plan.IsHandedOn(yielded)).Distinct().ToEquatableArray();
            if (kept.IsEmpty) return loop;
            var mark = new Value(ids.Take(), ScratchMark.Type, "mark");
            output.Add(new Let([mark], new ScratchMark(), Origin.None));
            body = body with { Statements = body.Statements.Append(new Let([], new ScratchRelease(mark, kept), Origin.None))
                .ToEquatableArray() };
            return loop is For repeated ? repeated with { Body = body } : (Loop)loop with { Body = body };
        }

        private Operation Placed(Let let) => let.Operation switch
        {
            Allocate allocate => allocate with { Home = plan.HomeOf(let.Result), Level = Level(let.Result) },
            Grow { Buffer: Value array } grow => grow with { Home = plan.HomeOf(grow), Level = Level(array) },
            Clone clone => clone with { Home = plan.HomeOf(let.Result), Level = Level(let.Result) },
            Inert { Arguments: [{ Type: BufferType { Element: BufferType } } shape] } zeros
                when MemoryTemplates.IsZerosLike(zeros) && plan.HomeOf(let.Result) is not MemoryHome.Heap and var home =>
                new Clone(shape) { IsCleared = true, Home = home, Level = Level(let.Result) },
            Call { Callee.BorrowsResults: true } call when MemoryHolders.TakesResults(call) =>
                call with { ResultHome = plan.HomeOf(call, let.Results),
                    ResultLevel = let.Results.Where(result => result.Type.IsBuffer()).Min(Level) },
            Inert { Template: MemoryTemplates.ClearArray, Arguments: [{ Type: BufferType array }] } clear =>
                clear with { Template = MemoryTemplates.Clear(array) },
            var operation => operation,
        };

        /// <summary>The level of what outlives the iteration that takes it.</summary>
        private int? Level(Value made) => plan.LevelOf(made) is { } level && level < _level ? level : null;

        private Value Placed(Value value) =>
            value.Type is BufferType { Kind: BufferKind.Array } array && plan.IsOnStack(value)
                ? value with { Type = Spans.Of(array.Element) }
                : value;
    }
}
