using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Lowers <c>=</c>, <c>op=</c>, <c>++</c> and <c>--</c>, as statements and inside expressions.</summary>
internal static class Assignments
{
    public static Tree<Operand> Lower(Lowering lowering, ISimpleAssignmentOperation assignment)
    {
        if (assignment.IsRef) return References.Assign(lowering, assignment);
        if (Followed.Assign(lowering, assignment) || lowering.ObjectVariables.Assign(lowering, assignment)) return Lowering.Nothing;
        var place = Places.Of(lowering, assignment.Target);
        var value = LocalObjects.Lower(lowering, assignment.Value,
            place is VariablePlace { Slots.Type: var type } ? type : Lowering.Nothing.Type);
        Places.Write(lowering, ChangedLists.After(lowering, assignment.Value, assignment.Target, place), value);
        return value;
    }

    public static Tree<Operand> Lower(Lowering lowering, ICompoundAssignmentOperation assignment)
    {
        if (LocalObjectMembers.LowerOperator(lowering, assignment) is { } made)
        {
            if (!IsPlain(assignment))
                return lowering.Refuse(assignment, Descriptors.Unsupported.Body, assignment.Syntax.ToString(),
                    "the place to assign would be evaluated twice", "write the operator out, with the place to assign in locals");
            Places.Write(lowering, Places.Of(lowering, assignment.Target), made);
            return made;
        }
        var place = Places.Of(lowering, assignment.Target);
        var (target, right) = (assignment.Target.Type!, assignment.Value);
        var current = Places.Read(lowering, place);
        var isArithmetic = Operators.IsPrimitive(assignment.OperatorMethod, target, assignment.IsLifted)
            && Operators.IsArithmetic(target) && Operators.IsArithmetic(right.Type) && Operators.Of(assignment.OperatorKind) is not null;
        var value = NullableValues.Lower(lowering, assignment, current) is { } present ? present
            : isArithmetic ? Arithmetic(lowering, assignment, current, target)
            : Operators.IsUserDefined(assignment.OperatorMethod, assignment.IsLifted, assignment.Target, assignment.Value)
                && assignment is { InConversion.IsIdentity: true, OutConversion.IsIdentity: true }
            ? Calls.Invoke(lowering, assignment.OperatorMethod!, current, Expressions.Lower(lowering, right))
            : Inerts.Compound(lowering, assignment, lowering.Pack(current));
        Places.Write(lowering, ChangedLists.After(lowering, right, assignment.Target, place), value);
        return value;
    }

    public static Tree<Operand> Lower(Lowering lowering, IIncrementOrDecrementOperation increment)
    {
        var place = Places.Of(lowering, increment.Target);
        var before = Places.Read(lowering, place);
        var after = Increment(lowering, increment, before);
        Places.Write(lowering, place, after);
        return increment.IsPostfix ? before : after;
    }

    private static Tree<Operand> Increment(Lowering lowering, IIncrementOrDecrementOperation increment, Tree<Operand> before)
    {
        var type = increment.Target.Type!;
        var primitive = increment.Kind == OperationKind.Increment ? Primitive.Add : Primitive.Subtract;
        if (Operators.IsPrimitive(increment.OperatorMethod, type, increment.IsLifted) && Operators.IsArithmetic(type))
            return Expressions.Leaf(Step(lowering, primitive, lowering.Pack(before), increment.IsChecked));
        if (Nullables.Is(type) && Shapes.IsScalar(Nullables.Inner(type)))
            return NullableValues.Map(lowering, type, before,
                inner => Expressions.Leaf(Step(lowering, primitive, inner.Leaf, increment.IsChecked)));
        if (Operators.IsUserDefined(increment.OperatorMethod, increment.IsLifted, increment.Target))
            return Calls.Invoke(lowering, increment.OperatorMethod!, before);
        if (Shapes.IsDifferentiable(type)
            || increment.OperatorMethod is { MethodKind: MethodKind.UserDefinedOperator, ContainingType.SpecialType: SpecialType.None })
            return Expressions.Refuse(lowering, increment, $"'{increment.Syntax}', an operator of '{type.Name}',",
                "assign the result of a method instead");
        return Expressions.Leaf(lowering.Let(new Inert($"{{0}} {primitive.Name} 1", [lowering.Pack(before)], Effect.Read), before.Type));
    }

    private static Operand Step(Lowering lowering, Primitive primitive, Operand before, bool isChecked)
    {
        // byte, short and the like are added as int and converted back.
        var isSmall = before.Type is InertType { Kind: InertKind.Integer, Name: "byte" or "sbyte" or "short" or "ushort" or "char" };
        if (isSmall)
        {
            var wide = lowering.Let(new Conversion(before, IsImplicit: true), InertType.Int);
            var sum = Operators.Apply(lowering, primitive, InertType.Int, isChecked, wide, Constant.Int(1));
            return lowering.Let(new Conversion(sum, IsImplicit: false, isChecked), before.Type);
        }
        Operand one = before.Type is ScalarType ? Constant.Number(before.Type, 1) : new Constant(before.Type, 1, "");
        return Operators.Apply(lowering, primitive, before.Type, isChecked, before, one);
    }

    /// <summary>Whether the target can be evaluated twice, before and after the value, and gets the result as it is.</summary>
    private static bool IsPlain(ICompoundAssignmentOperation assignment)
    {
        var written = Writes.In(assignment.Value);
        return assignment is { InConversion.IsIdentity: true, OutConversion.IsIdentity: true }
            && (Writes.Variable(assignment.Target) is not null
            || (assignment.Target.DescendantsAndSelf()
                .All(part => part is not (IAssignmentOperation or IIncrementOrDecrementOperation or IInvocationOperation)
                    && !(Writes.Variable(part) is { } variable && written.Contains(variable)))
                && !assignment.Value.DescendantsAndSelf().Any(part => part is IInvocationOperation)));
    }

    private static Tree<Operand> Arithmetic(Lowering lowering, ICompoundAssignmentOperation assignment, Tree<Operand> current,
        ITypeSymbol target)
    {
        var right = assignment.Value;
        // The operator's own type: the right operand has been converted to it, except that a shift count says nothing about the left one.
        var isShift = assignment.OperatorKind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift
            or BinaryOperatorKind.UnsignedRightShift;
        var isWidened = !assignment.InConversion.IsIdentity;
        var operatorType = !isWidened ? target : isShift ? IntOf(assignment) : right.Type!;
        var left = Conversions.Convert(lowering, assignment, current, target, operatorType);
        var operand = Expressions.Scalar(lowering, right);
        var result = Operators.Apply(
            lowering, Operators.Of(assignment.OperatorKind)!, Shapes.Of(operatorType), assignment.IsChecked, left.Leaf,
            Constants.WithText(operand, right, left.Leaf));
        return Conversions.Convert(lowering, assignment, Expressions.Leaf(result), operatorType, target, isImplicit: false,
            assignment.IsChecked);
    }

    private static ITypeSymbol IntOf(IOperation operation) => operation.SemanticModel!.Compilation.GetSpecialType(SpecialType.System_Int32);
}
