using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Where the elements of views and of rows lie in the arrays behind them, so that two elements of one array can be told apart.
/// <code>
/// row = a.AsSpan(i * n, n); row[j]   →   a[i * n + j]
/// m[i][j]                            →   m[i, j]         // if no two rows of m are one array
/// </code>
/// </summary>
/// <param name="rows">What is known of rows.</param>
internal sealed class ElementPlaces(IndexSources sources, SeparateRows rows)
{
    /// <summary>The place of an element; null if it has none that can be compared.</summary>
    public ElementPlace? Of(Operand buffer, EquatableArray<Operand> indices)
    {
        var (sums, loaded) = (indices.Select(index => (EquatableArray<Operand>)[index]).ToList(), new List<Value>());
        while (buffer is Value value)
        {
            switch (sources.DefinitionOf(value))
            {
                case View { IsNarrowing: false, IsCast: false } view when IsRow(value.Type) && IsRow(view.Buffer.Type):
                    sums[sums.Count - 1] = [view.Start, .. sums[sums.Count - 1]];
                    buffer = view.Buffer;
                    break;
                case Load { Indices: [var index] } row when IsRow(value.Type) && loaded.Count == 0 && rows.AreSeparate(row.Buffer):
                    sums.Insert(0, [index]);
                    loaded.Add(value);
                    buffer = row.Buffer;
                    break;
                default:
                    return new(value, sums.ToEquatableArray(), loaded.ToEquatableArray());
            }
        }

        return null;
    }

    private static bool IsRow(IrType type) => type is BufferType
    {
        Rank: 1, Element: ScalarType, Kind: BufferKind.Array or BufferKind.Span or BufferKind.ReadOnlySpan,
    };
}

/// <param name="Indices">Each one a sum.</param>
/// <param name="Rows">The rows that are loaded on the way.</param>
internal sealed record ElementPlace(Value Array, EquatableArray<EquatableArray<Operand>> Indices, EquatableArray<Value> Rows);
