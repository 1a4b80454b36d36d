using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Lowers expressions: one arm per kind, most of them in files of their own. The result is split into its scalar leaves.</summary>
internal static class Expressions
{
    /// <summary>Lowers an expression to one operand; a tuple is put together.</summary>
    public static Operand Scalar(Lowering lowering, IOperation expression)
    {
        var value = Lower(lowering, expression);
        return LocalObjects.IsObject(value.Type) ? LocalObjects.Lost(lowering, expression.Syntax, value.Type) : lowering.Pack(value);
    }

    public static Tree<Operand> Lower(Lowering lowering, IOperation expression)
    {
        if (LongExpressions.LeftOperand(lowering, expression) is { } known) return known;
        if (Constants.Of(expression) is { } constant) return new(constant.Type, constant);
        return expression is IParenthesizedOperation parenthesized
            ? Lower(lowering, parenthesized.Operand)
            : lowering.AtExpression(expression.Syntax, () => LowerOne(lowering, expression));
    }

    private static Tree<Operand> LowerOne(Lowering lowering, IOperation expression) => expression switch
    {
        _ when LocalTableUses.Obstacle(lowering, expression) is { } obstacle => LocalTableUses.Refuse(lowering, expression, obstacle),
        _ when (ListTables.Lower(lowering, expression) ?? LocalTableLists.Lower(lowering, expression)
            ?? LocalTableAccesses.Lower(lowering, expression) ?? LocalTableNulls.Lower(lowering, expression)
            ?? LocalTableKinds.Lower(lowering, expression)) is { } ofRows => ofRows,
        _ when LostObjects.Is(lowering, expression) => LostObjects.Refuse(lowering, expression),
        _ when ObjectElements.Lower(lowering, expression) is { } element => element,
        _ when ExtensionBlocks.Member(expression) is { } name => Refuse(lowering, expression, $"'{name}', a member of an extension block,",
            "declare it as a static method with a 'this' parameter"),
        _ when InPlaceOperators.Is(expression) => Refuse(lowering, expression,
            $"'{expression.Syntax}', with an operator that changes '{InPlaceOperators.Target(expression).Syntax}' itself,",
            "call a method that does the same"),
        _ when Writes.Variable(expression) is { } symbol && lowering.References.Of(symbol) is not null =>
            Places.Read(lowering, Places.Of(lowering, expression)),
        _ when Writes.Variable(expression) is { } symbol && lowering.Delegates.Value(symbol) is { } made => Lower(lowering, made),
        _ when KnownFunctions.Lower(lowering, expression) is { } ofFunction => ofFunction,
        _ when Followed.IsThere(lowering, expression) is { } isThere => Leaf(isThere),
        ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation
            when !lowering.Tables.Has(expression.Type) && Followed.Is(lowering, expression) =>
            lowering.Refuse(expression, Descriptors.Unsupported.Collection, expression.Syntax.ToString()),
        ILocalReferenceOperation or IParameterReferenceOperation
            when LocalLists.Of(lowering, expression) is not null || LocalContainers.Of(lowering, expression) is not null =>
                lowering.Refuse(expression, Descriptors.Unsupported.Collection, expression.Syntax.ToString()),
        ILocalReferenceOperation local when lowering.Queries.Find(local) is not null =>
            lowering.Refuse(expression, Descriptors.Unsupported.Sequence, local.Local.Name,
                "it is used as an object, and may be enumerated when other numbers are there"),
        _ when LocalObjectNulls.Lower(lowering, expression) is { } isNull => isNull,
        IInstanceReferenceOperation when LocalObjects.Storage(lowering, expression) is { } self =>
            LocalObjects.Read(lowering, expression, self),
        ILocalReferenceOperation local => LocalObjects.Read(lowering, local, lowering.Variables[local.Local]),
        IParameterReferenceOperation held when Members.IsHeld(held) => Members.Held(lowering, held),
        IParameterReferenceOperation parameter => LocalObjects.Read(lowering, parameter, lowering.Variables[parameter.Parameter]),
        IInstanceReferenceOperation instance => Members.This(lowering, instance),
        IConversionOperation conversion => Conversions.Lower(lowering, conversion),
        IBinaryOperation binary => Operators.Lower(lowering, binary),
        IUnaryOperation unary => Operators.Lower(lowering, unary),
        ITupleBinaryOperation tuples => Tuples.Compare(lowering, tuples),
        ITupleOperation tuple => Tuples.Lower(lowering, tuple),
        IConditionalOperation conditional => LowerConditional(lowering, conditional),
        ICoalesceOperation coalesce => Nulls.Lower(lowering, coalesce),
        ICoalesceAssignmentOperation assignment => Nulls.Lower(lowering, assignment),
        ISwitchExpressionOperation @switch => Switches.Lower(lowering, @switch),
        IIsPatternOperation match => Match(lowering, match),
        IConditionalAccessInstanceOperation when ObjectParameters.Path(lowering, expression) is { } path && lowering.Rows.Holds(path) =>
            lowering.Rows.Constant(lowering, path, expression.Type!),
        // A local list is always there.
        IConditionalAccessOperation access when LocalLists.Of(lowering, access.Operation) is not null =>
            Lower(lowering, access.WhenNotNull),
        IConditionalAccessOperation access when NullableValues.Lower(lowering, access) is { } accessed => accessed,
        IConditionalAccessInstanceOperation instance when NullableValues.Lower(lowering, instance) is { } present => present,
        ISimpleAssignmentOperation assignment => Assignments.Lower(lowering, assignment),
        ICompoundAssignmentOperation assignment => Assignments.Lower(lowering, assignment),
        IIncrementOrDecrementOperation increment => Assignments.Lower(lowering, increment),
        IDeconstructionAssignmentOperation deconstruction => Deconstruction.Lower(lowering, deconstruction),
        ITranslatedQueryOperation query => InertQueries.Is(lowering, query)
            ? InertQueries.Print(lowering, query)
            : Lower(lowering, query.Operation),
        IInvocationOperation invocation => Calls.Lower(lowering, invocation),
        IFieldReferenceOperation field => Members.Lower(lowering, field),
        IPropertyReferenceOperation property => Members.Lower(lowering, property),
        IArrayElementReferenceOperation element => Buffers.Lower(lowering, element),
        IImplicitIndexerReferenceOperation element => Buffers.Lower(lowering, element),
        IArrayCreationOperation creation => Allocations.Lower(lowering, creation),
        ICollectionExpressionOperation collection => Allocations.Lower(lowering, collection),
        IObjectCreationOperation creation => Objects.Lower(lowering, creation),
        IAnonymousObjectCreationOperation creation when AnonymousObjects.Lower(lowering, creation) is { } made => made,
        IWithOperation with
            when (StructValues.Lower(lowering, with) ?? LocalObjectCreation.Lower(lowering, with)) is { } changed => changed,
        IDefaultValueOperation => Lowering.Placeholder(expression.Type),
        IThrowOperation thrown => Exceptions.LowerThrow(lowering, thrown),
        IAwaitOperation => Refuse(lowering, expression, "an await expression", "await it outside the method and pass the value"),
        IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation
            or IDynamicObjectCreationOperation =>
            RefuseDynamic(lowering, expression),
        IAddressOfOperation => lowering.Refuse(expression, Descriptors.Unsupported.Unsafe, "an address", ""),
        { Syntax: StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax, Type: { } type } =>
            Allocations.Lower(lowering, expression, type),
        _ => Inerts.Lower(lowering, expression),
    };

    /// <summary>Null if the operands of an expression have types that are known.</summary>
    public static Tree<Operand>? Dynamic(Lowering lowering, IOperation expression) =>
        expression.ChildOperations.Any(operand => operand.Type?.TypeKind == TypeKind.Dynamic) ? RefuseDynamic(lowering, expression) : null;

    private static Tree<Operand> RefuseDynamic(Lowering lowering, IOperation expression) =>
        Refuse(lowering, expression, "a dynamic expression", "give its operands static types");

    public static Tree<Operand> Leaf(Operand operand) => new(operand.Type, operand);

    public static Tree<Operand> Refuse(Lowering lowering, IOperation expression, string what, string advice) =>
        lowering.Refuse(expression, Descriptors.Unsupported.Expression, what, advice);

    private static Tree<Operand> Match(Lowering lowering, IIsPatternOperation match)
    {
        var value = Lower(lowering, match.Value);
        ObjectPatterns.Name(lowering, match.Value, match.Pattern);
        return Leaf(Patterns.Lower(lowering, value, match.Pattern));
    }

    private static Tree<Operand> LowerConditional(Lowering lowering, IConditionalOperation conditional)
    {
        if (conditional.IsRef) return Places.Read(lowering, MovingReferences.Choose(lowering, conditional));
        var condition = Scalar(lowering, conditional.Condition);
        var type = LocalObjects.Is(lowering, conditional) ? lowering.Objects.ShapeOf(conditional.Type!) : Shapes.Of(conditional.Type!);
        return lowering.Choose(
            condition, type, () => LocalObjects.Lower(lowering, conditional.WhenTrue, type),
            () => LocalObjects.Lower(lowering, conditional.WhenFalse!, type));
    }
}
