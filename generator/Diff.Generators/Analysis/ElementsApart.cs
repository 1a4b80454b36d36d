using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Whether every store that runs after a load goes to another element than the one that was loaded, as where a table is filled from what is
/// in it already. Then the element is still there when the load is reversed. Indices are compared as sums of loop indices and of values
/// fixed before the loops, between the iteration of the load and any later one of the store.
/// <code>
/// for (i = 1; i &lt; n; i++) a[i] = f(a[i - 1]);                      // what follows is stored at i, i + 1 …: never at i - 1
/// for (j …) for (k = 0; k &lt; j; k++) l[j, k] = f(l[k, k]);        // in rows j, j + 1 …, and j &gt; k
/// for (t …) for (j = 0; j &lt; n; j++) a[j] = f(a[j + 1]);           // a[j + 1] is stored next, so it is not the same any more
/// </code>
/// </summary>
/// <param name="definition">What computes a value; null for parameters of blocks.</param>
internal sealed class ElementsApart(Func<Value, Operation?> definition)
{
    /// <summary>Larger numbers in indices might overflow on the way.</summary>
    private const int Largest = 1 << 16;

    /// <param name="loaded">The indices of the element that is loaded.</param>
    /// <param name="loadLoops">The loops around the load that run on before it is reversed, outermost first.</param>
    /// <param name="stored">The indices of the element that is stored to.</param>
    /// <param name="storeLoops">Those around the store.</param>
    /// <param name="isNext">The store runs after the load in the same iteration of the loops around both.</param>
    /// <param name="isFixed">Whether a value is the same in all iterations of these loops.</param>
    public bool After(EquatableArray<Operand> loaded, IReadOnlyList<Statement> loadLoops, EquatableArray<Operand> stored,
        IReadOnlyList<Statement> storeLoops, bool isNext, Func<Value, bool> isFixed)
    {
        var common = loadLoops.Zip(storeLoops, ReferenceEquals).TakeWhile(isSame => isSame).Count();
        if (isNext && !Differ(new Iterations(common, common))) return false;
        return Enumerable.Range(0, common).All(level => loadLoops[level] is For && Differ(new Iterations(level, common)));

        bool Differ(Iterations iterations)
        {
            var bounds = iterations.Bounds(loadLoops, storeLoops, Form).ToList();
            return loaded.Zip(stored, (from, to) => (From: Form(from), To: iterations.OfStore(Form(to))))
                .Any(pair => pair.From is not null
                    && (IsPositive(pair.To?.Plus(pair.From, -1), bounds) || IsPositive(pair.From.Plus(pair.To, -1), bounds)));
        }

        LinearForm? Form(Operand operand) => LinearForm.Of(operand, definition) is { } form && form.Terms.All(IsKnown)
            && Math.Abs((long)form.Constant) < Largest ? form : null;

        bool IsKnown(LinearTerm term) => Math.Abs(term.Factor) < Largest
            && (isFixed(term.Value) || loadLoops.Concat(storeLoops).Any(loop => loop is For counted && counted.Index == term.Value));
    }

    /// <summary>Whether a sum is at least 1 for all values of the indices within their bounds, given innermost first.</summary>
    private static bool IsPositive(LinearForm? sum, IEnumerable<Bound> bounds)
    {
        foreach (var bound in bounds)
        {
            var factor = sum?.FactorOf(bound.Index) ?? 0;
            if (factor != 0)
                sum = sum!.Plus(new LinearForm([new(bound.Index, 1)], 0), -factor)?.Plus(factor > 0 ? bound.Least : bound.Most, factor);
        }

        return sum is { Terms.IsEmpty: true, Constant: > 0 };
    }

    /// <summary>The range of an index; null where it is not known.</summary>
    private readonly record struct Bound(Value Index, LinearForm? Least, LinearForm? Most);

    /// <summary>
    /// An iteration of the store that comes after one of the load: the loops outside <paramref name="level"/> are in the same iteration,
    /// that at the level is some steps further, and those inside it may be anywhere. Where the level is the number of common loops, both
    /// are in one iteration of all of them.
    /// </summary>
    private sealed class Iterations(int level, int common)
    {
        private readonly Value _steps = new(-1, InertType.Int, "steps");
        private readonly Dictionary<Value, LinearForm> _ofStore = [];

        /// <summary>A sum of the load's indices, as one of the store's. The bounds are to be asked for first.</summary>
        public LinearForm? OfStore(LinearForm? form) => form?.Terms.Aggregate<LinearTerm, LinearForm?>(
            new LinearForm([], form.Constant),
            (sum, term) => sum?.Plus(_ofStore.TryGetValue(term.Value, out var index) ? index : new LinearForm([new(term.Value, 1)], 0),
                term.Factor));

        public IEnumerable<Bound> Bounds(IReadOnlyList<Statement> loadLoops, IReadOnlyList<Statement> storeLoops,
            Func<Operand, LinearForm?> form)
        {
            var bounds = loadLoops.Select((loop, depth) => (Depth: depth,
                Bound: loop is For counted ? Of(counted, counted.Index, form) : default)).ToList();
            for (var depth = level; depth < storeLoops.Count; depth++)
            {
                if (storeLoops[depth] is not For loop) continue;
                if (depth == level && level < common)
                {
                    _ofStore[loop.Index] = new LinearForm([new(loop.Index, 1), new(_steps, loop.Stride)], 0);
                    bounds.Add((depth, new(_steps, new LinearForm([], 1), null)));
                    continue;
                }

                var index = new Value(-2 - depth, InertType.Int, loop.Index.Name);
                bounds.Add((depth, Of(loop, index, operand => OfStore(form(operand)))));
                _ofStore[loop.Index] = new LinearForm([new(index, 1)], 0);
            }

            return bounds.Where(pair => pair.Bound.Index is not null).OrderByDescending(pair => pair.Depth).Select(pair => pair.Bound);
        }

        private static Bound Of(For loop, Value index, Func<Operand, LinearForm?> form)
        {
            var (start, end) = (form(loop.Start), form(loop.End));
            return loop.Stride > 0
                ? new(index, start, loop.IsInclusive ? end : end?.Plus(-1))
                : new(index, loop.IsInclusive ? end : end?.Plus(1), start);
        }
    }
}
