using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// The methods that a body reaches and that call themselves, whichever of the classes that are made their virtual calls meet.
/// <code>
/// new Growth(rate).After(3), with double After(int years) => years == 0 ? 1 : _rate * After(years - 1)   →   After
/// </code>
/// </summary>
internal sealed class RecursiveBodies
{
    private readonly Lowering _lowering;
    private readonly LocalTableBodies _bodies;
    private readonly Dictionary<ISymbol, IReadOnlyList<IMethodSymbol>> _called = new(SymbolEqualityComparer.Default);

    private RecursiveBodies(Lowering lowering, LocalTableBodies bodies) => (_lowering, _bodies) = (lowering, bodies);

    public static IReadOnlyList<IMethodSymbol> Of(Lowering lowering, IOperation body, LocalTableBodies bodies)
    {
        var calls = new RecursiveBodies(lowering, bodies);
        return [.. calls.Reached(calls.In(body)).Where(method => calls.Reached(calls.CalledBy(method)).Contains(method))];
    }

    private HashSet<IMethodSymbol> Reached(IEnumerable<IMethodSymbol> start)
    {
        var known = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IMethodSymbol>(start);
        while (pending.Count > 0)
            if (pending.Pop() is var method && known.Add(method))
                foreach (var next in CalledBy(method)) pending.Push(next);
        return known;
    }

    private IReadOnlyList<IMethodSymbol> CalledBy(IMethodSymbol method)
    {
        if (!_called.TryGetValue(method, out var called))
            _called.Add(method, called = SourceBodies.Of(method, _lowering.Nesting.Compilation, _lowering.Cancellation) is { } body
                ? [.. In(body)]
                : []);
        return called;
    }

    private IEnumerable<IMethodSymbol> In(IOperation body) => body.DescendantsAndSelf().Select(MemberCall.Of).OfType<MemberCall>()
        .Where(call => !call.Method.DeclaringSyntaxReferences.IsEmpty)
        .SelectMany(call => Bodies(call.Method.OriginalDefinition)).Where(_bodies.HasSeen)
        .Distinct<IMethodSymbol>(SymbolEqualityComparer.Default);

    /// <summary>The bodies that a call may run.</summary>
    private IEnumerable<IMethodSymbol> Bodies(IMethodSymbol method) => !ChosenMembers.Are(method)
        ? [method]
        : _bodies.Made.Where(kind => Subtypes.IsA(_lowering.Nesting.Compilation, kind, method.ContainingType))
            .Select(kind => ChosenMembers.Of(kind, method)).OfType<IMethodSymbol>();
}
