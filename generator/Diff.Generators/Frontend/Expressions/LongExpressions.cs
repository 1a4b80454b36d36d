using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// An expression of many terms is a tree as deep as it has terms: <c>((a + b) + c) + …</c>. Its left operands are lowered one after
/// another, the innermost first, as they are evaluated, so that nothing follows the tree down.
/// </summary>
internal static class LongExpressions
{
    /// <summary>Fewer terms are lowered as they stand.</summary>
    private const int Long = 50;

    /// <summary>
    /// The value of a left operand that is lowered already; null if the expression is none. Lowers those of a long expression.
    /// </summary>
    public static Tree<Operand>? LeftOperand(Lowering lowering, IOperation expression)
    {
        if (expression is not IBinaryOperation binary || !IsPlain(binary)) return null;
        if (lowering.LeftOperands.TryGetValue(binary, out var known))
        {
            // The same expression may be lowered again: a local function is, at each of its calls.
            lowering.LeftOperands.Remove(binary);
            return known;
        }
        if (lowering.LeftOperands.ContainsKey(binary.LeftOperand)) return null;
        var left = LeftOperands(binary).ToList();
        if (left.Count < Long) return null;
        for (var i = left.Count - 1; i >= 0; i--) lowering.LeftOperands[left[i]] = Expressions.Lower(lowering, left[i]);
        return null;
    }

    private static IEnumerable<IBinaryOperation> LeftOperands(IBinaryOperation expression)
    {
        while (expression.LeftOperand is IBinaryOperation left && IsPlain(left))
        {
            yield return left;
            expression = left;
        }
    }

    /// <summary>An operator on numbers or truth values, which evaluates its left operand first and once.</summary>
    private static bool IsPlain(IBinaryOperation binary) =>
        binary is { OperatorMethod: null, IsLifted: false, ConstantValue.HasValue: false }
            && Operators.IsArithmetic(binary.LeftOperand.Type) && Operators.IsArithmetic(binary.RightOperand.Type);
}
