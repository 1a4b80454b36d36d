using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// What makes a loop a counted one: <c>carried + offset &lt; end</c> as the test, <c>carried + stride</c> as the next value.
/// </summary>
/// <param name="Carried">Which carried value is the index.</param>
/// <param name="Offset">What the test adds to the index, as <c>i + 1 &lt; n</c> does.</param>
/// <param name="Hoisted">The pure statements of the condition that compute the bound from values fixed before the loop.</param>
internal sealed record CountedShape(int Carried, int Offset, Operand End, int Stride, bool IsInclusive, EquatableArray<Statement> Hoisted)
{
    public static CountedShape? Of(Loop loop)
    {
        if (loop.Condition.Yields[0] is not Value test || Definition(loop.Condition, test) is not Apply { Arguments.Count: 2 } compare)
            return null;
        var (index, end, relation) = (compare.Arguments[0], compare.Arguments[1], compare.Primitive.Name);
        if (Unshifted(loop.Condition, end).Carried >= 0) (index, end, relation) = (end, index, Flip(relation));
        var (carried, offset) = Unshifted(loop.Condition, index);
        if (carried < 0 || index.Type != InertType.Int || StrideOf(loop, carried) is not { } stride) return null;
        if (relation is not ("<" or "<=") && stride > 0) return null;
        if (relation is not (">" or ">=") && stride < 0) return null;
        return Hoist(loop, end, [index, test]) is { } hoisted
            ? new CountedShape(carried, offset, end, stride, relation.Length == 2, hoisted)
            : null;
    }

    /// <summary>The carried value that an operand of the test is, or is a constant more than; -1 if it is none.</summary>
    private static (int Carried, int Offset) Unshifted(Block condition, Operand operand)
    {
        var carried = condition.Parameters.ToList().FindIndex(parameter => parameter == operand);
        if (carried >= 0) return (carried, 0);
        return operand is Value value && Definition(condition, value) is { } sum && Shift(sum) is ({ } index, { } by)
            ? (condition.Parameters.ToList().FindIndex(parameter => parameter == index), by)
            : (-1, 0);
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
        return loop.Body.Yields[carried] is Value next && Definition(loop.Body, next) is { } step && Shift(step) is ({ } from, { } by)
            && from == index ? by : null;
    }

    /// <summary>The value and the constant in <c>value + constant</c>.</summary>
    private static (Value? Value, int? By) Shift(Operation operation)
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
    /// The condition without its test and the index in it, if it is pure and depends on no carried value; null otherwise.
    /// </summary>
    private static EquatableArray<Statement>? Hoist(Loop loop, Operand end, IReadOnlyList<Operand> test)
    {
        var moving = new HashSet<Operand>(loop.Condition.Parameters);
        var hoisted = new List<Statement>();
        foreach (var statement in loop.Condition.Statements)
        {
            if (statement is not Let let) return null;
            if (test.Contains(let.Result)) continue;
            if (let.Operation is not (Apply or Conversion or Length) || let.Operation.Operands.Any(moving.Contains)) return null;
            hoisted.Add(let);
        }

        return moving.Contains(end) ? null : hoisted.ToEquatableArray();
    }
}
