using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers what is done with numbers that may be missing: conversions, members, operators that give null where an operand is null, patterns.
/// <code>
/// best == null || v &lt; best   →   !best_HasValue || (best_HasValue &amp;&amp; v &lt; best_Value)
/// </code>
/// </summary>
internal static class NullableValues
{
    /// <summary>A value that is there.</summary>
    public static Tree<Operand> Of(AggregateType type, Tree<Operand> value) => new(type, [Expressions.Leaf(Constant.True), value]);

    public static Operand HasValue(Lowering lowering, Tree<Operand> value) => lowering.Unpack(value).Fields[0].Leaf;

    /// <summary>The value where there is one.</summary>
    public static Tree<Operand> Value(Lowering lowering, Tree<Operand> value) => lowering.Unpack(value).Fields[1];

    /// <summary>The value, or the exception that C# throws where there is none.</summary>
    public static Tree<Operand> Require(Lowering lowering, Tree<Operand> value)
    {
        if (Patterns.Not(lowering, HasValue(lowering, value)) is not Constant { Bits: 0 } and var isMissing)
            lowering.Branch(isMissing,
                () => Exceptions.Throw(lowering, "global::System.InvalidOperationException(\"Nullable object must have a value.\")"));
        return Value(lowering, value);
    }

    /// <summary>The literals <c>null</c> and <c>default</c> in place of a number; null for anything else.</summary>
    public static Tree<Operand>? Missing(IConversionOperation conversion) =>
        conversion.Operand.Type is null && conversion.Operand is ILiteralOperation or IDefaultValueOperation
            && Nullables.Is(conversion.Type) ? Lowering.Placeholder(conversion.Type) : null;

    /// <summary>Null if neither type is one of numbers that may be missing.</summary>
    public static Tree<Operand>? Convert(Lowering lowering, IOperation at, Tree<Operand> value, ITypeSymbol from, ITypeSymbol to,
        bool isImplicit, bool isChecked)
    {
        var isTarget = Nullables.Is(to);
        if (Nullables.Is(from))
        {
            if (isTarget)
                return Map(lowering, to, value,
                    inner => Conversions.Convert(lowering, at, inner, Nullables.Inner(from), Nullables.Inner(to), isImplicit, isChecked));
            return to.IsValueType && to.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T
                ? Conversions.Convert(lowering, at, Require(lowering, value), Nullables.Inner(from), to, isImplicit, isChecked)
                : null;
        }
        if (!isTarget || !from.IsValueType || from.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T) return null;
        return Of((AggregateType)Shapes.Of(to), Conversions.Convert(lowering, at, value, from, Nullables.Inner(to), isImplicit, isChecked));
    }

    public static Tree<Operand>? Lower(Lowering lowering, IPropertyReferenceOperation property) => property.Instance is { } instance
        && Nullables.Is(instance.Type)
        ? property.Property.Name == "HasValue" ? Expressions.Leaf(HasValue(lowering, Expressions.Lower(lowering, instance)))
            : Require(lowering, Expressions.Lower(lowering, instance))
        : null;

    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call)
    {
        if (call is not { Instance: { } instance, TargetMethod.Name: "GetValueOrDefault" } || !Nullables.Is(instance.Type)) return null;
        var value = Expressions.Lower(lowering, instance);
        if (call.Arguments is not [{ Value: var argument }]) return Value(lowering, value);
        var otherwise = Expressions.Lower(lowering, argument);
        return Choose(lowering, HasValue(lowering, value), Shapes.Of(call.Type!), () => Value(lowering, value), () => otherwise);
    }

    public static Tree<Operand>? Lower(Lowering lowering, IObjectCreationOperation creation) => !Nullables.Is(creation.Type) ? null
        : creation.Arguments is [{ Value: var argument }]
            ? Of((AggregateType)Shapes.Of(creation.Type!), Expressions.Lower(lowering, argument))
        : Lowering.Placeholder(creation.Type);

    /// <summary><c>a?.X</c>; null if something else is accessed, or what comes of it is no number.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IConditionalAccessOperation access)
    {
        if (!Nullables.Is(access.Type)) return null;
        if (ObjectFields.IsMarked(access.Operation.Type) && ConstantObjects.Are(lowering, access.Operation))
        {
            var found = Expressions.Scalar(lowering, access.Operation);
            return Access(lowering, access, Patterns.Not(lowering, Patterns.IsNull(lowering, found)), () => Expressions.Leaf(found));
        }
        if (!Nullables.Is(access.Operation.Type)) return null;
        var value = Expressions.Lower(lowering, access.Operation);
        return Access(lowering, access, HasValue(lowering, value), () => Value(lowering, value));
    }

    /// <param name="isThere">Whether there is anything to access.</param>
    private static Tree<Operand> Access(Lowering lowering, IConditionalAccessOperation access, Operand isThere,
        Func<Tree<Operand>> accessed) => Choose(lowering, isThere, Shapes.Of(access.Type!), () =>
    {
        lowering.Accessed[access.Operation] = accessed();
        return Conversions.Convert(lowering, access, Expressions.Lower(lowering, access.WhenNotNull), access.WhenNotNull.Type!,
            access.Type!);
    }, () => Lowering.Placeholder(access.Type));

    /// <summary>The value before <c>?.</c>, as what stands behind sees it; null if it is none that may be missing.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IConditionalAccessInstanceOperation instance) =>
        ObjectPatterns.Of(instance) is { } accessed && lowering.Accessed.TryGetValue(accessed, out var value) ? value : null;

    /// <summary>A binary operator; null if neither operand may be missing.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IBinaryOperation operation)
    {
        var (left, right) = (operation.LeftOperand, operation.RightOperand);
        if (!Nullables.Is(left.Type) && !Nullables.Is(right.Type)) return null;
        if (operation.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals && (IsNull(left) || IsNull(right)))
        {
            var hasValue = HasValue(lowering, Expressions.Lower(lowering, IsNull(left) ? right : left));
            return Expressions.Leaf(operation.OperatorKind == BinaryOperatorKind.Equals ? Patterns.Not(lowering, hasValue) : hasValue);
        }
        if (!Nullables.Is(left.Type) || !Nullables.Is(right.Type)) return Refuse(lowering, operation);
        var (x, y) = (Expressions.Lower(lowering, left), Expressions.Lower(lowering, right));
        return Apply(lowering, operation, operation.OperatorKind, operation.OperatorMethod, (x, left.Type!), (y, right.Type!),
            operation.Type!);
    }

    public static Tree<Operand>? Lower(Lowering lowering, IUnaryOperation operation) => !Nullables.Is(operation.Operand.Type) ? null
        : operation is { OperatorKind: UnaryOperatorKind.Minus, OperatorMethod: null, Type: { } type }
            ? Map(lowering, type, Expressions.Lower(lowering, operation.Operand),
                inner => Expressions.Leaf(Operators.Apply(lowering, Primitive.Negate, inner.Type, false, lowering.Pack(inner))))
        : operation is { OperatorKind: UnaryOperatorKind.Plus, OperatorMethod: null } ? Expressions.Lower(lowering, operation.Operand)
        : Refuse(lowering, operation);

    /// <summary><c>total += x</c> where the total may be missing; null where it may not.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, ICompoundAssignmentOperation assignment, Tree<Operand> current)
    {
        if (assignment.Target.Type is not { } type || !Nullables.Is(type)) return null;
        if (!assignment.OutConversion.IsIdentity || !assignment.InConversion.IsIdentity) return Refuse(lowering, assignment);
        var right = Conversions.Convert(lowering, assignment, Expressions.Lower(lowering, assignment.Value), assignment.Value.Type!, type);
        return Apply(lowering, assignment, assignment.OperatorKind, assignment.OperatorMethod, (current, type), (right, type), type);
    }

    /// <summary><c>a ?? b</c>, whose left side has been evaluated; null if it is no number.</summary>
    public static Tree<Operand>? Coalesce(Lowering lowering, IOperation at, Tree<Operand> value, ITypeSymbol from, ITypeSymbol to,
        Func<Tree<Operand>> otherwise) => Nullables.Is(from)
        ? Choose(lowering, HasValue(lowering, value), Shapes.Of(to),
            () => Nullables.Is(to)
                ? Conversions.Convert(lowering, at, value, from, to)
                : Conversions.Convert(lowering, at, Value(lowering, value), Nullables.Inner(from), to), otherwise)
        : null;

    /// <summary>
    /// Whether a value is there and fits the rest of a pattern; null if the pattern is for values that are always there, or takes any.
    /// </summary>
    public static Operand? Match(Lowering lowering, Tree<Operand> value, IPatternOperation pattern) => !Nullables.Is(pattern.InputType)
        ? null
        : pattern switch
    {
        IConstantPatternOperation constant => Patterns.EqualsConstant(lowering, value, constant.InputType, constant.Value),
        IRelationalPatternOperation or IDeclarationPatternOperation { MatchesNull: false } or ITypePatternOperation
            or IRecursivePatternOperation =>
            Patterns.And(lowering, HasValue(lowering, value), () => Patterns.LowerPresent(lowering, Value(lowering, value), pattern)),
        _ => null,
    };

    private static Tree<Operand> Apply(
        Lowering lowering, IOperation at, BinaryOperatorKind kind, IMethodSymbol? method, (Tree<Operand> Value, ITypeSymbol Type) left,
        (Tree<Operand> Value, ITypeSymbol Type) right, ITypeSymbol result)
    {
        var (x, y) = (Value(lowering, left.Value), Value(lowering, right.Value));
        var (hasLeft, hasRight) = (HasValue(lowering, left.Value), HasValue(lowering, right.Value));
        var isPrimitive = Operators.IsPrimitive(method, Nullables.Inner(left.Type), false) && x.IsLeaf && y.IsLeaf
            && Operators.Of(kind) is not null;
        if (isPrimitive && kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            var equal = Choose(lowering, hasLeft, InertType.Bool,
                () => Expressions.Leaf(Patterns.And(lowering, hasRight, () => Primitive(BinaryOperatorKind.Equals, InertType.Bool))),
                () => Expressions.Leaf(Patterns.Not(lowering, hasRight))).Leaf;
            return Expressions.Leaf(kind == BinaryOperatorKind.Equals ? equal : Patterns.Not(lowering, equal));
        }
        var both = Patterns.And(lowering, hasLeft, () => hasRight);
        if (isPrimitive && Shapes.Of(result) is InertType { Kind: InertKind.Bool } truth)
            return Expressions.Leaf(Patterns.And(lowering, both, () => Primitive(kind, truth)));
        if (!Nullables.Is(result)) return Refuse(lowering, at);
        if (!isPrimitive && !(method is { MethodKind: MethodKind.UserDefinedOperator } && Shapes.IsDifferentiable(method.ReturnType)))
            return Refuse(lowering, at);
        var type = (AggregateType)Shapes.Of(result);
        return Choose(lowering, both, type,
            () => Of(type, isPrimitive ? Expressions.Leaf(Primitive(kind, type.Fields[1].Type)) : Calls.Invoke(lowering, method!, x, y)),
            () => Lowering.Placeholder(result));

        Operand Primitive(BinaryOperatorKind operation, IrType of) =>
            Operators.Apply(lowering, Operators.Of(operation)!, of, false, lowering.Pack(x), lowering.Pack(y));
    }

    /// <summary>What a function makes of a value that is there; null where there is none.</summary>
    public static Tree<Operand> Map(Lowering lowering, ITypeSymbol to, Tree<Operand> value, Func<Tree<Operand>, Tree<Operand>> function)
    {
        var type = (AggregateType)Shapes.Of(to);
        return Choose(lowering, HasValue(lowering, value), type, () => Of(type, function(Value(lowering, value))),
            () => Lowering.Placeholder(to));
    }

    private static Tree<Operand> Choose(Lowering lowering, Operand condition, IrType type, Func<Tree<Operand>> then,
        Func<Tree<Operand>> otherwise) =>
        condition is Constant { Bits: var bits } ? bits != 0 ? then() : otherwise() : lowering.Choose(condition, type, then, otherwise);

    /// <summary>Whether an expression is the literal <c>null</c>, whatever it is converted to.</summary>
    public static bool IsNull(IOperation operand) => operand switch
    {
        IConversionOperation { Operand: var inner } => IsNull(inner),
        { ConstantValue: { HasValue: true, Value: null } } => true,
        _ => false,
    };

    private static Tree<Operand> Refuse(Lowering lowering, IOperation at) =>
        Expressions.Refuse(lowering, at, $"'{at.Syntax}', an operator on values that may be null,",
            "test them with HasValue, and use Value");
}
