using System.Runtime.CompilerServices;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Methods that answer a question about numbers by a truth value, an integer, an enum or a text, and keep nothing of them: which interval holds <c>x</c>, whether a point is
/// inside, where the largest element is. The answer is constant around almost every <c>x</c>, so they need no derivative.
/// <code>
/// int Find(double x) { var i = _hint; while (_knots[i + 1] &lt; x) i++; return _hint = i; }   // yes: an integer may be kept
/// bool Save(double x) { _last = x; return true; }                                            // no: _last * x would lose a derivative
/// </code>
/// </summary>
internal static class Lookups
{
    private static readonly ConditionalWeakTable<IMethodSymbol, StrongBox<bool>> Known = new();

    public static bool Is(IMethodSymbol method) => Answers(method) && KeepsNothing(method);

    private static bool Answers(IMethodSymbol method) => !method.ReturnsVoid && TypeMapping.Map(method.ReturnType) is { } result && !result.IsDifferentiable()
        && (method.ReturnType.IsValueType || method.ReturnType.SpecialType == SpecialType.System_String);

    /// <summary>Told by the body if it is at hand, else by the signature: a static function of values, to which nothing is handed that it could write.</summary>
    private static bool KeepsNothing(IMethodSymbol method) => method.ContainingAssembly is ISourceAssemblySymbol
        ? !CalleeContracts.IsDispatched(method) && Known.GetValue(method.OriginalDefinition, static key => new(new Reading().IsAllowed(key))).Value
        : method.IsStatic && method.Parameters.All(parameter => Shapes.IsScalar(parameter.Type) || !FloatingPoint.IsCarriedBy(parameter.Type)
            || (Shapes.IsSpan(parameter.Type) && parameter.Type.Name == "ReadOnlySpan"));

    /// <summary>Reads a body and those that it calls: it may assign its own variables, and integers elsewhere.</summary>
    private sealed class Reading
    {
        private readonly HashSet<IMethodSymbol> _seen = new(SymbolEqualityComparer.Default);

        public bool IsAllowed(IMethodSymbol method)
        {
            if (!_seen.Add(method)) return true;
            var syntax = (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
            if (syntax is null || method.IsAsync || method.ContainingAssembly is not ISourceAssemblySymbol { Compilation: var compilation }) return false;
            if (syntax is TypeDeclarationSyntax) return true;
            return compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax) is { } body && body.Descendants().All(IsAllowed);
        }

        private bool IsAllowed(IOperation operation) => operation switch
        {
            IAssignmentOperation assignment => IsOwn(assignment.Target),
            IIncrementOrDecrementOperation step => IsOwn(step.Target),
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => IsOwn(argument.Value),
            IInvocationOperation call => IsHarmless(call.TargetMethod) || (!CalleeContracts.IsDispatched(call.TargetMethod) && IsAllowed(call.TargetMethod.OriginalDefinition)),
            IPropertyReferenceOperation { Property: var property } => IsRead(property),
            IObjectCreationOperation { Type: { IsValueType: true } type } creation => creation.Constructor is null or { IsImplicitlyDeclared: true } || IsFramework(type) || IsAllowed(creation.Constructor.OriginalDefinition),
            IObjectCreationOperation creation => IsException(creation.Type),
            IBinaryOperation { OperatorMethod: { } method } => IsOperator(method),
            IUnaryOperation { OperatorMethod: { } method } => IsOperator(method),
            IConversionOperation { OperatorMethod: { } method } => IsOperator(method),
            IForEachLoopOperation { Collection: var collection } => IsFramework(Sinks.Strip(collection).Type),
            IVariableDeclaratorOperation { Symbol.IsRef: true } or IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation
                or IEventAssignmentOperation or IFunctionPointerInvocationOperation or IAddressOfOperation or IInvalidOperation or IAwaitOperation or IUsingOperation
                or IUsingDeclarationOperation or IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak } => false,
            _ => true,
        };

        /// <summary>A variable of the body, or a place that cannot hold a number with a derivative.</summary>
        private static bool IsOwn(IOperation target) => target switch
        {
            IDiscardOperation or IDeclarationExpressionOperation => true,
            ILocalReferenceOperation { Local.IsRef: false } => true,
            IParameterReferenceOperation { Parameter.RefKind: RefKind.None } => true,
            ITupleOperation tuple => tuple.Elements.All(IsOwn),
            IFieldReferenceOperation { Field.ContainingType.IsReferenceType: true } => target.Type is { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_Boolean or SpecialType.System_Int32 },
            IFieldReferenceOperation { Instance: IInstanceReferenceOperation } or IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } => IsInConstructor(target),
            _ => false,
        };

        private static bool IsInConstructor(IOperation operation) =>
            operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsValueType: true };

        private bool IsRead(IPropertySymbol property) => property.ContainingAssembly is not ISourceAssemblySymbol ? IsFramework(property.ContainingType)
            : property.GetMethod is not { } getter || IsAutomatic(property) || (!CalleeContracts.IsDispatched(getter) && IsAllowed(getter.OriginalDefinition));

        private static bool IsAutomatic(IPropertySymbol property) =>
            property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property.OriginalDefinition));

        private bool IsOperator(IMethodSymbol method) => method.ContainingAssembly is not ISourceAssemblySymbol ? IsFramework(method.ContainingType) : IsAllowed(method.OriginalDefinition);

        /// <summary>Functions of the framework that only compute, and those that search; what they call they are given here.</summary>
        private static bool IsHarmless(IMethodSymbol method) => method.ContainingAssembly is not ISourceAssemblySymbol && method.ContainingType is { ContainingNamespace: { } space } type
            && (space.ToDisplayString() is "System" or "System.Numerics" && type.Name is "Math" or "MathF" or "Double" or "Single" or "Int32" or "Int64" or "Vector2" or "Vector3" or "Vector4" or "Complex"
                || Sinks.IsKnown(type) || Sinks.IsSearch(method));

        private static bool IsFramework(ITypeSymbol? type) => type is IArrayTypeSymbol || type is { ContainingNamespace: { } space } && space.ToDisplayString() is "System" or "System.Numerics" or "System.Collections.Generic" or "System.Collections.Immutable";

        private static bool IsException(ITypeSymbol? type) => type is not null && (type.ToDisplayString() == "System.Exception" || IsException(type.BaseType));
    }
}
