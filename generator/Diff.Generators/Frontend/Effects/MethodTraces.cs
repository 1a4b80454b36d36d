using System.Runtime.CompilerServices;
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
/// Reads methods without marks, and what they call: which traces do they leave? As everywhere, getters of other assemblies are taken to
/// change nothing.
/// <code>
/// static double Factorial(int n) { var f = 1.0; for (; n > 1; n--) f *= n; return f; }             // none
/// int Find(double x) { while (_knots[_hint + 1] &lt; x) _hint++; return _hint; }                      // integers
/// bool Save(double x) { _last = x; return true; }                                                   // numbers
/// </code>
/// </summary>
internal static class MethodTraces
{
    private static readonly ConditionalWeakTable<IMethodSymbol, StrongBox<(Traces Worst, bool ReadsState)>> Known = new();
    private static readonly ConditionalWeakTable<IMethodSymbol, BodyTraces> Bodies = new();

    public static Traces Of(IMethodSymbol method) => Known.GetValue(method.OriginalDefinition, static key => new(Find(key))).Value.Worst;

    /// <summary>Whether a method that leaves no traces of numbers may find those of others: it reads what objects and statics hold.</summary>
    public static bool ReadsState(IMethodSymbol method) =>
        Known.GetValue(method.OriginalDefinition, static key => new(Find(key))).Value.ReadsState;

    /// <summary>The worst of all bodies that a call may run.</summary>
    private static (Traces Worst, bool ReadsState) Find(IMethodSymbol method)
    {
        var (worst, readsState) = (Traces.None, false);
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IMethodSymbol>([method]);
        while (pending.Count > 0 && worst < Traces.Numbers)
        {
            var called = pending.Pop();
            if (!seen.Add(called)) continue;
            var body = Bodies.GetValue(called, BodyTraces.Of);
            if (body.Own > worst) worst = body.Own;
            readsState |= body.ReadsState;
            foreach (var next in body.Calls) pending.Push(next);
        }
        return (worst, readsState || worst == Traces.Numbers);
    }
}
