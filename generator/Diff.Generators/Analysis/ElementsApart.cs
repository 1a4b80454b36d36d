using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Whether every store that runs after a load goes to another element than the one that was loaded, as where a table is filled from what is
/// in it already. Then the element is still there when the load is reversed. Indices are compared as sums of loop indices and of values
/// fixed before the loops, or by rows and columns of these (<see cref="RowMajor"/>), between the iteration of the load and any later one of
/// the store.
/// <code>
/// for (i = 1; i &lt; n; i++) a[i] = f(a[i - 1]);                      // what follows is stored at i, i + 1 …: never at i - 1
/// for (j …) for (k = 0; k &lt; j; k++) l[j, k] = f(l[k, k]);        // in rows j, j + 1 …, and j &gt; k
/// for (j …) for (i = j; i &lt; n; i++) if (i != j) l[i, j] = f(l[j, j]);   // i > j
/// for (t …) for (j = 0; j &lt; n; j++) a[j] = f(a[j + 1]);           // a[j + 1] is stored next, so it is not the same any more
/// </code>
/// </summary>
internal sealed class ElementsApart(IndexSources sources)
{
    /// <summary>Whether no store that runs after the load goes to its element.</summary>
    /// <param name="load">The element that is loaded; of the loops around it, those that run on before it is reversed.</param>
    /// <param name="store">The element that is stored to.</param>
    /// <param name="isNext">The store runs after the load in the same iteration of the loops around both.</param>
    /// <param name="isFixed">Whether a value is the same in all iterations of these loops.</param>
    public bool After(ElementAccess load, ElementAccess store, bool isNext, Func<Value, bool> isFixed)
    {
        var common = load.Loops.Zip(store.Loops, ReferenceEquals).TakeWhile(isSame => isSame).Count();
        var comparison = new Comparison(sources, load, store, common, isFixed);
        return (!isNext || comparison.Differ(common))
            && Enumerable.Range(0, common).All(level => load.Loops[level] is For && comparison.Differ(level));
    }

    /// <summary>Whether no store goes to the element of any load, whichever runs first.</summary>
    public bool Always(ElementAccess load, ElementAccess store, Func<Value, bool> isFixed) =>
        new Comparison(sources, load, store, 0, isFixed).Differ(0);

    /// <summary>What is known of the elements of one load and one store.</summary>
    private sealed class Comparison
    {
        private readonly ElementAccess _load;
        private readonly ElementAccess _store;
        private readonly int _common;
        private readonly IndexRanges _ranges;
        private readonly List<(LinearForm Load, LinearForm Store)> _parts;
        private readonly List<IndexFact> _loadFacts;
        private readonly List<IndexFact> _storeFacts;

        public Comparison(IndexSources sources, ElementAccess load, ElementAccess store, int common, Func<Value, bool> isFixed)
        {
            (_load, _store, _common) = (load, store, common);
            _ranges = new IndexRanges(sources, isFixed, [.. load.Loops.Union(store.Loops).OfType<For>()]);
            var rowMajor = new RowMajor(sources.DefinitionOf, isFixed);
            _parts = [.. load.Indices.Zip(store.Indices, (from, to) => rowMajor.Parts(from, Within(load), to, Within(store)))
                .SelectMany(pairs => pairs).Where(pair => _ranges.IsKnown(pair.Left) && _ranges.IsKnown(pair.Right))];
            (_loadFacts, _storeFacts) = (load.Facts(sources, _ranges), store.Facts(sources, _ranges));
        }

        /// <summary>Whether the elements differ where the store is in a later iteration of the loop at a level.</summary>
        public bool Differ(int level)
        {
            var iterations = new Iterations(level, _common, _load.Loops, _store.Loops, _ranges);
            var known = _loadFacts.Concat(_storeFacts.Select(iterations.OfStore)).OfType<IndexFact>()
                .Select(fact => fact.Sharpened(iterations.Ranges)).ToList();
            return _parts.Select(pair => iterations.OfStore(pair.Store)?.Plus(pair.Load, -1)).OfType<LinearForm>()
                .Any(difference => known.Exists(fact => fact.IsNonZero(difference))
                    || IsPositive(difference) || IsPositive(difference.Times(-1)));

            bool IsPositive(LinearForm sum) => IndexRange.IsPositive(sum, iterations.Ranges)
                || known.Exists(fact => !fact.IsDifference && IndexRange.IsPositive(sum.Plus(fact.Sum, -1)?.Plus(1), iterations.Ranges));
        }

        private RowMajor.IsWithin Within(ElementAccess access)
        {
            return (column, length) => _ranges.IsKnown(column) && _ranges.IsKnown(length)
                && IndexRange.IsPositive(column.Plus(1), Ranges()) && IndexRange.IsPositive(length.Plus(column, -1), Ranges());

            // What has been asked for is among the ranges then.
            List<IndexRange> Ranges() => [.. _ranges.Joined, .. access.Loops.OfType<For>().Reverse().Select(_ranges.Of)];
        }
    }

    /// <summary>
    /// An iteration of the store that comes after one of the load: the loops outside <paramref name="level"/> are in the same iteration,
    /// that at the level is some steps further, and those inside it may be anywhere. Where the level is the number of common loops, both
    /// are in one iteration of all of them.
    /// </summary>
    private sealed class Iterations
    {
        private static readonly Value Steps = new(-1, InertType.Int, "steps");

        private readonly IndexRanges _ranges;
        private readonly Dictionary<Value, LinearForm> _ofStore = [];

        public Iterations(int level, int common, IReadOnlyList<Statement> loadLoops, IReadOnlyList<Statement> storeLoops,
            IndexRanges ranges)
        {
            _ranges = ranges;
            var joined = ranges.Joined.ToList();
            foreach (var range in joined)
                _ofStore[range.Index] = One(new Value(-1000 - _ofStore.Count, InertType.Int, range.Index.Name));
            var bounds = loadLoops
                .Select((loop, depth) => (Depth: depth, Range: loop is For counted ? ranges.Of(counted) : default)).ToList();
            for (var depth = level; depth < storeLoops.Count; depth++)
            {
                if (storeLoops[depth] is not For loop) continue;
                if (depth == level && level < common)
                {
                    _ofStore[loop.Index] = new LinearForm([new(loop.Index, 1), new(Steps, loop.Stride)], 0);
                    bounds.Add((depth, new(Steps, new LinearForm([], 1), null)));
                    continue;
                }

                var index = new Value(-2 - depth, InertType.Int, loop.Index.Name);
                bounds.Add((depth, IndexRange.Of(loop, index, operand => OfStore(ranges.Form(operand)))));
                _ofStore[loop.Index] = One(index);
            }

            // What is handed on lies between indices, so it is innermost.
            Ranges = [.. joined, .. joined.Select(range =>
                    new IndexRange(_ofStore[range.Index].Single!, OfStore(range.Least), OfStore(range.Most))),
                .. bounds.Where(pair => pair.Range.Index is not null).OrderByDescending(pair => pair.Depth).Select(pair => pair.Range)];
        }

        /// <summary>Of all indices, innermost first.</summary>
        public IReadOnlyList<IndexRange> Ranges { get; }

        /// <summary>A sum of the load's indices, as one of the store's.</summary>
        public LinearForm? OfStore(LinearForm? form) => form?.Terms.Aggregate<LinearTerm, LinearForm?>(
            new LinearForm([], form.Constant),
            (sum, term) => _ofStore.TryGetValue(term.Value, out var index) ? sum?.Plus(index, term.Factor)
                : _ranges.IsSteady(term.Value) ? sum?.Plus(One(term.Value), term.Factor) : null);

        public IndexFact? OfStore(IndexFact fact) => OfStore(fact.Sum) is { } sum ? fact with { Sum = sum } : null;

        private static LinearForm One(Value value) => new([new(value, 1)], 0);
    }
}
