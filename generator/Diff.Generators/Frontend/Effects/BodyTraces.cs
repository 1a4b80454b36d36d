using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Which traces a body leaves itself, and where, and which methods it calls. What is not known to leave none leaves the worst.
/// </summary>
internal sealed class BodyTraces
{
    private readonly List<IMethodSymbol> _calls = [];

    private bool _isSeen;

    private BodyTraces(IMethodSymbol method)
    {
        Own = Read(method);
        // Of code that is not seen callers know what they give it.
        if (Own < Traces.Numbers || _isSeen || !IsCode(method)) return;
        Stores = Reads = StatePlaces.Anywhere;
    }

    public Traces Own { get; }

    public IReadOnlyList<IMethodSymbol> Calls => _calls;

    /// <summary>Where it stores what it is given, or computes from it; calls of methods whose bodies are seen aside.</summary>
    public StatePlaces Stores { get; private set; } = StatePlaces.None;

    /// <summary>What it reads of objects and statics, unless that is always the same number.</summary>
    public StatePlaces Reads { get; private set; } = StatePlaces.None;

    public static BodyTraces Of(IMethodSymbol method) => new(method);

    private Traces Read(IMethodSymbol method)
    {
        if (FrameworkFunctions.Is(method)
            || (Sinks.IsSearch(method) && !method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Interface))
            || IsExtent(method))
            return Traces.None;
        if (Sinks.IsKnown(method.ContainingType)) return Traces.Integers;
        if (method.IsAsync || CalleeContracts.IsDispatched(method)
            || method.ContainingAssembly is not ISourceAssemblySymbol { Compilation: var compilation })
            return Traces.Numbers;
        if (method.MethodKind == MethodKind.Constructor
            && method.ContainingType.DeclaringSyntaxReferences.Any(reference => HasInitializers(reference.GetSyntax())))
            return Traces.Numbers;
        if (method.Name != "ToString" && SourceBodies.Declaration(method) is TypeDeclarationSyntax) return Traces.None;
        if (SourceBodies.Of(method, compilation) is not { } body) return Traces.Numbers;
        _isSeen = true;
        return Worst(body.Descendants().Select(Visit));
    }

    private Traces Visit(IOperation operation)
    {
        var traces = Read(operation);
        var called = Called(operation);
        var stores = StoredBy(operation, traces).With(called);
        Stores = Stores.With(stores);
        Reads = Reads.With(StateOf.Read(operation)).With(called).With(stores.IsAnywhere ? stores : StatePlaces.None);
        return traces;
    }

    /// <summary>What code of other assemblies changes or finds.</summary>
    private static StatePlaces Called(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } when IsForeign(method) && BodyCall.Of(operation) is { } call =>
            StateOf.Foreign(method, call.Values.Select(value => Sinks.Strip(value).Type)),
        IMethodReferenceOperation { Method: var method } reference when IsForeign(method) =>
            StateOf.Foreign(method, [reference.Instance?.Type, .. method.Parameters.Select(parameter => parameter.Type)]),
        _ => StatePlaces.None,
    };

    private StatePlaces StoredBy(IOperation operation, Traces traces) => operation switch
    {
        IVariableDeclaratorOperation { Symbol.IsRef: true, Initializer: null } => StatePlaces.Anywhere,
        IDeconstructionAssignmentOperation { Value.Type.IsTupleType: false } => StatePlaces.Anywhere,
        _ when traces < Traces.Numbers => StatePlaces.None,
        IAssignmentOperation or IIncrementOrDecrementOperation or IVariableDeclaratorOperation
            or IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } =>
                StatePlaces.All(Writes.Targets(operation).Select(Assigned)),
        IObjectCreationOperation { Constructor: { } constructor } creation when IsForeign(constructor)
            && creation.Arguments.All(argument => argument.Value.Type is { IsUnmanagedType: true }
                or { SpecialType: SpecialType.System_String } or IArrayTypeSymbol) => StatePlaces.None,
        _ => StatePlaces.Anywhere,
    };

    private StatePlaces Assigned(IOperation target)
    {
        if (BodyCall.OfSetter(target) is { } setter) Call(setter.Method);
        return StateOf.Assigned(target);
    }

    private static bool IsCode(IMethodSymbol method) => !IsForeign(method) || method.MethodKind == MethodKind.DelegateInvoke;

    private Traces Read(IOperation operation) => operation switch
    {
        ICompoundAssignmentOperation assignment => Worst([Written(assignment.Target), Call(assignment.OperatorMethod),
            Call(assignment.InConversion.MethodSymbol), Call(assignment.OutConversion.MethodSymbol)]),
        IDeconstructionAssignmentOperation parts => parts.Value.Type is { IsTupleType: true } ? Written(parts.Target) : Traces.Numbers,
        IAssignmentOperation assignment => Written(assignment.Target),
        IIncrementOrDecrementOperation step => Worst([Written(step.Target), Call(step.OperatorMethod)]),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => Written(argument.Value),
        IArgumentOperation { Value: { Type.TypeKind: TypeKind.Delegate } function } => IsSeen(function) ? Traces.None : Traces.Numbers,
        IInvocationOperation call => IsOverElements(call) ? Traces.None : Call(call.TargetMethod),
        IMethodReferenceOperation reference => Call(reference.Method),
        IPropertyReferenceOperation { Property: var property } => IsStored(property) ? Traces.None : Call(property.GetMethod),
        IObjectCreationOperation { Type.IsValueType: true } creation =>
            creation.Constructor is not { IsImplicitlyDeclared: false } constructor || IsForeign(constructor)
                ? Traces.None
                : Call(constructor),
        IObjectCreationOperation creation => Objects.IsException(creation.Type)
            && (IsForeign(creation.Type!) || !creation.Arguments.Any(argument => FloatingPoint.IsCarriedBy(argument.Value.Type!)))
            ? Traces.None
            : Traces.Numbers,
        IBinaryOperation { Type.SpecialType: SpecialType.System_String } text =>
            IsPlain(text.LeftOperand) && IsPlain(text.RightOperand) ? Traces.None : Traces.Numbers,
        IInterpolationOperation part => IsPlain(part.Expression) ? Traces.None : Traces.Numbers,
        IBinaryOperation { OperatorMethod: var method } => Call(method),
        IUnaryOperation { OperatorMethod: var method } => Call(method),
        IConversionOperation { OperatorMethod: null, Type.SpecialType: SpecialType.System_Object, Operand: var shown } boxed =>
            IsPlain(shown) || IsTestedForNull(boxed) ? Traces.None : Traces.Numbers,
        IConversionOperation { OperatorMethod: var method } => Call(method),
        IForEachLoopOperation loop => loop.LoopControlVariable is IVariableDeclaratorOperation
            && IsSequence(Sinks.Strip(loop.Collection).Type) ? Traces.None : Traces.Numbers,
        IVariableDeclaratorOperation declarator => declarator.Symbol.IsRef ? Traces.Numbers : Traces.None,
        IRecursivePatternOperation pattern => pattern.DeconstructSymbol is null ? Traces.None : Traces.Numbers,
        IListPatternOperation => Traces.Numbers,
        IMethodBodyOperation or IBlockOperation or IReturnOperation { Kind: OperationKind.Return } or ILoopOperation or IBranchOperation
            or IConditionalOperation or ISwitchOperation or ISwitchCaseOperation
            or ICaseClauseOperation or ISwitchExpressionOperation or ISwitchExpressionArmOperation or IExpressionStatementOperation
            or IEmptyOperation or IThrowOperation
            or IVariableDeclarationGroupOperation or IVariableDeclarationOperation or IVariableInitializerOperation
            or IDeclarationExpressionOperation or IDiscardOperation
            or ILiteralOperation or ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation
            or IFieldReferenceOperation or IArrayElementReferenceOperation
            or IParenthesizedOperation or IArgumentOperation or ITupleOperation or IDefaultValueOperation or IIsPatternOperation
            or IPatternOperation or IPropertySubpatternOperation
            or ICoalesceOperation or IConditionalAccessOperation or IConditionalAccessInstanceOperation or INameOfOperation
            or IInterpolatedStringOperation or IInterpolatedStringTextOperation
            or IImplicitIndexerReferenceOperation or IRangeOperation or IDelegateCreationOperation or IAnonymousFunctionOperation
            or ILocalFunctionOperation => Traces.None,
        _ => Traces.Numbers,
    };

    private Traces Call(IMethodSymbol? method)
    {
        if (method is { MethodKind: not (MethodKind.BuiltinOperator or MethodKind.LocalFunction) }) _calls.Add(method.OriginalDefinition);
        return Traces.None;
    }

    private static Traces Worst(IEnumerable<Traces> parts) => parts.Aggregate(Traces.None, (worst, part) => part > worst ? part : worst);

    /// <summary>A variable of the body leaves no trace; a field that is no number, an integer.</summary>
    private static Traces Written(IOperation target) => target switch
    {
        IDiscardOperation or IDeclarationExpressionOperation or ILocalReferenceOperation { Local.IsRef: false }
            or IParameterReferenceOperation { Parameter.RefKind: RefKind.None } => Traces.None,
        ITupleOperation tuple => Worst(tuple.Elements.Select(Written)),
        IFieldReferenceOperation { Field.ContainingType.IsReferenceType: true }
            when target.Type is { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_Boolean or SpecialType.System_Int32 } =>
                Traces.Integers,
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation } when IsMade(target) => Traces.None,
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: var property }
            when Structs.IsAutomatic(property) && IsMade(target) => Traces.None,
        _ => Traces.Numbers,
    };

    /// <summary>Whether a constructor fills the struct that it makes.</summary>
    private static bool IsMade(IOperation target) =>
        target.SemanticModel?.GetEnclosingSymbol(target.Syntax.SpanStart) is IMethodSymbol { MethodKind: MethodKind.Constructor,
            ContainingType.IsValueType: true };

    /// <summary>Whether a function that is handed on stands in the body, or is a method by its name.</summary>
    private static bool IsSeen(IOperation function) =>
        Sinks.Strip(function) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation or IMethodReferenceOperation };

    private static bool IsStored(IPropertySymbol property) =>
        property.GetMethod is null || IsForeign(property) || Structs.IsAutomatic(property);

    private static bool IsTestedForNull(IOperation value) =>
        value.Parent is IArgumentOperation { Parent: IInvocationOperation call } && NullTest.IsGuard(call.TargetMethod);

    /// <summary>Whether a value becomes text by code of the framework.</summary>
    private static bool IsPlain(IOperation value) => Sinks.Strip(value).Type is null
        or { SpecialType: not (SpecialType.None or SpecialType.System_Object) } or { TypeKind: TypeKind.Enum };

    private static bool IsSequence(ITypeSymbol? type) => type is IArrayTypeSymbol
        || type is { ContainingNamespace: { } space } && IsForeign(type)
            && space.ToDisplayString() is "System" or "System.Collections.Generic" or "System.Collections.Immutable";

    private static bool HasInitializers(SyntaxNode type) => type is TypeDeclarationSyntax declaration
        && declaration.Members.Any(member => member switch
    {
        PropertyDeclarationSyntax property => property.Initializer is not null,
        FieldDeclarationSyntax field => !field.Modifiers.Any(modifier => modifier.ValueText is "static" or "const")
            && field.Declaration.Variables.Any(variable => variable.Initializer is not null),
        _ => false,
    });

    private static bool IsForeign(ISymbol symbol) => symbol.ContainingAssembly is not ISourceAssemblySymbol;

    /// <summary>
    /// LINQ over the elements of an array or list; other sequences may run any code. The functions that it is given are called by the body.
    /// </summary>
    private static bool IsOverElements(IInvocationOperation call) =>
        call.TargetMethod.ContainingType?.ToDisplayString() == "System.Linq.Enumerable"
        && call.Arguments is [{ Value: var source }, ..]
        && Sinks.Strip(source).Type is IArrayTypeSymbol or { Name: "List", ContainingNamespace.Name: "Generic" };

    private static bool IsExtent(IMethodSymbol method) =>
        method is { ContainingType.SpecialType: SpecialType.System_Array, Name: "GetLength" or "GetLowerBound" or "GetUpperBound" };
}
