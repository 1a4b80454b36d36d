using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Where the number of a row may come from and go to: what generated code would do with a number there is what the method does with the
/// object. Anything else is refused.
/// <code>
/// bodies.Add(body)   →   fine; _kept = body   Console.WriteLine(body)   →   refused
/// </code>
/// </summary>
internal static class LocalTableUses
{
    private static readonly LocalTableObstacle Leaves = new("it leaves the method, or goes where its class is not known");

    private static readonly LocalTableObstacle Disposed = new("a using statement disposes of it, which is not followed")
    {
        Advice = "keep it in a local, and call Dispose when it is no longer needed",
    };

    private static readonly LocalTableObstacle FromElsewhere =
        new("it comes from elsewhere, while other objects of its class are made here");

    /// <summary>Why an expression with objects in it cannot be followed; null if it can.</summary>
    public static LocalTableObstacle? Obstacle(Lowering lowering, IOperation expression) => lowering.Tables.IsEmpty
        || !lowering.Tables.Mentions(expression.Type) ? null
        : IsFromElsewhere(lowering, expression) ? Unfollowed(lowering, expression as IInvocationOperation) ?? FromElsewhere
        : !Stays(lowering, expression)
            ? Unfollowed(lowering,
                (expression.Parent is IArgumentOperation argument ? argument.Parent : expression.Parent) as IInvocationOperation) ?? Leaves
        : null;

    public static Tree<Ir.Operand> Refuse(Lowering lowering, IOperation expression, LocalTableObstacle obstacle) =>
        lowering.Refuse(expression, Diagnostics.Descriptors.Unsupported.LocalObject, expression.Syntax.ToString(), obstacle.Reason,
            obstacle.Advice);

    /// <summary>Refuses what the method itself returns; what an inlined body returns goes to its caller.</summary>
    public static void RefuseReturned(Lowering lowering, IOperation returned) => Refuse(lowering, returned, Leaves);

    /// <summary>Refuses an object that a using statement disposes of, for its class is known at run time only.</summary>
    public static bool RefuseDisposed(Lowering lowering, IOperation resource, ITypeSymbol? type)
    {
        var isDisposed = lowering.Tables.Has(type);
        if (isDisposed) Refuse(lowering, resource, Disposed);
        return isDisposed;
    }

    /// <summary>Refuses a pattern or loop that takes an object of such a class out of what may hold any.</summary>
    public static bool RefuseNarrowed(Lowering lowering, IOperation at, ITypeSymbol from, ITypeSymbol to)
    {
        var isFromElsewhere = lowering.Tables.Mentions(to) && !lowering.Tables.Mentions(from);
        if (isFromElsewhere) Refuse(lowering, at, FromElsewhere);
        return isFromElsewhere;
    }

    /// <summary>What is wrong with a call on a collection of such objects, by code that is not here.</summary>
    private static LocalTableObstacle? Unfollowed(Lowering lowering, IInvocationOperation? call)
    {
        var collection = call is { Instance: null, TargetMethod.IsExtensionMethod: true, Arguments: [var first, ..] }
            ? Sinks.Strip(first.Value)
            : call?.Instance;
        return call is { TargetMethod.DeclaringSyntaxReferences.IsEmpty: true }
            && collection is { Type: { } type and not INamedTypeSymbol { IsTupleType: true } } && lowering.Tables.Mentions(type)
            && !lowering.Tables.Has(type) && IsCollection(type)
            ? new($"'{call.TargetMethod.Name}' is not followed on collections of objects that the method makes") { Advice =
                "write it as a loop" }
            : null;
    }

    private static bool IsFromElsewhere(Lowering lowering, IOperation expression) => expression switch
    {
        { ConstantValue.HasValue: true } => false,
        IParameterReferenceOperation held when Members.IsHeld(held) => lowering.Receiver is not null,
        IParameterReferenceOperation { Parameter: var parameter } =>
            lowering.IsOwn(parameter) && lowering.Lifted is not { Member: not null },
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => lowering.This is null,
        IMemberReferenceOperation { Instance: null } => true,
        IMemberReferenceOperation { Instance: { } instance } member => !lowering.Objects.Has(instance.Type)
            && !lowering.Tables.Has(instance.Type) && !IsOfCollection(lowering, instance, member.Member),
        IObjectCreationOperation { Type: { } type } => !lowering.Objects.Has(type) && !lowering.Tables.Has(type) && !IsCollection(type),
        IConditionalAccessInstanceOperation => false,
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke } => false,
        IInvocationOperation call => !IsOfCollection(lowering, call.Instance, call.TargetMethod) && !IsInlined(lowering, call)
            && !LocalTableQueries.Are(call) && NewLists.Made(call) is null,
        IConversionOperation { OperatorMethod: null, Operand: { Type: { } from } operand } =>
            !lowering.Tables.Mentions(from) && !lowering.Tables.HasBox(from)
            && operand.ConstantValue is not { HasValue: true, Value: null },
        _ => false,
    };

    private static bool Stays(Lowering lowering, IOperation expression) => expression.Parent switch
    {
        _ when ListTables.IsFollowed(lowering, expression) => true,
        null or IExpressionStatementOperation or INameOfOperation or IReturnOperation or IVariableInitializerOperation
            or IFieldInitializerOperation or IPropertyInitializerOperation => true,
        IParenthesizedOperation or IConditionalOperation or ICoalesceOperation or ICoalesceAssignmentOperation
            or ISwitchExpressionArmOperation or ISimpleAssignmentOperation => true,
        ITupleOperation { Parent: ITupleBinaryOperation } => !lowering.Tables.IsEqualByValue(expression.Type!),
        ITupleOperation or IArrayInitializerOperation or ICollectionExpressionOperation or IDeconstructionAssignmentOperation
            or IDeclarationExpressionOperation => true,
        IForEachLoopOperation loop => loop.Collection == expression || loop.LoopControlVariable == expression,
        IConversionOperation conversion => lowering.Tables.Mentions(conversion.Type) || lowering.Tables.HasBox(conversion.Type)
            || LocalTableNulls.IsComparison(conversion.Parent)
            || (conversion.Parent is IArgumentOperation { Parent: var called } && LocalTableNulls.IsIdentity(called))
            || conversion.Parent is IForEachLoopOperation
            || conversion.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "OfType" or "Cast" } },
        IBinaryOperation binary => LocalTableNulls.IsComparison(binary) || IsInlined(lowering, binary),
        IUnaryOperation or ICompoundAssignmentOperation => IsInlined(lowering, expression.Parent),
        IImplicitIndexerReferenceOperation element => element.Instance == expression && element.Argument is not IRangeOperation,
        IConditionalAccessOperation access => access.Operation == expression && LocalTableAccesses.IsFollowed(lowering, access),
        IIsTypeOperation => true,
        IIsPatternOperation match => LocalTableNulls.IsFollowed(match.Pattern),
        ISwitchExpressionOperation match => match.Arms.All(arm => LocalTableNulls.IsFollowed(arm.Pattern)),
        ISwitchOperation match => match.Cases.SelectMany(section => section.Clauses).OfType<IPatternCaseClauseOperation>()
            .All(clause => LocalTableNulls.IsFollowed(clause.Pattern)),
        IConstantPatternOperation => true,
        IWithOperation with => with.Operand == expression && LocalObjects.Is(lowering, with),
        IArrayElementReferenceOperation element => element.ArrayReference == expression,
        IMemberReferenceOperation member =>
            member.Instance == expression && (lowering.Tables.Has(expression.Type) || IsOfCollection(lowering, expression, member.Member)),
        IInvocationOperation call => IsOfCollection(lowering, expression, call.TargetMethod) || IsInlined(lowering, call)
            || ListQueries.Is(call),
        IArgumentOperation argument => IsPassed(lowering, argument),
        _ => false,
    };

    private static bool IsPassed(Lowering lowering, IArgumentOperation argument) => argument.Parent switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke } => true,
        IInvocationOperation call => (Linq.Is(call.TargetMethod) && !(ListMembers.Comparing.Contains(call.TargetMethod.Name)
            && lowering.Tables.IsEqualByValue(argument.Value.Type!))) || IsInlined(lowering, call)
            || ListQueries.Is(call)
            || (lowering.Tables.Mentions(argument.Parameter?.Type) && IsOfCollection(lowering, call.Instance, call.TargetMethod)),
        IObjectCreationOperation { Type: { } type } =>
            lowering.Objects.Has(type) || lowering.Tables.Has(type) || (IsCollection(type) && lowering.Tables.Mentions(type)),
        IPropertyReferenceOperation { Instance: { } instance } indexer =>
            IsOfCollection(lowering, instance, indexer.Property) || IsInlined(lowering, indexer),
        _ => false,
    };

    private static bool IsInlined(Lowering lowering, IOperation call) => MemberCall.Of(call)?.IsInlined(lowering) == true;

    /// <summary>Whether a member is one of an array or collection of such objects that does the same with numbers.</summary>
    private static bool IsOfCollection(Lowering lowering, IOperation? instance, ISymbol member) => instance is { Type: { } type }
        && lowering.Tables.Mentions(type) && !lowering.Tables.Has(type)
        && IsCollection(type) && !Compares(lowering, type, member)
        && (member is IPropertySymbol { IsIndexer: true } or IFieldSymbol { ContainingType.IsTupleType: true }
            || ListMembers.Alike.Contains(member.Name));

    /// <summary>
    /// Whether a member of a collection compares objects, and not by whether they are the same one: records are equal if they hold the
    /// same, and the order of objects is their own affair.
    /// </summary>
    private static bool Compares(Lowering lowering, ITypeSymbol collection, ISymbol member) => collection switch
    {
        INamedTypeSymbol { IsTupleType: true } => false,
        INamedTypeSymbol { Name: "SortedSet" or "SortedDictionary" or "SortedList", TypeArguments: [var ordered, ..] } =>
            lowering.Tables.Mentions(ordered),
        INamedTypeSymbol { Name: "PriorityQueue", TypeArguments: [var element, var priority] } => lowering.Tables.Mentions(priority)
            || (ListMembers.Comparing.Contains(member.Name) && lowering.Tables.IsEqualByValue(element)),
        INamedTypeSymbol { Name: "HashSet" or "ISet" or "IReadOnlySet", TypeArguments: [var element] } =>
            lowering.Tables.IsEqualByValue(element),
        // Of a dictionary, nothing but keys.
        INamedTypeSymbol { TypeArguments: [var key, _] } => lowering.Tables.IsEqualByValue(key),
        _ => ListMembers.Comparing.Contains(member.Name) && lowering.Tables.IsEqualByValue(collection),
    };

    private static bool IsCollection(ITypeSymbol type) => type is IArrayTypeSymbol or INamedTypeSymbol { IsTupleType: true }
        || type.ContainingNamespace is { Name: "Generic",
            ContainingNamespace: { Name: "Collections",
                ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };
}

/// <param name="Reason">Why a row cannot be followed.</param>
internal sealed record LocalTableObstacle(string Reason)
{
    public string Advice { get; init; } =
        "keep such objects in locals, fields, arrays and lists that the method makes, and pass them to methods whose source is here";
}
