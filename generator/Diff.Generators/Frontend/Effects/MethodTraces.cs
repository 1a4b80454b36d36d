using System.Runtime.CompilerServices;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

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
/// Reads methods without marks, and what they call: which traces do they leave, and where? As everywhere, getters of other assemblies are
/// taken to change nothing.
/// <code>
/// static double Factorial(int n) { var f = 1.0; for (; n > 1; n--) f *= n; return f; }             // none
/// int Find(double x) { while (_knots[_hint + 1] &lt; x) _hint++; return _hint; }                      // integers
/// bool Save(double x) { _last = x; return true; }                                                   // numbers
/// </code>
/// </summary>
internal static class MethodTraces
{
    private static readonly ConditionalWeakTable<IMethodSymbol, Found> Known = new();
    private static readonly ConditionalWeakTable<IMethodSymbol, BodyTraces> Bodies = new();

    public static Traces Of(IMethodSymbol method) => Find(method).Worst;

    /// <summary>Where a call may store what it is given.</summary>
    public static StatePlaces StoredBy(BodyCall call) => Find(call.Method).Stores.With(Foreign(call));

    /// <summary>Where a call may find numbers and texts that others have stored.</summary>
    public static StatePlaces ReadBy(BodyCall call) => Find(call.Method).Reads.With(Foreign(call));

    private static StatePlaces Foreign(BodyCall call) => call.Method.ContainingAssembly is ISourceAssemblySymbol
        ? StatePlaces.None
        : StateOf.Foreign(call.Method, call.Values.Select(value => Sinks.Strip(value).Type));

    private static Found Find(IMethodSymbol method) => Known.GetValue(method.OriginalDefinition, Close);

    /// <summary>All that the bodies do that a call may run.</summary>
    private static Found Close(IMethodSymbol method)
    {
        var found = new Found(Traces.None, StatePlaces.None, StatePlaces.None);
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IMethodSymbol>([method]);
        while (pending.Count > 0 && found != Found.Most)
        {
            var called = pending.Pop();
            if (!seen.Add(called)) continue;
            var body = Bodies.GetValue(called, BodyTraces.Of);
            found = new(body.Own > found.Worst ? body.Own : found.Worst, found.Stores.With(body.Stores), found.Reads.With(body.Reads));
            foreach (var next in body.Calls) pending.Push(next);
        }
        return found;
    }

    private sealed record Found(Traces Worst, StatePlaces Stores, StatePlaces Reads)
    {
        public static readonly Found Most = new(Traces.Numbers, StatePlaces.Anywhere, StatePlaces.Anywhere);
    }
}
