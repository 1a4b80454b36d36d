using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Methods without marks whose code is seen to assign its own variables and nothing else, so that they may run once or several times. As everywhere, getters are taken to change nothing.
/// <code>
/// static double Factorial(int n) { var f = 1.0; for (; n > 1; n--) f *= n; return f; }
/// </code>
/// </summary>
internal static class HarmlessMethods
{
    /// <summary>Whether the method returns a value, memory aside, and is of this kind, with all that it calls.</summary>
    /// <param name="isKnown">Methods of other code that are.</param>
    public static bool Is(IMethodSymbol method, Compilation compilation, Func<IMethodSymbol, bool> isKnown, CancellationToken cancellation) =>
        method is { ReturnsVoid: false, ReturnType.IsUnmanagedType: true } && new Search(compilation, isKnown, cancellation).Is(method);

    private sealed class Search(Compilation compilation, Func<IMethodSymbol, bool> isKnown, CancellationToken cancellation)
    {
        // A method that is being looked at counts as harmless: it is, if all else is.
        private readonly HashSet<IMethodSymbol> _seen = new(SymbolEqualityComparer.Default);

        public bool Is(IMethodSymbol method)
        {
            if (isKnown(method) || !_seen.Add(method.OriginalDefinition)) return true;
            cancellation.ThrowIfCancellationRequested();
            return method is { MethodKind: MethodKind.Ordinary, IsStatic: true, IsAsync: false, IsAbstract: false, ReturnsByRef: false, ReturnsByRefReadonly: false }
                && method.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In)
                && method.OriginalDefinition.DeclaringSyntaxReferences is [var reference]
                && BodyOf(reference.GetSyntax(cancellation)) is { } body
                && body.Descendants().All(IsHarmless);
        }

        private IOperation? BodyOf(SyntaxNode syntax) => compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, cancellation);

        private bool IsHarmless(IOperation operation) => operation switch
        {
            IInvocationOperation call => Is(call.TargetMethod),
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => false,
            ICompoundAssignmentOperation assignment => IsOwn(assignment.Target) && assignment.OperatorMethod is null,
            IAssignmentOperation assignment => IsOwn(assignment.Target),
            IIncrementOrDecrementOperation step => IsOwn(step.Target) && step.OperatorMethod is null,
            IBinaryOperation { OperatorMethod: { } method } => isKnown(method),
            IUnaryOperation { OperatorMethod: { } method } => isKnown(method),
            IConversionOperation { OperatorMethod: { } method } => isKnown(method),
            IBlockOperation or IReturnOperation or ILoopOperation or IBranchOperation or IConditionalOperation or ISwitchOperation or ISwitchCaseOperation or ICaseClauseOperation
                or ISwitchExpressionOperation or ISwitchExpressionArmOperation or IExpressionStatementOperation or IEmptyOperation => operation is not IForEachLoopOperation,
            IVariableDeclarationGroupOperation or IVariableDeclarationOperation or IVariableInitializerOperation => true,
            IVariableDeclaratorOperation declarator => !declarator.Symbol.IsRef,
            ILiteralOperation or ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation => true,
            IUnaryOperation or IBinaryOperation or IConversionOperation or IParenthesizedOperation or IArgumentOperation or ITupleOperation or IDefaultValueOperation
                or IIsPatternOperation or IPatternOperation => true,
            _ => false,
        };

        /// <summary>A variable of the method itself.</summary>
        private static bool IsOwn(IOperation target) => target is ILocalReferenceOperation { Local.IsRef: false } or IParameterReferenceOperation;
    }
}
