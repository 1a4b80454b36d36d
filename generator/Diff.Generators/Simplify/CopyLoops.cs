using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Replaces loops that only copy elements, or add all elements of a matrix to another, by calls that do all of them: as the user wrote most
/// of them. A loop stays where buffers may overlap, or where an element may be missing, as it copies those before it and then throws. Runs
/// once it is known which memory is a span.
/// <code>
/// for (i …) { y[i] = x[i]; z[i] = x[i]; }                       x.CopyTo(y); x.CopyTo(z);
/// var y = new double[x.Length]; for (i …) y[i] = x[i];          var y = (double[])x.Clone();
/// for (i …) for (j …) aBar[i, j] += mBar[i, j];                 SpanSums.Add&lt;double>(aBar, mBar);
/// </code>
/// </summary>
internal sealed class CopyLoops : Rewriter
{
    private const int MostCopies = 4;

    private readonly Ids _ids;
    private readonly Memories _memories;
    private readonly HashSet<Operand> _growing;
    private readonly Dictionary<Value, Let> _definitions = [];
    private readonly Extents _extents = new();

    /// <summary>The counts that are known to be no more than a length, here.</summary>
    private readonly List<(Extent Count, Extent Room)> _checked = [];

    private CopyLoops(Block body, Ids ids)
    {
        _ids = ids;
        _memories = new(body);
        _growing = Grow.BuffersIn(body);
        foreach (var let in body.Statements().OfType<Let>())
        {
            _extents.Add(let);
            foreach (var result in let.Results) _definitions[result] = let;
        }
    }

    public static Block Run(Block body, Ids ids)
    {
        if (!body.Statements().Any(statement => statement is For)) return body;
        var rewritten = new CopyLoops(body, ids).Rewrite(body);
        return rewritten == body ? body : DeadCode.Run(rewritten, ids);
    }

    public override Block Rewrite(Block block)
    {
        var known = _checked.Count;
        var rewritten = base.Rewrite(block);
        _checked.RemoveRange(known, _checked.Count - known);
        return rewritten;
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (MemoryTemplates.RoomCheck(statement) is var (count, room)) _checked.Add((_extents.Of(count), _extents.Of(room)));
        if (statement is not For loop || CopyLoopReader.Read(loop, DefinitionOf) is not { } found || !MayBeApart(found)
            || !found.Copies.All(copy => IsKnown(copy, found)))
        {
            output.Add(Rebuild(statement));
            return;
        }

        foreach (var copy in found.Copies)
        {
            var (isWhole, fills) = (IsWhole(copy.Source, found), IsWhole(copy.Target, found));
            new CopyCall(copy, found.Extents, isWhole, fills, DefinitionOf, _ids).Add(output);
        }
    }

    private Let? DefinitionOf(Value value) => _definitions.TryGetValue(value, out var let) ? let : null;

    private bool MayBeApart(CopyLoop found)
    {
        var targets = found.Copies.Select(copy => copy.Target).ToList();
        return targets.Count <= MostCopies
            && !found.Copies.Any(copy => targets.Any(target => _memories.MayOverlap(copy.Source, target)))
            && !targets.Where((target, i) => targets.Take(i).Any(other => _memories.MayOverlap(other, target))).Any()
            && !_growing.Any(array => found.Copies.Any(copy =>
                _memories.MayOverlap(array, copy.Source) || _memories.MayOverlap(array, copy.Target)));
    }

    /// <summary>
    /// Whether all elements surely are there. Derivatives have the shape of what they belong to, so of them one of the two tells it.
    /// </summary>
    private bool IsKnown(ElementCopy copy, CopyLoop found)
    {
        if (copy.IsAdded && found.Extents.Count == 1) return false;
        var (isSource, isTarget) = (IsWhole(copy.Source, found), IsWhole(copy.Target, found));
        return copy.Origin.Role is Role.Tangent or Role.Adjoint
            ? isSource || isTarget
            : (isSource || Fits(copy.Source, found)) && (isTarget || Fits(copy.Target, found));
    }

    private bool IsWhole(Value buffer, CopyLoop found) =>
        !found.Extents.Where((extent, dimension) => _extents.Of(extent) != _extents.Of(buffer, dimension)).Any();

    private bool Fits(Value buffer, CopyLoop found) =>
        found.Extents is [var count] && _checked.Contains((_extents.Of(count), _extents.Of(buffer, 0)));
}
