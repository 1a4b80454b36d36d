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
    public string Display => DisplayOf(Method);

    private static string DisplayOf(IMethodSymbol method) =>
        method.MethodKind == MethodKind.AnonymousFunction ? "the lambda" : method.ToDisplayString(Spelling.InMessages);

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
            case IMethodReferenceOperation { Method: { IsStatic: true, MethodKind: MethodKind.Ordinary, IsAsync: false } method,
                ConstrainedToType: null }:
                sink.Report(Descriptors.EntryPoints.Unmarked, operand.Syntax, method.ToDisplayString(Spelling.InMessages));
                return null;
        }

        if (SymbolOf(call) is { IsAsync: true } resumed)
            sink.Report(Descriptors.EntryPoints.Missing, operand.Syntax, call.Display, DisplayOf(resumed),
                "it is async and returns before its result is known", "await what it needs before, and pass that to an ordinary function");
        else sink.Report(Descriptors.EntryPoints.NotSeen, operand.Syntax, operand.Syntax.ToString());
        return null;
    }

    /// <summary>The symbol of the function, whether it can be differentiated or not; null if it is not known.</summary>
    public static IMethodSymbol? SymbolOf(EntryPointCall call) => Strip(call.Function) switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        IMethodReferenceOperation named => named.Method,
        _ => null,
    };

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

    /// <summary>The body, then those of the local functions around it that it calls, directly or through others.</summary>
    public IEnumerable<IOperation> Bodies()
    {
        if (Body is null) yield break;
        var reached = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { Method };
        var pending = new Queue<IOperation>([Body]);
        while (pending.Count > 0)
        {
            var body = pending.Dequeue();
            yield return body;
            foreach (var operation in body.Descendants())
                if (LocalFunction(operation) is { } function && !IsInside(function) && reached.Add(function)
                    && LocalFunctions.Find(operation, function) is { } other)
                    pending.Enqueue(other);
        }
    }

    /// <summary>The first use of something outside of the function that is no constant.</summary>
    private IOperation? Captured() => Bodies().SelectMany(body => body.Descendants().Where(operation => IsCaptured(operation, body)))
        .FirstOrDefault();

    private bool IsCaptured(IOperation operation, IOperation body) => operation switch
    {
        { ConstantValue.HasValue: true } or { Parent: INameOfOperation } => false,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => !IsNamedAlone(operation),
        ILocalReferenceOperation local => !IsInside(local.Local, body),
        IParameterReferenceOperation parameter => !IsInside(parameter.Parameter, body),
        _ => false,
    };

    /// <summary>The local function that an operation calls or passes on.</summary>
    private static IMethodSymbol? LocalFunction(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function } => function,
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } function } => function,
        _ => null,
    };

    /// <summary><c>nameof(Member)</c> needs no object.</summary>
    private static bool IsNamedAlone(IOperation receiver) => receiver.Parent is { Parent: INameOfOperation };

    private bool IsInside(ISymbol symbol) => IsInside(symbol, Declaration);

    private bool IsInside(ISymbol symbol, IOperation body) => IsInside(symbol, body == Body ? Declaration : body.Syntax.Parent!);

    private static bool IsInside(ISymbol symbol, SyntaxNode declaration) =>
        symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == declaration.SyntaxTree
            && declaration.Span.Contains(reference.Span));
}
