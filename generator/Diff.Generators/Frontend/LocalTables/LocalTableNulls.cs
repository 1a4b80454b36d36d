using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Whether there is an object, and whether two are the same one.
/// <code>
/// node != null   best == node   best ?? node   →   node != 0   best == node   best == 0 ? node : best
/// </code>
/// </summary>
internal static class LocalTableNulls
{
    /// <summary>Null if the expression asks for something else.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IOperation expression)
    {
        if (lowering.Tables.IsEmpty) return null;
        switch (expression)
        {
            case IBinaryOperation binary
                when IsComparison(binary) && IsRow(lowering, binary.LeftOperand) && Sinks.IsNull(binary.RightOperand):
                return Expressions.Leaf(IsThere(lowering, binary.LeftOperand, binary.OperatorKind));
            case IBinaryOperation binary
                when IsComparison(binary) && IsRow(lowering, binary.RightOperand) && Sinks.IsNull(binary.LeftOperand):
                return Expressions.Leaf(IsThere(lowering, binary.RightOperand, binary.OperatorKind));
            case IBinaryOperation binary
                when IsComparison(binary) && IsRow(lowering, binary.LeftOperand) && IsRow(lowering, binary.RightOperand):
                var primitive = Operators.Comparison(binary.OperatorKind);
                return Expressions.Leaf(lowering.Apply(primitive, InertType.Bool, Row(lowering, binary.LeftOperand),
                    Row(lowering, binary.RightOperand)));
            case IInvocationOperation { Arguments: [{ Value: var left }, { Value: var right }] } call
                when IsIdentity(call) && IsRow(lowering, left) && IsRow(lowering, right):
                return Expressions.Leaf(lowering.Apply(Primitive.Equal, InertType.Bool, Row(lowering, left), Row(lowering, right)));
            case ICoalesceOperation coalesce when IsRow(lowering, coalesce.Value):
                var row = Row(lowering, coalesce.Value);
                return Choose(lowering, coalesce.Value.Type!, row, () => Expressions.Lower(lowering, coalesce.WhenNull));
            case ICoalesceAssignmentOperation assignment when lowering.Tables.Has(assignment.Target.Type):
                var place = Places.Of(lowering, assignment.Target);
                var before = lowering.Pack(Places.Read(lowering, place));
                return Choose(lowering, assignment.Target.Type!, before, () =>
                {
                    var made = Expressions.Lower(lowering, assignment.Value);
                    Places.Write(lowering, place, made);
                    return made;
                });
            default:
                return null;
        }
    }

    /// <summary>Whether an operation asks if two references are the same. Those of records may only be asked whether they are null.</summary>
    public static bool IsComparison(IOperation? operation) =>
        operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary
            && (binary.OperatorMethod is null or { MethodKind: MethodKind.BuiltinOperator }
                || (binary.OperatorMethod is { IsImplicitlyDeclared: true, ContainingType.IsRecord: true }
                    && (Sinks.IsNull(binary.LeftOperand) || Sinks.IsNull(binary.RightOperand))));

    /// <summary>Whether a call asks if two references are the same, of any objects.</summary>
    public static bool IsIdentity(IOperation? operation) => operation is IInvocationOperation { TargetMethod:
        { Name: nameof(ReferenceEquals), ContainingType.SpecialType: SpecialType.System_Object } };

    /// <summary>Whether a pattern asks for nothing but the presence of an object, its class and its members.</summary>
    public static bool IsFollowed(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation or IDiscardPatternOperation or IDeclarationPatternOperation or ITypePatternOperation => true,
        INegatedPatternOperation negated => IsFollowed(negated.Pattern),
        IBinaryPatternOperation binary => IsFollowed(binary.LeftPattern) && IsFollowed(binary.RightPattern),
        IRecursivePatternOperation recursive =>
            recursive.DeconstructionSubpatterns.IsEmpty || LocalTableKinds.Item(recursive, 0) is not null,
        _ => false,
    };

    private static bool IsRow(Lowering lowering, IOperation operand) => lowering.Tables.Has(Sinks.Strip(operand).Type);

    private static Operand Row(Lowering lowering, IOperation operand) => Expressions.Scalar(lowering, Sinks.Strip(operand));

    private static Operand IsThere(Lowering lowering, IOperation operand, BinaryOperatorKind comparison) =>
        lowering.Tables.IsThere(lowering, Sinks.Strip(operand).Type!, Row(lowering, operand)) is var isThere
            && comparison == BinaryOperatorKind.Equals ? Patterns.Not(lowering, isThere) : isThere;

    /// <summary>An object that is there, or another one.</summary>
    private static Tree<Operand> Choose(Lowering lowering, ITypeSymbol type, Operand row, Func<Tree<Operand>> otherwise) =>
        lowering.Tables.IsThere(lowering, type, row) is Value isThere
        ? lowering.Choose(isThere, InertType.Int, () => Expressions.Leaf(row), otherwise)
        : Expressions.Leaf(row);
}
