using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>What makes a loop a counted one: <c>carried &lt; end</c> as the test, <c>carried + stride</c> as the next value.</summary>
/// <param name="Carried">Which carried value is the index.</param>
/// <param name="Hoisted">The pure statements of the condition that compute the bound from values fixed before the loop.</param>
internal sealed record CountedShape(int Carried, Operand End, int Stride, bool IsInclusive, EquatableArray<Statement> Hoisted)
{
    public static CountedShape? Of(Loop loop)
    {
        if (loop.Condition.Yields[0] is not Value test || Definition(loop.Condition, test) is not Apply { Arguments.Count: 2 } compare) return null;
        var (index, end, relation) = (compare.Arguments[0], compare.Arguments[1], compare.Primitive.Name);
        if (CarriedBy(loop, end) >= 0) (index, end, relation) = (end, index, Flip(relation));
        var carried = CarriedBy(loop, index);
        if (carried < 0 || index.Type != InertType.Int || StrideOf(loop, carried) is not { } stride) return null;
        if (relation is not ("<" or "<=") && stride > 0) return null;
        if (relation is not (">" or ">=") && stride < 0) return null;
        return Hoist(loop, end, test) is { } hoisted ? new CountedShape(carried, end, stride, relation.Length == 2, hoisted) : null;
    }

    private static int CarriedBy(Loop loop, Operand operand) => loop.Condition.Parameters.ToList().FindIndex(parameter => parameter == operand);

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
        if (loop.Body.Yields[carried] is not Value next || Definition(loop.Body, next) is not Apply { Arguments.Count: 2 } step) return null;
        return (step.Primitive.Name, step.Arguments[0], step.Arguments[1]) switch
        {
            ("+", Value from, Constant by) when from == index => NonZero(by.Bits),
            ("+", Constant by, Value from) when from == index => NonZero(by.Bits),
            ("-", Value from, Constant by) when from == index => NonZero(-by.Bits),
            _ => null,
        };
    }

    private static int? NonZero(long stride) => stride is not 0 and > int.MinValue and <= int.MaxValue ? (int)stride : null;

    /// <summary>The condition without its test, if it is pure and depends on no carried value; null otherwise.</summary>
    private static EquatableArray<Statement>? Hoist(Loop loop, Operand end, Value test)
    {
        var moving = new HashSet<Operand>(loop.Condition.Parameters);
        var hoisted = new List<Statement>();
        foreach (var statement in loop.Condition.Statements)
        {
            if (statement is not Let let) return null;
            if (let.Result == test) continue;
            if (let.Operation is not (Apply or Conversion or Length) || let.Operation.Operands.Any(moving.Contains)) return null;
            hoisted.Add(let);
        }

        return moving.Contains(end) ? null : hoisted.ToEquatableArray();
    }
}
