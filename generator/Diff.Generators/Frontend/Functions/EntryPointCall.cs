using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>A call of one of the entry points of <c>Gradient</c>: <c>Gradient.Of(function, point, constants …)</c>.</summary>
/// <param name="Differentiated">How many of the function's parameters the point stands for.</param>
/// <param name="IsTuple">The point is a tuple of several arguments.</param>
internal sealed record EntryPointCall(EntryPointKind Kind, IInvocationOperation Call, int Differentiated, bool IsTuple)
{
    private static readonly Dictionary<string, EntryPointKind> Kinds =
        Enum.GetValues(typeof(EntryPointKind)).Cast<EntryPointKind>().ToDictionary(kind => kind.ToString(), StringComparer.Ordinal);

    /// <summary>The name by which messages call it: <c>Gradient.Of</c>.</summary>
    public string Display => $"Gradient.{Kind}";

    public IOperation Function => Argument(0);

    public IOperation Point => Argument(1);

    /// <summary>A tangent, weight or direction; null if the entry point takes none.</summary>
    public IOperation? Along => TakesMore(Kind) ? Argument(2) : null;

    public IEnumerable<IOperation> Constants =>
        Enumerable.Range(FirstConstant(Kind), Call.Arguments.Length - FirstConstant(Kind)).Select(Argument);

    /// <summary>The argument for a parameter of the function; null if it is one that is differentiated.</summary>
    public IOperation? ConstantFor(IParameterSymbol parameter) =>
        parameter.Ordinal < Differentiated ? null : Constants.ElementAtOrDefault(parameter.Ordinal - Differentiated);

    /// <summary>The function's parameter that gets an argument; null if it is one that is differentiated, or the function is not
    /// known.</summary>
    public IParameterSymbol? ParameterOf(IArgumentOperation argument) =>
        argument.Parameter!.Ordinal - FirstConstant(Kind) is >= 0 and var constant
            ? Frontend.Function.SymbolOf(this)?.Parameters.ElementAtOrDefault(Differentiated + constant)
            : null;

    /// <summary>Whether a second derivative is asked for.</summary>
    public bool IsSecond => Kind is EntryPointKind.Hessian or EntryPointKind.Hvp;

    /// <summary>Whether the call stands in a function that is differentiated itself, and is analysed as a part of it.</summary>
    public bool IsNested
    {
        get
        {
            for (IOperation? around = Call.Parent; around is not null; around = around.Parent)
                if (around is IInvocationOperation outer && Is(outer.TargetMethod)) return true;
            return Call.SemanticModel?.GetEnclosingSymbol(Call.Syntax.SpanStart) is { } symbol && IsMarked(symbol);
        }
    }

    private static bool IsMarked(ISymbol symbol) =>
        Attributes.IsDifferentiable(symbol)
            || symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction }
                && IsMarked(symbol.ContainingSymbol);

    /// <summary>What the name of the member that serves the call adds to the family's.</summary>
    public string MemberSuffix => Kind == EntryPointKind.Of ? "Gradient" : Kind.ToString();

    /// <summary>The index of the entry point's first parameter that is a constant of the derivative.</summary>
    public static int FirstConstant(EntryPointKind kind) => TakesMore(kind) ? 3 : 2;

    private static bool TakesMore(EntryPointKind kind) => kind is EntryPointKind.Jvp or EntryPointKind.Vjp or EntryPointKind.Hvp;

    /// <summary>Whether a node may be such a call, by its text alone.</summary>
    public static bool MayBe(SyntaxNode node) => node is InvocationExpressionSyntax { ArgumentList.Arguments.Count: >= 2 } call
        && call.Expression switch
    {
        MemberAccessExpressionSyntax access => IsName(access.Name),
        SimpleNameSyntax name => IsName(name),
        _ => false,
    };

    public static bool Is(IMethodSymbol method) =>
        method.IsStatic && Kinds.ContainsKey(method.Name) && method.ContainingType?.ToDisplayString() == KnownNames.Gradient;

    /// <summary>The call; null if it is of anything else.</summary>
    public static EntryPointCall? Of(IOperation? operation)
    {
        if (operation is not IInvocationOperation call || !Is(call.TargetMethod)) return null;
        var point = call.TargetMethod.OriginalDefinition.Parameters[1].Type as INamedTypeSymbol;
        var isTuple = point is { IsTupleType: true };
        return new(Kinds[call.TargetMethod.Name], call, isTuple ? point!.TupleElements.Length : 1, isTuple);
    }

    private IOperation Argument(int parameter) => Call.Arguments.First(argument => argument.Parameter!.Ordinal == parameter).Value;

    private static bool IsName(SimpleNameSyntax name) => Kinds.ContainsKey(name.Identifier.ValueText);
}
