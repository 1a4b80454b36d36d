using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Leaves the adjoint of a cell where it is when the primal only adds to the cell. What comes in between may add to the cell as well.
/// <code>
/// t = zBar[i]; zBar[i] = 0; xBar[i] += t * w; zBar[i] += t;   →   t = zBar[i]; xBar[i] += t * w;
/// </code>
/// </summary>
internal sealed class UpdatedCells : Rewriter
{
    /// <summary>How far to look for the addition, so that the work per statement is bounded.</summary>
    private const int Farthest = 64;

    private readonly Memories _memories;

    private UpdatedCells(Block body) => _memories = new(body);

    public static Block Run(Block body, Ids ids) => new UpdatedCells(body).Rewrite(body);

    public override Block Rewrite(Block block)
    {
        var rewritten = base.Rewrite(block);
        var dropped = new HashSet<int>();
        for (var i = 1; i < rewritten.Statements.Count; i++)
            if (Taken(rewritten, i) is { } taken && Returned(rewritten, i, taken) is { } last) dropped.UnionWith([i, last]);
        return dropped.Count == 0 ? rewritten : rewritten with { Statements = rewritten.Statements.Where((_, i) => !dropped.Contains(i)).ToEquatableArray() };
    }

    /// <summary>What the cell held, if the statement sets it to zero right after it was read.</summary>
    private static Value? Taken(Block block, int i) =>
        block.Statements[i] is Let { Operation: Store { Path.IsEmpty: true, Operand: Constant { IsZero: true } } store } clear && clear.IsDerived()
        && block.Statements[i - 1] is Let { Operation: Load load } take && load.Buffer == store.Buffer && load.Indices == store.Indices
            ? take.Result
            : null;

    /// <summary>The place of the statement that adds to the cell what it held, if nothing before needs the zero.</summary>
    private int? Returned(Block block, int clear, Value taken)
    {
        var store = (Store)((Let)block.Statements[clear]).Operation;
        for (var i = clear + 1; i < Math.Min(block.Statements.Count, clear + Farthest); i++)
        {
            if (block.Statements[i] is Let { Operation: Accumulate { Path.IsEmpty: true } add } && add.Buffer == store.Buffer && add.Indices == store.Indices && add.Operand == taken) return i;
            if (_memories.DependsOn(block.Statements[i], store.Buffer)) return null;
        }

        return null;
    }
}
