using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Lowers operators on floating-point numbers, integers and booleans; those of other types are inert expressions.</summary>
internal static class Operators
{
    public static Tree<Operand> Lower(Lowering lowering, IBinaryOperation operation)
    {
        var (left, right) = (operation.LeftOperand, operation.RightOperand);
        switch (operation.OperatorKind)
        {
            case BinaryOperatorKind.ConditionalAnd when operation.OperatorMethod is null:
                return Expressions.Leaf(Patterns.And(lowering, Expressions.Scalar(lowering, left),
                    () => Expressions.Scalar(lowering, right)));
            case BinaryOperatorKind.ConditionalOr when operation.OperatorMethod is null:
                return Expressions.Leaf(Patterns.Or(lowering, Expressions.Scalar(lowering, left),
                    () => Expressions.Scalar(lowering, right)));
        }
        if (AnonymousObjects.Refuse(lowering, operation, left, right) is { } refused) return Expressions.Leaf(refused);
        if ((LocalObjectMembers.LowerOperator(lowering, operation) ?? NullableValues.Lower(lowering, operation)) is { } made) return made;
        // Whether two spans or arrays are the same one, not what they hold.
        if (Shapes.IsBuffer(left.Type) && Shapes.IsBuffer(right.Type)
            && operation.OperatorKind is (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals))
            return Expressions.Leaf(lowering.Let(
                new Inert($"{{0}} {Comparison(operation.OperatorKind).Name} {{1}}",
                    [Expressions.Scalar(lowering, left), Expressions.Scalar(lowering, right)], Effect.Pure), InertType.Bool));
        if (IsUserDefined(operation.OperatorMethod, operation.IsLifted, left, right))
            return Calls.Invoke(lowering, operation.OperatorMethod!, Expressions.Lower(lowering, left), Expressions.Lower(lowering, right));
        if (!IsPrimitive(operation.OperatorMethod, left.Type, operation.IsLifted) || !IsArithmetic(left.Type) || !IsArithmetic(right.Type)
            || Of(operation.OperatorKind) is not { } primitive)
            return Inerts.Lower(lowering, operation);
        var (x, y) = (Expressions.Scalar(lowering, left), Expressions.Scalar(lowering, right));
        return Expressions.Leaf(Apply(
            lowering, primitive, Shapes.Of(operation.Type!), operation.IsChecked, Constants.WithText(x, left, y),
            Constants.WithText(y, right, x)));
    }

    public static Tree<Operand> Lower(Lowering lowering, IUnaryOperation operation)
    {
        if ((LocalObjectMembers.LowerOperator(lowering, operation) ?? NullableValues.Lower(lowering, operation)) is { } made) return made;
        if (IsUserDefined(operation.OperatorMethod, operation.IsLifted, operation.Operand))
            return Calls.Invoke(lowering, operation.OperatorMethod!, Expressions.Lower(lowering, operation.Operand));
        var isIndex = operation.OperatorKind == UnaryOperatorKind.Hat;
        if (isIndex || !IsPrimitive(operation.OperatorMethod, operation.Operand.Type, operation.IsLifted)
            || !IsArithmetic(operation.Operand.Type))
            return Inerts.Lower(lowering, operation);
        var operand = Expressions.Scalar(lowering, operation.Operand);
        Primitive? primitive = operation.OperatorKind switch
        {
            UnaryOperatorKind.Plus => null,
            UnaryOperatorKind.Minus => Primitive.Negate,
            UnaryOperatorKind.Not => Primitive.Not,
            UnaryOperatorKind.BitwiseNegation => Primitive.Complement,
            _ => throw new InvalidOperationException($"Unknown operator {operation.OperatorKind}."),
        };
        return Expressions.Leaf(primitive is null
            ? operand
            : Apply(lowering, primitive, Shapes.Of(operation.Type!), operation.IsChecked, operand));
    }

    public static Value Apply(Lowering lowering, Primitive primitive, IrType type, bool isChecked, params Operand[] operands) =>
        lowering.Let(new Apply(primitive, operands.ToEquatableArray(), isChecked && operands[0].Type.IsInteger()), type);

    public static Primitive? Of(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => Primitive.Add,
        BinaryOperatorKind.Subtract => Primitive.Subtract,
        BinaryOperatorKind.Multiply => Primitive.Multiply,
        BinaryOperatorKind.Divide => Primitive.Divide,
        BinaryOperatorKind.Remainder => Primitive.Remainder,
        BinaryOperatorKind.And => Primitive.And,
        BinaryOperatorKind.Or => Primitive.Or,
        BinaryOperatorKind.ExclusiveOr => Primitive.Xor,
        BinaryOperatorKind.LeftShift => Primitive.ShiftLeft,
        BinaryOperatorKind.RightShift => Primitive.ShiftRight,
        BinaryOperatorKind.UnsignedRightShift => Primitive.ShiftRightUnsigned,
        _ => ComparisonOrNull(kind),
    };

    public static Primitive Comparison(BinaryOperatorKind kind) =>
        ComparisonOrNull(kind) ?? throw new InvalidOperationException($"{kind} is no comparison.");

    /// <summary>
    /// Whether the operator is C#'s own, one of <c>Half</c>, or one that the constraints of a scalar type parameter give.
    /// </summary>
    public static bool IsPrimitive(IMethodSymbol? method, ITypeSymbol? operand, bool isLifted) =>
        !isLifted
            && (method is null || method.MethodKind == MethodKind.BuiltinOperator
                || (operand is ITypeParameterSymbol && Shapes.IsScalar(operand)) || (operand is not null && FloatingPoint.IsHalf(operand)));

    /// <summary>Whether an operator is a method with floating-point data: it is called by contract.</summary>
    public static bool IsUserDefined(IMethodSymbol? method, bool isLifted, params IReadOnlyList<IOperation> operands) =>
        !isLifted && method is { MethodKind: MethodKind.UserDefinedOperator, ReturnType: var result }
            && !FloatingPoint.IsHalf(method.ContainingType) && Shapes.IsDifferentiable(result)
        && method.ContainingType.TypeKind != TypeKind.Interface && operands.Any(operand => Shapes.IsDifferentiable(operand.Type));

    public static bool IsArithmetic(ITypeSymbol? type) =>
        type is not null && Shapes.Of(type) is ScalarType or InertType { Kind: InertKind.Int or InertKind.Integer or InertKind.Bool };

    private static Primitive? ComparisonOrNull(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equals => Primitive.Equal,
        BinaryOperatorKind.NotEquals => Primitive.NotEqual,
        BinaryOperatorKind.LessThan => Primitive.Less,
        BinaryOperatorKind.LessThanOrEqual => Primitive.LessOrEqual,
        BinaryOperatorKind.GreaterThan => Primitive.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => Primitive.GreaterOrEqual,
        _ => null,
    };
}
