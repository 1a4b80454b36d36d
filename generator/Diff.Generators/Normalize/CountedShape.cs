using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// What makes a loop a counted one: <c>carried + shifts &lt; end</c> as the test, or several such, and <c>carried + stride</c> as the next
/// value.
/// </summary>
/// <param name="Carried">Which carried value is the index.</param>
/// <param name="Limits">The tests, all of which must hold.</param>
/// <param name="Hoisted">The statements of the condition that compute the bounds from what does not change in the loop.</param>
internal sealed record CountedShape(
    int Carried, EquatableArray<Limit> Limits, int Stride, bool IsInclusive, EquatableArray<Statement> Hoisted)
{
    private static readonly Primitive Min = new("Min", "global::System.Math");
    private static readonly Primitive Max = new("Max", "global::System.Math");

    public static CountedShape? Of(Loop loop)
    {
        if (LoopTests.Of(loop.Condition) is not { } tests) return null;
        var limits = tests.Comparisons.Select(test => Limit.Of(tests.Condition, test)).OfType<Limit>().ToList();
        if (limits.Count < tests.Comparisons.Count || StrideOf(loop, limits[0].Carried) is not { } stride) return null;
        if (limits.Any(limit => !limit.IsInclusive)) limits = [.. limits.Select(limit => limit.Strict())];
        var (carried, isInclusive) = (limits[0].Carried, limits[0].IsInclusive);
        if (limits.Any(limit => limit.Carried != carried || limit.IsInclusive != isInclusive || limit.IsUpper != stride > 0)) return null;
        return Hoist(loop, tests.Condition, [.. limits.SelectMany(limit => limit.Bounds)],
            [.. tests.Values, .. limits.SelectMany(limit => limit.Sums)]) is { } hoisted
            ? new CountedShape(carried, limits.ToEquatableArray(), stride, isInclusive, hoisted)
            : null;
    }

    /// <summary>The bound of the index itself, the nearest of all.</summary>
    public Operand Bound(BlockBuilder before, Operand start) => Limits.Select(limit => limit.Bound(before, start, this))
        .Aggregate((nearest, bound) => before.Apply(Stride > 0 ? Min : Max, InertType.Int, nearest, bound));

    private static int? StrideOf(Loop loop, int carried)
    {
        var index = loop.Body.Parameters[carried];
        return loop.Body.Yields[carried] is Value next && Definition(loop.Body, next) is { } step && Step(step) is ({ } from, { } by)
            && from == index ? by : null;
    }

    public static Operation? Definition(Block block, Value value) =>
        block.Statements.OfType<Let>().FirstOrDefault(let => let.Results.Contains(value))?.Operation;

    /// <summary>The value and the constant in <c>value + constant</c>.</summary>
    private static (Value? Value, int? By) Step(Operation operation)
    {
        if (operation is not Apply { Arguments.Count: 2 } step) return default;
        return (step.Primitive.Name, step.Arguments[0], step.Arguments[1]) switch
        {
            ("+", Value value, Constant by) => (value, NonZero(by.Bits)),
            ("+", Constant by, Value value) => (value, NonZero(by.Bits)),
            ("-", Value value, Constant by) => (value, NonZero(-by.Bits)),
            _ => default,
        };
    }

    private static int? NonZero(long stride) => stride is not 0 and > int.MinValue and <= int.MaxValue ? (int)stride : null;

    /// <summary>
    /// What the bounds are computed from in the condition, if all of the condition but its tests and the sums of the index is the same in
    /// every iteration or is not needed; null otherwise.
    /// </summary>
    /// <param name="bounds">What has to be known before the loop.</param>
    private static EquatableArray<Statement>? Hoist(Loop loop, Block condition, IReadOnlyList<Operand> bounds, IReadOnlyList<Value> tests)
    {
        var steady = new SteadyOperations(loop);
        var moving = new HashSet<Operand>(condition.Parameters.Concat(tests));
        var hoisted = new List<Statement>();
        foreach (var statement in condition.Statements)
        {
            if (statement is not Let let) return null;
            if (tests.Contains(let.Result)) continue;
            if (!steady.Contain(let.Operation)) return null;
            if (let.Operation.Operands.Any(moving.Contains)) moving.Add(let.Result);
            else hoisted.Add(let);
        }

        return bounds.Any(moving.Contains) ? null : hoisted.ToEquatableArray();
    }
}
