using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// What makes a loop a counted one: <c>carried + shifts &lt; end</c> as the test, <c>carried + stride</c> as the next value.
/// </summary>
/// <param name="Carried">Which carried value is the index.</param>
/// <param name="Shifts">What the test adds to the index, as <c>i + 1 &lt; n</c> and <c>i - width >= 0</c> do.</param>
/// <param name="Hoisted">The statements of the condition that compute the bound from what does not change in the loop.</param>
internal sealed record CountedShape(
    int Carried, EquatableArray<Shift> Shifts, Operand End, int Stride, bool IsInclusive, EquatableArray<Statement> Hoisted)
{
    public static CountedShape? Of(Loop loop)
    {
        if (loop.Condition.Yields[0] is not Value test || Definition(loop.Condition, test) is not Apply { Arguments.Count: 2 } compare)
            return null;
        var (index, end, relation) = (Shifted(loop.Condition, compare.Arguments[0]), compare.Arguments[1], compare.Primitive.Name);
        if (index is null)
            (index, end, relation) = (Shifted(loop.Condition, compare.Arguments[1]), compare.Arguments[0], Flip(relation));
        if (index is not var (carried, shifts, sums) || end.Type != InertType.Int || StrideOf(loop, carried) is not { } stride) return null;
        if (relation is not ("<" or "<=") && stride > 0) return null;
        if (relation is not (">" or ">=") && stride < 0) return null;
        return Hoist(loop, [end, .. shifts.Select(shift => shift.By)], [test, .. sums]) is { } hoisted
            ? new CountedShape(carried, shifts, end, stride, relation.Length == 2, hoisted)
            : null;
    }

    /// <summary>
    /// The bound of the index itself: <c>i + w &lt; n</c> is <c>i &lt; n - w</c>. Where that difference could overflow, the test of the first
    /// iteration decides whether there is any: <c>i &lt; (start + w &lt; n ? n - w : start)</c>.
    /// </summary>
    public Operand Bound(BlockBuilder before, Operand start)
    {
        var bound = Shifts.Reverse().Aggregate(End, (sum, shift) => Add(sum, shift with { IsAdded = !shift.IsAdded }));
        if (IsModest()) return bound;
        var first = Shifts.Aggregate(start, Add);
        var runs = before.Apply(Stride > 0 ? IsInclusive ? Primitive.LessOrEqual : Primitive.Less
            : IsInclusive ? Primitive.GreaterOrEqual : Primitive.Greater, InertType.Bool, first, End);
        return before.Apply(Primitive.Select, InertType.Int, runs, bound, IsInclusive ? TripCount.Add(before, start, -Stride) : start);

        Operand Add(Operand operand, Shift shift) =>
            shift.IsAdded ? TripCount.Sum(before, operand, shift.By) : TripCount.Subtract(before, operand, shift.By);
    }

    /// <summary>Whether the bound overflows for no shift with which the loop ends: a constant, or one that leads to zero and beyond.</summary>
    private bool IsModest() => Shifts.All(shift => shift.By is Constant) || End switch
    {
        Constant { Bits: >= 0 } when Shifts.All(shift => shift.IsAdded) => true,
        Constant { Bits: <= 0 } => Shifts.All(shift => !shift.IsAdded),
        Value end => Shifts.All(shift => shift.IsAdded)
            && Hoisted.Any(statement => statement is Let { Operation: Length } let && let.Result == end),
        _ => false,
    };

    /// <summary>
    /// The carried value that an operand of the test is, or comes from by additions, with what these add and their results; null if it is
    /// none.
    /// </summary>
    private static (int Carried, EquatableArray<Shift> Shifts, EquatableArray<Value> Sums)? Shifted(Block condition, Operand operand)
    {
        var carried = condition.Parameters.ToList().FindIndex(parameter => parameter == operand);
        if (carried >= 0) return (carried, [], []);
        if (operand is not Value { Type: InertType { Kind: InertKind.Int } } sum
            || Definition(condition, sum) is not Apply { Primitive.Name: "+" or "-", Arguments: [var left, var right] } apply)
            return null;
        if (apply.IsChecked && left is not Constant && right is not Constant) return null;
        var isAdded = apply.Primitive == Primitive.Add;
        if (Shifted(condition, left) is var (first, before, sums))
            return (first, [.. before, new Shift(right, isAdded)], [.. sums, sum]);
        return isAdded && Shifted(condition, right) is var (second, inner, innerSums)
            ? (second, [.. inner, new Shift(left, true)], [.. innerSums, sum])
            : null;
    }

    private static Operation? Definition(Block block, Value value) =>
        block.Statements.OfType<Let>().FirstOrDefault(let => let.Results.Contains(value))?.Operation;

    private static string Flip(string relation) => relation switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => relation,
    };

    private static int? StrideOf(Loop loop, int carried)
    {
        var index = loop.Body.Parameters[carried];
        return loop.Body.Yields[carried] is Value next && Definition(loop.Body, next) is { } step && Step(step) is ({ } from, { } by)
            && from == index ? by : null;
    }

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
    /// What the bound is computed from in the condition, if all of the condition but its test and the sums of the index is the same in every
    /// iteration or is not needed; null otherwise.
    /// </summary>
    /// <param name="bounds">What has to be known before the loop.</param>
    private static EquatableArray<Statement>? Hoist(Loop loop, IReadOnlyList<Operand> bounds, IReadOnlyList<Value> test)
    {
        var steady = new SteadyOperations(loop);
        var moving = new HashSet<Operand>(loop.Condition.Parameters.Concat(test));
        var hoisted = new List<Statement>();
        foreach (var statement in loop.Condition.Statements)
        {
            if (statement is not Let let) return null;
            if (test.Contains(let.Result)) continue;
            if (!steady.Contain(let.Operation)) return null;
            if (let.Operation.Operands.Any(moving.Contains)) moving.Add(let.Result);
            else hoisted.Add(let);
        }

        return bounds.Any(moving.Contains) ? null : hoisted.ToEquatableArray();
    }
}

/// <summary>What is added to a value, or subtracted from it.</summary>
internal readonly record struct Shift(Operand By, bool IsAdded);
