using Diff.Generators.Ir;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>Whether there is an object: one that is taken apart is never null.</summary>
internal static class LocalObjectNulls
{
    /// <summary>Null if the expression asks for something else.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IOperation expression) => expression switch
    {
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } test when IsNull(value) && IsNamed(lowering, test.Value) => Expressions.Leaf(Constant.False),
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } } test when IsNull(value) && IsNamed(lowering, test.Value) => Expressions.Leaf(Constant.True),
        IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test
            when (IsNull(test.RightOperand) && IsNamed(lowering, test.LeftOperand)) || (IsNull(test.LeftOperand) && IsNamed(lowering, test.RightOperand)) =>
            Expressions.Leaf(test.OperatorKind == BinaryOperatorKind.Equals ? Constant.False : Constant.True),
        ICoalesceOperation coalesce when LocalObjects.Is(lowering, coalesce.Value) => Expressions.Lower(lowering, coalesce.Value),
        _ => null,
    };

    // A field may not have been assigned yet.
    private static bool IsNamed(Lowering lowering, IOperation value) =>
        Sinks.Strip(value) is var named and (ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation) && LocalObjects.Storage(lowering, named) is not null;

    private static bool IsNull(IOperation value) => value.ConstantValue is { HasValue: true, Value: null } || (value is IConversionOperation { Operand: var operand } && IsNull(operand));
}
