using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// A comparison with <c>null</c>, however it is written: <c>f == null</c>, <c>null != f</c>, <c>f is null</c>, <c>f is not null</c>.
/// </summary>
/// <param name="HoldsForNull">Whether it is true where the value is missing.</param>
internal sealed record NullTest(IOperation Value, bool HoldsForNull)
{
    /// <summary>Null if the expression asks for something else.</summary>
    public static NullTest? Of(IOperation expression) => expression switch
    {
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } test when IsNull(value) => new(test.Value, true),
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } } test
            when IsNull(value) => new(test.Value, false),
        IBinaryOperation { OperatorMethod: null
            or { ContainingType.SpecialType: SpecialType.System_MulticastDelegate or SpecialType.System_Delegate }
            or { MethodKind: MethodKind.BuiltinOperator }, OperatorKind: (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
                and var kind } test =>
            IsNull(test.RightOperand) ? new(test.LeftOperand, kind == BinaryOperatorKind.Equals)
            : IsNull(test.LeftOperand) ? new(test.RightOperand, kind == BinaryOperatorKind.Equals)
            : null,
        _ => null,
    };

    /// <summary>Whether a method is <c>ArgumentNullException.ThrowIfNull</c>.</summary>
    public static bool IsGuard(IMethodSymbol method) => method is { Name: "ThrowIfNull", ContainingType.Name: "ArgumentNullException" };

    private static bool IsNull(IOperation value) => value.ConstantValue is { HasValue: true, Value: null }
        || (value is IConversionOperation { Operand: var operand } && IsNull(operand));
}
