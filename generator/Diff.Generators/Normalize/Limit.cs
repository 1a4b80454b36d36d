using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>A test of a loop that its index is on one side of a bound: <c>carried + shifts &lt; end</c>.</summary>
/// <param name="Carried">Which carried value is the index.</param>
/// <param name="Shifts">What the test adds to the index, as <c>i + 1 &lt; n</c> and <c>i - width >= 0</c> do.</param>
/// <param name="IsUpper">The index is below the bound.</param>
/// <param name="Sums">The index with what is added to it.</param>
/// <param name="IsLength">The end is the length of a buffer.</param>
internal sealed record Limit(
    int Carried, EquatableArray<Shift> Shifts, Operand End, bool IsUpper, bool IsInclusive, EquatableArray<Value> Sums, bool IsLength)
{
    /// <summary>What has to be known before the loop.</summary>
    public IEnumerable<Operand> Bounds => Shifts.Select(shift => shift.By).Prepend(End);

    /// <summary>Null if the test is none of this kind.</summary>
    public static Limit? Of(Block condition, LoopTest test)
    {
        var compare = test.Comparison;
        var relation = test.IsNegated ? Opposite(compare.Primitive.Name) : compare.Primitive.Name;
        var (index, end) = (Shifted(condition, compare.Arguments[0]), compare.Arguments[1]);
        if (index is null) (index, end, relation) = (Shifted(condition, compare.Arguments[1]), compare.Arguments[0], Flip(relation));
        if (index is not var (carried, shifts, sums) || end.Type != InertType.Int || relation is not ("<" or "<=" or ">" or ">="))
            return null;
        return new(carried, shifts, end, relation[0] == '<', relation.Length == 2, sums,
            end is Value value && CountedShape.Definition(condition, value) is Length);
    }

    /// <summary><c>i &lt;= 9</c> as <c>i &lt; 10</c>, where the bound is a constant.</summary>
    public Limit Strict() => IsInclusive && End is Constant end && Math.Abs(end.Bits) < int.MaxValue
        ? this with { End = Constant.Int((int)end.Bits + (IsUpper ? 1 : -1)), IsInclusive = false }
        : this;

    /// <summary>
    /// The bound of the index itself: <c>i + w &lt; n</c> is <c>i &lt; n - w</c>. Where that difference could overflow, the test of the
    /// first iteration decides whether there is any: <c>i &lt; (start + w &lt; n ? n - w : start)</c>.
    /// </summary>
    public Operand Bound(BlockBuilder before, Operand start, CountedShape shape)
    {
        var bound = Shifts.Reverse().Aggregate(End, (sum, shift) => Add(sum, shift with { IsAdded = !shift.IsAdded }));
        if (IsModest()) return bound;
        var first = Shifts.Aggregate(start, Add);
        var runs = before.Apply(IsUpper ? IsInclusive ? Primitive.LessOrEqual : Primitive.Less
            : IsInclusive ? Primitive.GreaterOrEqual : Primitive.Greater, InertType.Bool, first, End);
        return before.Apply(Primitive.Select, InertType.Int, runs, bound,
            IsInclusive ? TripCount.Add(before, start, -shape.Stride) : start);

        Operand Add(Operand operand, Shift shift) =>
            shift.IsAdded ? TripCount.Sum(before, operand, shift.By) : TripCount.Subtract(before, operand, shift.By);
    }

    /// <summary>Whether the bound overflows for no shift with which the loop ends: a constant, or one that leads to zero and beyond.</summary>
    private bool IsModest() => Shifts.All(shift => shift.By is Constant) || End switch
    {
        Constant { Bits: >= 0 } when Shifts.All(shift => shift.IsAdded) => true,
        Constant { Bits: <= 0 } => Shifts.All(shift => !shift.IsAdded),
        _ => IsLength && Shifts.All(shift => shift.IsAdded),
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
            || CountedShape.Definition(condition, sum) is not Apply { Primitive.Name: "+" or "-", Arguments: [var left, var right] } apply)
            return null;
        if (apply.IsChecked && left is not Constant && right is not Constant) return null;
        var isAdded = apply.Primitive == Primitive.Add;
        if (Shifted(condition, left) is var (first, before, sums))
            return (first, [.. before, new Shift(right, isAdded)], [.. sums, sum]);
        return isAdded && Shifted(condition, right) is var (second, inner, innerSums)
            ? (second, [.. inner, new Shift(left, true)], [.. innerSums, sum])
            : null;
    }

    private static string Flip(string relation) => relation switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => relation,
    };

    private static string Opposite(string relation) => relation switch
    {
        "<" => ">=",
        "<=" => ">",
        ">" => "<=",
        ">=" => "<",
        _ => relation,
    };
}

/// <summary>What is added to a value, or subtracted from it.</summary>
internal readonly record struct Shift(Operand By, bool IsAdded);
