using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>A branch around a statement: what its condition was when it was taken.</summary>
/// <param name="Outer">The branch around this one.</param>
internal sealed record Guard(Operand Condition, bool Holds, Guard? Outer)
{
    /// <summary>What it says of integers; null if it compares none that are known.</summary>
    public IndexFact? Fact(IndexSources sources, IndexRanges ranges)
    {
        if (Condition is not Value value || sources.DefinitionOf(value) is not Apply { Arguments: [var left, var right] } test
            || left.Type != InertType.Int || right.Type != InertType.Int
            || ranges.Form(left) is not { } from || ranges.Form(right) is not { } to)
            return null;
        var (increase, isDifference) = (test.Primitive.Name, Holds) switch
        {
            ("<", true) or (">=", false) => (to.Plus(from, -1), false),
            ("<=", true) or (">", false) => (to.Plus(from, -1)?.Plus(1), false),
            (">", true) or ("<=", false) => (from.Plus(to, -1), false),
            (">=", true) or ("<", false) => (from.Plus(to, -1)?.Plus(1), false),
            ("!=", true) or ("==", false) => (to.Plus(from, -1), true),
            _ => (null, false),
        };
        return increase is null ? null : new(increase, isDifference);
    }
}
