using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// The function that an entry point differentiates: a method that is <c>[Differentiable]</c>, or a lambda or local function that captures
/// nothing.
/// </summary>
/// <param name="Body">Null for a method.</param>
/// <param name="Syntax">Where the call names it.</param>
internal sealed record Function(IMethodSymbol Method, IOperation? Body, SyntaxNode Syntax)
{
    /// <summary>The lambda or local function.</summary>
    public SyntaxNode Declaration =>
        Method.MethodKind == MethodKind.LocalFunction ? Method.DeclaringSyntaxReferences[0].GetSyntax() : Syntax;

    /// <summary>How messages call it.</summary>
    public string Display => Method.MethodKind == MethodKind.AnonymousFunction ? "the lambda" : Method.ToDisplayString(Spelling.InMessages);

    /// <summary>The function of a call; null if there is none that can be differentiated, which has been reported.</summary>
    public static Function? Of(EntryPointCall call, IDiagnosticSink sink)
    {
        var operand = Strip(call.Function);
        switch (operand)
        {
            case IAnonymousFunctionOperation lambda when CanBeMethod(lambda.Symbol):
                return OfBody(new(lambda.Symbol, lambda.Body, lambda.Syntax), sink);
            case IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local }
                when CanBeMethod(local) && LocalFunctions.Find(operand, local) is { } body:
                return OfBody(new(local, body, operand.Syntax), sink);
            case IMethodReferenceOperation { Method: { IsStatic: true, MethodKind: MethodKind.Ordinary, ReducedFrom: null } method,
                ConstrainedToType: null } when Attributes.IsDifferentiable(method.OriginalDefinition):
                return new(method, null, operand.Syntax);
            case IMethodReferenceOperation { Method: { IsStatic: true, MethodKind: MethodKind.Ordinary } method, ConstrainedToType: null }:
                sink.Report(Descriptors.EntryPoints.Unmarked, operand.Syntax, method.ToDisplayString(Spelling.InMessages));
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

    private static bool CanBeMethod(IMethodSymbol function) =>
        function is { IsAsync: false, ReturnsByRef: false, ReturnsByRefReadonly: false, Arity: 0 };

    private static Function? OfBody(Function function, IDiagnosticSink sink)
    {
        if (function.Captured() is not { } captured) return function;
        sink.Report(Descriptors.EntryPoints.Capture, captured.Syntax, captured.Syntax.ToString());
        return null;
    }

    /// <summary>The first use of something outside of the function that is no constant.</summary>
    private IOperation? Captured() => Body!.Descendants().FirstOrDefault(operation => operation switch
    {
        { ConstantValue.HasValue: true } => false,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => true,
        ILocalReferenceOperation local => !IsInside(local.Local),
        IParameterReferenceOperation parameter => !IsInside(parameter.Parameter),
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function } => !IsInside(function),
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } function } => !IsInside(function),
        _ => false,
    });

    private bool IsInside(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == Declaration.SyntaxTree
            && Declaration.Span.Contains(reference.Span));
}
