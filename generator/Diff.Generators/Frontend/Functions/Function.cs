using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>The function that an entry point differentiates: a method that is <c>[Differentiable]</c>, or a lambda that captures nothing.</summary>
/// <param name="Lambda">Null for a method.</param>
internal sealed record Function(IMethodSymbol Method, IAnonymousFunctionOperation? Lambda, SyntaxNode Syntax)
{
    /// <summary>How messages call it.</summary>
    public string Display => Lambda is null ? Method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat) : "the lambda";

    /// <summary>The function of a call; null if there is none that can be differentiated, which has been reported.</summary>
    public static Function? Of(EntryPointCall call, IDiagnosticSink sink)
    {
        var operand = Strip(call.Function);
        switch (operand)
        {
            case IAnonymousFunctionOperation lambda when Captured(lambda) is { } captured:
                sink.Report(Descriptors.EntryPoints.Capture, captured.Syntax, captured.Syntax.ToString());
                return null;
            case IAnonymousFunctionOperation lambda when lambda.Symbol.IsAsync || lambda.Symbol.ReturnsByRef || lambda.Symbol.ReturnsByRefReadonly:
                break;
            case IAnonymousFunctionOperation lambda:
                return new(lambda.Symbol, lambda, lambda.Syntax);
            case IMethodReferenceOperation { Method: { IsStatic: true, MethodKind: MethodKind.Ordinary, ReducedFrom: null } method, ConstrainedToType: null } when Attributes.IsDifferentiable(method.OriginalDefinition):
                return new(method, null, operand.Syntax);
            case IMethodReferenceOperation { Method: { IsStatic: true, MethodKind: MethodKind.Ordinary } method, ConstrainedToType: null }:
                sink.Report(Descriptors.EntryPoints.Unmarked, operand.Syntax, method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
                return null;
        }

        sink.Report(Descriptors.EntryPoints.NotSeen, operand.Syntax, operand.Syntax.ToString());
        return null;
    }

    private static IOperation Strip(IOperation operation) => operation switch
    {
        IDelegateCreationOperation creation => Strip(creation.Target),
        IConversionOperation conversion => Strip(conversion.Operand),
        IParenthesizedOperation parenthesized => Strip(parenthesized.Operand),
        _ => operation,
    };

    /// <summary>The first use of something outside of the lambda that is no constant.</summary>
    private static IOperation? Captured(IAnonymousFunctionOperation lambda) => lambda.Body.Descendants().FirstOrDefault(operation => operation switch
    {
        { ConstantValue.HasValue: true } => false,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => true,
        ILocalReferenceOperation local => !IsInside(local.Local, lambda),
        IParameterReferenceOperation parameter => !IsInside(parameter.Parameter, lambda),
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function } => !IsInside(function, lambda),
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } function } => !IsInside(function, lambda),
        _ => false,
    });

    private static bool IsInside(ISymbol symbol, IAnonymousFunctionOperation lambda) =>
        symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == lambda.Syntax.SyntaxTree && lambda.Syntax.Span.Contains(reference.Span));
}
