using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>What is left of a call besides its result.</summary>
internal enum Traces
{
    /// <summary>Nothing: it may run once or several times.</summary>
    None,

    /// <summary>Integers in fields, text on the console: it runs once, and no number that it is given is found again.</summary>
    Integers,

    /// <summary>More, or the code is not seen.</summary>
    Numbers,
}

/// <summary>
/// Reads methods without marks, and what they call: which traces do they leave? As everywhere, getters of other assemblies are taken to change nothing.
/// <code>
/// static double Factorial(int n) { var f = 1.0; for (; n > 1; n--) f *= n; return f; }             // none
/// int Find(double x) { while (_knots[_hint + 1] &lt; x) _hint++; return _hint; }                      // integers
/// bool Save(double x) { _last = x; return true; }                                                   // numbers
/// </code>
/// </summary>
internal sealed class MethodTraces
{
    private static readonly ConditionalWeakTable<IMethodSymbol, StrongBox<Traces>> Known = new();

    // A method that is being read counts as one without traces: it has those that all else has. So only what was asked for is known afterwards.
    private readonly HashSet<IMethodSymbol> _seen = new(SymbolEqualityComparer.Default);

    private MethodTraces()
    {
    }

    public static Traces Of(IMethodSymbol method) => Known.GetValue(method.OriginalDefinition, static key => new(new MethodTraces().Read(key))).Value;

    private Traces Read(IMethodSymbol method)
    {
        if (IsFunction(method)) return Traces.None;
        if (Sinks.IsKnown(method.ContainingType)) return Traces.Integers;
        if (method.IsAsync || CalleeContracts.IsDispatched(method) || method.ContainingAssembly is not ISourceAssemblySymbol { Compilation: var compilation }) return Traces.Numbers;
        if (!_seen.Add(method.OriginalDefinition)) return Traces.None;
        return (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            null => Traces.Numbers,
            TypeDeclarationSyntax => Traces.None,
            var syntax => compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax) is { } body ? Worst(body.Descendants().Select(Read)) : Traces.Numbers,
        };
    }

    private Traces Read(IOperation operation) => operation switch
    {
        IAssignmentOperation assignment => Written(assignment.Target),
        IIncrementOrDecrementOperation step => Worst([Written(step.Target), Operator(step.OperatorMethod)]),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => Written(argument.Value),
        IInvocationOperation call => Read(call.TargetMethod.OriginalDefinition),
        IPropertyReferenceOperation { Property: var property } => IsStored(property) ? Traces.None : Read(property.GetMethod!.OriginalDefinition),
        IObjectCreationOperation { Type.IsValueType: true, Constructor: { IsImplicitlyDeclared: false } constructor } => IsForeign(constructor) ? Traces.None : Read(constructor.OriginalDefinition),
        IObjectCreationOperation creation => creation.Type!.IsValueType || IsException(creation.Type) ? Traces.None : Traces.Numbers,
        IBinaryOperation { OperatorMethod: var method } => Operator(method),
        IUnaryOperation { OperatorMethod: var method } => Operator(method),
        IConversionOperation { OperatorMethod: var method } => Operator(method),
        IForEachLoopOperation loop => Sinks.Strip(loop.Collection).Type is IArrayTypeSymbol or { ContainingNamespace.Name: "System" or "Generic" or "Immutable" } ? Traces.None : Traces.Numbers,
        IVariableDeclaratorOperation declarator => declarator.Symbol.IsRef ? Traces.Numbers : Traces.None,
        IMethodBodyOperation or IBlockOperation or IReturnOperation { Kind: OperationKind.Return } or ILoopOperation or IBranchOperation or IConditionalOperation or ISwitchOperation or ISwitchCaseOperation
            or ICaseClauseOperation or ISwitchExpressionOperation or ISwitchExpressionArmOperation or IExpressionStatementOperation or IEmptyOperation or IThrowOperation
            or IVariableDeclarationGroupOperation or IVariableDeclarationOperation or IVariableInitializerOperation or IDeclarationExpressionOperation or IDiscardOperation
            or ILiteralOperation or ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation
            or IParenthesizedOperation or IArgumentOperation or ITupleOperation or IDefaultValueOperation or IIsPatternOperation or IPatternOperation or IPropertySubpatternOperation
            or ICoalesceOperation or IConditionalAccessOperation or IConditionalAccessInstanceOperation or INameOfOperation or IInterpolatedStringOperation or IInterpolatedStringContentOperation
            or IImplicitIndexerReferenceOperation or IRangeOperation or IDelegateCreationOperation or IAnonymousFunctionOperation or ILocalFunctionOperation => Traces.None,
        _ => Traces.Numbers,
    };

    private static Traces Worst(IEnumerable<Traces> parts) => parts.Aggregate(Traces.None, (worst, part) => part > worst ? part : worst);

    private Traces Operator(IMethodSymbol? method) => method is null || IsForeign(method) ? Traces.None : Read(method.OriginalDefinition);

    /// <summary>A variable of the body leaves no trace; a field that is no number, an integer.</summary>
    private static Traces Written(IOperation target) => target switch
    {
        IDiscardOperation or IDeclarationExpressionOperation or ILocalReferenceOperation { Local.IsRef: false } or IParameterReferenceOperation { Parameter.RefKind: RefKind.None } => Traces.None,
        ITupleOperation tuple => Worst(tuple.Elements.Select(Written)),
        IFieldReferenceOperation { Field.ContainingType.IsReferenceType: true } when target.Type is { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_Boolean or SpecialType.System_Int32 } => Traces.Integers,
        IMemberReferenceOperation { Instance: IInstanceReferenceOperation } when IsMade(target) => Traces.None,
        _ => Traces.Numbers,
    };

    /// <summary>Whether a constructor fills the struct that it makes.</summary>
    private static bool IsMade(IOperation target) =>
        target.SemanticModel?.GetEnclosingSymbol(target.Syntax.SpanStart) is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsValueType: true };

    private static bool IsStored(IPropertySymbol property) => property.GetMethod is null || IsForeign(property)
        || property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property.OriginalDefinition));

    private static bool IsForeign(ISymbol symbol) => symbol.ContainingAssembly is not ISourceAssemblySymbol;

    /// <summary>Functions of the framework that only compute, and those that search; the functions that they are given stand in the body.</summary>
    private static bool IsFunction(IMethodSymbol method) => IsForeign(method) && (Sinks.IsSearch(method) || method.ContainingType?.ToDisplayString() is
        "System.Math" or "System.MathF" or "double" or "float" or "int" or "long" or "string"
        or "System.Numerics.Vector2" or "System.Numerics.Vector3" or "System.Numerics.Vector4" or "System.Numerics.Complex");

    private static bool IsException(ITypeSymbol? type) => type is not null && (type.ToDisplayString() == "System.Exception" || IsException(type.BaseType));
}
