using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers expressions that carry no derivative to templates of C#, an operation each with its operands evaluated before it; what has
/// no such form (lambdas, object initialisers, <c>?.</c>) is printed whole by <see cref="InertText"/>.
/// </summary>
internal static class Inerts
{
    public static Tree<Operand> Lower(Lowering lowering, IOperation expression)
    {
        switch (expression)
        {
            case IInterpolatedStringOperation text:
                return Interpolation(lowering, text, expression.Type!);
            case IInterpolatedStringHandlerCreationOperation { Content: IInterpolatedStringOperation text }:
                return Interpolation(lowering, text, expression.Type!);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, OperatorMethod: null
                or { MethodKind: MethodKind.BuiltinOperator } } same
                when Sinks.Strip(same.LeftOperand).Type is IArrayTypeSymbol || Sinks.Strip(same.RightOperand).Type is IArrayTypeSymbol:
                return IsSame(lowering, same);
            case IBinaryOperation binary
                when Operators.Of(binary.OperatorKind) is { } primitive && IsInert(binary.LeftOperand, binary.RightOperand, binary.Type):
                return Operator(lowering, binary.OperatorMethod, $"{{0}} {primitive.Name} {{1}}", binary.Type!,
                    Shown(binary.LeftOperand), Shown(binary.RightOperand));
                Operand Shown(IOperation operand) =>
                    binary.Type!.SpecialType == SpecialType.System_String ? TextHole(lowering, operand) : Hole(lowering, operand);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.True, OperatorMethod: { } method } test
                when !Shapes.IsDifferentiable(test.Operand.Type):
                return Operator(lowering, method, "({0} ? true : false)", test.Type!, Expressions.Scalar(lowering, test.Operand));
            case IUnaryOperation { OperatorMethod: null
                or { MethodKind: MethodKind.BuiltinOperator or MethodKind.UserDefinedOperator } } unary
                when Symbol(unary.OperatorKind) is { } symbol && !Shapes.IsDifferentiable(unary.Operand.Type):
                return Operator(lowering, unary.OperatorMethod, symbol + "{0}", unary.Type!, Expressions.Scalar(lowering, unary.Operand));
            case IIsTypeOperation test when !Sinks.Carries(test.ValueOperand):
                var type = InertText.Escape(TypeMapping.SpellItself(test.TypeOperand));
                return Pure(lowering, $"{{0}} is {(test.IsNegated ? "not " : "")}{type}", test.Type!,
                    Expressions.Scalar(lowering, test.ValueOperand));
            case ITypeOfOperation of:
                return Pure(lowering, $"typeof({InertText.Escape(TypeMapping.SpellItself(of.TypeOperand))})", of.Type!);
            default:
                return Print(lowering, expression);
        }
    }

    /// <summary>Whether two references are the same array, or one is null; the elements do not matter.</summary>
    private static Tree<Operand> IsSame(Lowering lowering, IBinaryOperation same)
    {
        var (left, right) = (Sinks.Strip(same.LeftOperand), Sinks.Strip(same.RightOperand));
        var isEqual = same.OperatorKind == BinaryOperatorKind.Equals;
        if (left.ConstantValue is { HasValue: true, Value: null }) (left, right) = (right, left);
        if (right.ConstantValue is { HasValue: true, Value: null })
            return Expressions.Leaf(lowering.Let(new Inert(isEqual ? "{0} is null" : "{0} is not null",
                [Expressions.Scalar(lowering, left)], Effect.Pure), InertType.Bool));
        return Expressions.Leaf(lowering.Let(
            new Inert(isEqual ? "{0} == {1}" : "{0} != {1}", [Expressions.Scalar(lowering, left), Expressions.Scalar(lowering, right)],
                Effect.Read), InertType.Bool));
    }

    /// <summary>A call that takes no floating-point data, or only reads it.</summary>
    public static Tree<Operand> Call(Lowering lowering, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var operands = new List<Operand>();
        var holder = TypeMapping.SpellItself(call.ConstrainedToType ?? method.ContainingType);
        var target = InertText.Escape(holder);
        if (call.Instance is { } instance)
        {
            target = Members.IsBase(instance) ? "base" : "{0}";
            if (!Members.IsBase(instance)) operands.Add(Expressions.Scalar(lowering, instance));
        }
        Func<ITypeSymbol, string> spell = call.Arguments.Any(argument => lowering.Tables.Mentions(argument.Value.Type))
            ? TypeMapping.Spell
            : TypeMapping.SpellItself;
        var typeArguments = method.TypeArguments.IsEmpty ? "" : "<" + string.Join(", ", method.TypeArguments.Select(spell)) + ">";
        var name = method.MethodKind == MethodKind.DelegateInvoke ? "Invoke" : Spelling.Identifier(method.Name);
        var template = $"{target}.{name}{InertText.Escape(typeArguments)}({Arguments(lowering, call.Arguments, operands)})";
        var effect = FrameworkFunctions.IsPure(method) || InertViews.IsMadeBy(method) ? Effect.Pure
            : IsHarmless(method) ? Effect.Read
            : Effect.Write;
        var operation = new Inert(template, operands.ToEquatableArray(), effect)
        {
            KeepsBuffers = Sinks.Is(call) || Sorts.IsOfConstants(call),
            IsFresh = FreshArrays.AreMadeBy(method),
            IsQuiet = effect == Effect.Read,
            Keeper = Keeper(operands, call.Arguments),
            Stores = StoredBy(BodyCall.Of(call)!, call.Arguments),
            Reads = MethodTraces.ReadBy(BodyCall.Of(call)!),
        };
        return Inert(lowering, operation, method.ReturnsVoid ? null : method.ReturnType);
    }

    /// <param name="mustBeConstant">The object takes numbers, and nobody knows of its derivatives.</param>
    public static Tree<Operand> New(Lowering lowering, IObjectCreationOperation creation, bool mustBeConstant = false)
    {
        lowering.Objects.Copies.NoteCode(creation.Constructor);
        var operands = new List<Operand>();
        var arguments = Arguments(lowering, creation.Arguments, operands);
        var operation = new Inert($"new {InertText.Escape(TypeMapping.Spell(creation.Type!))}({arguments})", operands.ToEquatableArray(),
            Effect.Write)
        {
            IsCreation = true,
            MustBeConstant = mustBeConstant,
            Keeper = Keeper(operands, creation.Arguments),
            Stores = BodyCall.Of(creation) is { } call ? StoredBy(call, creation.Arguments) : StatePlaces.None,
        };
        return mustBeConstant
            ? lowering.AtExpression(creation.Syntax, () => Inert(lowering, operation, creation.Type))
            : Inert(lowering, operation, creation.Type);
    }

    public static Tree<Operand> Array(Lowering lowering, IArrayCreationOperation creation)
    {
        if (creation.Type is not IArrayTypeSymbol type) return Print(lowering, creation);
        if (creation.Initializer is null) return InertArrays.Sized(lowering, type, creation.DimensionSizes);
        var operands = InertArrays.Elements(creation.Initializer).Select(element => Hole(lowering, element)).ToList();
        if (!creation.IsImplicit && operands.Exists(operand => operand.Type.IsDifferentiable()))
            return Objects.RefuseType(lowering, creation, creation.Syntax.ToString(), type);
        return InertArrays.Filled(lowering, type, creation.Initializer, operands);
    }

    /// <summary><c>text += x</c> and the like on values without derivatives.</summary>
    public static Tree<Operand> Compound(Lowering lowering, ICompoundAssignmentOperation assignment, Operand current)
    {
        if (Operators.Of(assignment.OperatorKind) is not { } primitive || Shapes.IsDifferentiable(assignment.Target.Type)
            || (Sinks.Carries(assignment.Value) && assignment.Target.Type!.SpecialType != SpecialType.System_String))
            return Expressions.Refuse(lowering, assignment, $"'{assignment.Syntax}'", "write it with the operators of double or float");
        return Operator(lowering, assignment.OperatorMethod, $"{{0}} {primitive.Name} {{1}}", assignment.Target.Type!, current,
            Hole(lowering, assignment.Value));
    }

    /// <summary>Prints an expression whole, with holes for the variables in it.</summary>
    public static Tree<Operand> Print(Lowering lowering, IOperation expression)
    {
        if (Expressions.Dynamic(lowering, expression) is { } refused) return refused;
        if (expression.Type is { IsAnonymousType: true })
            return Expressions.Refuse(lowering, expression, "an anonymous object", "use a tuple");
        if (expression.Type is null || InertText.Print(lowering, expression) is not var (template, operands))
            return Lowering.Placeholder(expression.Type);
        // Lambdas and collection expressions have no type of their own.
        var typed = IsLambda(expression) || expression is ICollectionExpressionOperation
            ? $"({InertText.Escape(TypeMapping.Spell(expression.Type))})({template})"
            : template;
        var operation = new Inert(typed, operands.ToEquatableArray(), InertViews.Is(expression) ? Effect.Pure : Effect.Write)
        {
            IsCreation = expression is IObjectCreationOperation or IArrayCreationOperation,
            Keeper = operands.Any(operand => operand.Type.IsDifferentiable()) ? Keepers.In(expression) : null,
            Stores = operands.Count == 0 ? StatePlaces.None : Keepers.StoredBy(expression),
            Reads = StatePlaces.All(expression.DescendantsAndSelf().Select(StateOf.Found)),
        };
        return Inert(lowering, operation, expression.Type.SpecialType == SpecialType.System_Void ? null : expression.Type);
    }

    /// <summary>What in the functions that are handed on may store numbers.</summary>
    private static Keeper? Keeper(List<Operand> operands, IEnumerable<IArgumentOperation> arguments) =>
        !operands.Exists(operand => operand.Type.IsDifferentiable()) ? null
            : arguments.Select(argument => argument.Value).Where(IsLambda).Select(Keepers.In).FirstOrDefault(keeper => keeper is not null);

    private static StatePlaces StoredBy(BodyCall call, IEnumerable<IArgumentOperation> arguments) => Keepers.StoredBy(call)
        .With(StatePlaces.All(arguments.Select(argument => argument.Value).Where(IsLambda).Select(Keepers.StoredBy)));

    private static string Arguments(Lowering lowering, IReadOnlyList<IArgumentOperation> arguments, List<Operand> operands)
    {
        var texts = new List<(int Ordinal, string Text)>();
        var isNamed = false;
        foreach (var argument in arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue) continue;
            if (argument.ArgumentKind == ArgumentKind.ParamArray && argument.Value is IArrayCreationOperation { Initializer: { } elements }
                && !Shapes.IsBuffer(argument.Value.Type) && elements.ElementValues.Length != 1)
            {
                var holes = elements.ElementValues.Select(element => Take(Hole(lowering, element))).ToList();
                if (holes.Count > 0) texts.Add((argument.Parameter!.Ordinal, string.Join(", ", holes)));
                continue;
            }
            texts.Add((argument.Parameter!.Ordinal, Argument(argument.Value)));
            var position = argument.Parameter.Ordinal;
            isNamed |= arguments.Any(other => other.ArgumentKind == ArgumentKind.DefaultValue && other.Parameter!.Ordinal < position);
            if (isNamed)
                texts[texts.Count - 1] = (position, Spelling.Identifier(argument.Parameter.Name) + ": " + texts[texts.Count - 1].Text);
        }
        return string.Join(", ", texts.OrderBy(text => text.Ordinal).Select(text => text.Text));

        string Argument(IOperation value) => value switch
        {
            IInterpolatedStringHandlerCreationOperation { Content: IInterpolatedStringOperation text } =>
                InertText.Interpolated(text, part => Take(TextHole(lowering, part))),
            IInterpolatedStringOperation text => InertText.Interpolated(text, part => Take(TextHole(lowering, part))),
            _ when IsLambda(value) => InertText.Append(lowering, value, operands) ?? "null",
            _ => Take(Hole(lowering, value)),
        };

        string Take(Operand operand)
        {
            operands.Add(operand);
            return $"{{{operands.Count - 1}}}";
        }
    }

    private static bool IsLambda(IOperation value) => value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation };

    /// <summary>The value without the box that C# puts around it; generated code boxes again.</summary>
    public static Operand Hole(Lowering lowering, IOperation value) =>
        AnonymousObjects.Refuse(lowering, value, value)
            ?? Expressions.Scalar(lowering, lowering.Tables.Has(value.Type) ? value : Sinks.Strip(value));

    /// <summary>The value where it becomes text: an object that is taken apart is its own text.</summary>
    private static Operand TextHole(Lowering lowering, IOperation value) =>
        LocalObjectMembers.Text(lowering, Sinks.Strip(value)) ?? Hole(lowering, value);

    private static Tree<Operand> Interpolation(Lowering lowering, IInterpolatedStringOperation text, ITypeSymbol type)
    {
        var operands = new List<Operand>();
        var template = InertText.Interpolated(text, part =>
        {
            operands.Add(TextHole(lowering, part));
            return $"{{{operands.Count - 1}}}";
        });
        return Inert(lowering, template, operands, Effect.Read, type);
    }

    /// <summary>An operator of the user's may write while it computes: it runs once.</summary>
    private static Tree<Operand> Operator(
        Lowering lowering, IMethodSymbol? method, string template, ITypeSymbol type, params Operand[] operands) =>
        method is { MethodKind: MethodKind.UserDefinedOperator, ContainingAssembly: ISourceAssemblySymbol }
            && MethodTraces.Of(method) != Traces.None
            ? Inert(lowering, template, operands, Effect.Read, type)
            : Pure(lowering, template, type, operands);

    private static Tree<Operand> Pure(Lowering lowering, string template, ITypeSymbol type, params Operand[] operands) =>
        Inert(lowering, template, operands,
            operands.Any(operand => operand.Type is InertType { Kind: InertKind.Reference }) ? Effect.Read : Effect.Pure, type);

    public static Tree<Operand> Inert(Lowering lowering, string template, IReadOnlyList<Operand> operands, Effect effect, ITypeSymbol? type,
        bool keepsBuffers = false) =>
        Inert(lowering, new Inert(template, operands.ToEquatableArray(), effect) { KeepsBuffers = keepsBuffers }, type);

    public static Tree<Operand> Inert(Lowering lowering, Inert operation, ITypeSymbol? type)
    {
        if (type is not null) return lowering.Unpack(lowering.Let(operation, Shapes.Of(type)));
        lowering.Do(operation);
        return Lowering.Nothing;
    }

    private static bool IsInert(IOperation left, IOperation right, ITypeSymbol? result) =>
        result is not null && !Shapes.IsDifferentiable(result)
        && (result.SpecialType == SpecialType.System_String || (!Sinks.Carries(left) && !Sinks.Carries(right)));

    /// <summary>Whether a call may be repeated.</summary>
    public static bool IsHarmless(IMethodSymbol method) =>
        method is { ReturnsVoid: false, ReturnType.IsUnmanagedType: true } && MethodTraces.Of(method) == Traces.None;

    private static string? Symbol(UnaryOperatorKind kind) => kind switch
    {
        UnaryOperatorKind.Minus => "-",
        UnaryOperatorKind.Plus => "+",
        UnaryOperatorKind.Not => "!",
        UnaryOperatorKind.BitwiseNegation => "~",
        _ => null,
    };
}
