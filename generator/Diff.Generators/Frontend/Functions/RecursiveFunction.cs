using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>A local function that calls itself, directly or through others: no body of it can stand in the place of its calls.</summary>
/// <param name="Captured">The variables around it that it uses, or the functions that it calls.</param>
/// <param name="UsesThis">Whether any of them names a member of the object.</param>
internal sealed record RecursiveFunction(IMethodSymbol Symbol, IOperation Body, IReadOnlyList<ISymbol> Captured, bool UsesThis)
{
    private const string OrdinaryMethod = "make it an ordinary [Differentiable] method, and pass what it needs";

    /// <summary>The function; null if it does not call itself, or has no body.</summary>
    /// <param name="use">Any operation of the method around it.</param>
    public static RecursiveFunction? Of(IOperation use, IMethodSymbol function)
    {
        var bodies = new Dictionary<IMethodSymbol, IOperation>(SymbolEqualityComparer.Default);
        Reach(use, function, bodies);
        if (!bodies.TryGetValue(function, out var body)) return null;
        // A variable of another function that is reached belongs to a call of that one, unless the function itself stands inside it.
        var others = bodies.Keys.Where(reached => !IsInside(function, reached)).ToList();
        var around = bodies.Values.SelectMany(reached => Uses(reached, function.ContainingType))
            .Where(symbol => !others.Exists(other => IsInside(symbol, other))).Distinct(SymbolEqualityComparer.Default).ToList();
        return new(function, body, [.. around.Where(symbol => symbol is not INamedTypeSymbol)],
            around.Exists(symbol => symbol is INamedTypeSymbol))
        {
            Written = bodies.Values.SelectMany(Writes.In).FirstOrDefault(around.Contains),
        };
    }

    /// <summary>A captured variable that is assigned inside; null if there is none.</summary>
    private ISymbol? Written { get; init; }

    /// <summary>Whether the function cannot become a method, which is reported then.</summary>
    public bool Refuse(Lowering lowering, IInvocationOperation call)
    {
        var reason = Written is not null
            ? $"the recursive local function '{Symbol.Name}', which assigns '{Written.Name}' of the method around it,"
            : lowering.Nesting.Around.TypeParameters.Length > 0 ? $"the recursive local function '{Symbol.Name}' of a generic method"
            : UsesThis && (lowering.Receiver is null || lowering.ObjectFields.Count > 0)
                ? $"the recursive local function '{Symbol.Name}', which uses members of what is differentiated,"
            : Captured.FirstOrDefault(symbol => !IsPlain(lowering, symbol)) is { } captured
                ? $"the recursive local function '{Symbol.Name}', which captures '{captured.Name}',"
            : Symbol.Parameters.FirstOrDefault(parameter => ObjectFields.IsMarked(parameter.Type)) is { } held
                ? $"the recursive local function '{Symbol.Name}' with the object '{held.Name}'"
            : call.Arguments.FirstOrDefault(argument => argument.Parameter!.RefKind is RefKind.Ref or RefKind.Out
                && Captured.Contains(Writes.Variable(argument.Value), SymbolEqualityComparer.Default)) is { } shared
                ? $"the recursive local function '{Symbol.Name}', which captures '{shared.Value.Syntax}' and is passed it by reference,"
            : "";
        if (reason.Length > 0) lowering.Report(Descriptors.Unsupported.Expression, call.Syntax, reason, OrdinaryMethod);
        return reason.Length > 0;
    }

    /// <summary>Whether a variable is its value: it stands for no function, list or object.</summary>
    private static bool IsPlain(Lowering lowering, ISymbol variable) =>
        !lowering.Collections.Contains(variable) && !lowering.Containers.ContainsKey(variable) && lowering.Delegates.Find(variable) is null
            && !lowering.Queries.Contains(variable) && !ObjectFields.IsMarked(Variables.TypeOf(variable));

    /// <summary>The local functions that a body calls, and those that they call.</summary>
    private static void Reach(IOperation use, IMethodSymbol function, Dictionary<IMethodSymbol, IOperation> bodies)
    {
        if (LocalFunctions.Find(use, function) is not { } body) return;
        foreach (var called in body.Descendants().Select(Called).OfType<IMethodSymbol>())
        {
            if (bodies.ContainsKey(called) || LocalFunctions.Find(use, called) is not { } reached) continue;
            bodies.Add(called, reached);
            Reach(use, called, bodies);
        }
    }

    private static IMethodSymbol? Called(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } called } => called,
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } named } => named,
        _ => null,
    };

    /// <summary>The variables that a body names, and the type around it if it uses the object.</summary>
    private static IEnumerable<ISymbol> Uses(IOperation body, INamedTypeSymbol type) => body.Descendants()
        .Select(operation => operation switch
    {
        { ConstantValue.HasValue: true } => null,
        ILocalReferenceOperation { Local: var local } => local,
        IParameterReferenceOperation held when Members.IsHeld(held) => type,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => (ISymbol)type,
        _ => null,
    }).OfType<ISymbol>();

    private static bool IsInside(ISymbol symbol, ISymbol function)
    {
        for (ISymbol? around = symbol.ContainingSymbol; around is not null; around = around.ContainingSymbol)
            if (SymbolEqualityComparer.Default.Equals(around, function)) return true;
        return false;
    }
}
