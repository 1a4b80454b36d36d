using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Leaves the adjoint of a cell where it is when the primal only adds to the cell, and sets it at once when the primal multiplies the cell,
/// say. What comes in between may add to the same memory; it comes after what is set.
/// <code>
/// t = zBar[i]; zBar[i] = 0; xBar[i] += t * w; zBar[i] += t;       →   t = zBar[i]; xBar[i] += t * w;      // of a struct: zBar[i].X += t.X; zBar[i].Y += t.Y;
/// t = zBar[i]; zBar[i] = 0; zBar[j] += t * w; zBar[i] += t * x;   →   t = zBar[i]; zBar[i] = t * x; zBar[j] += t * w;
/// </code>
/// </summary>
internal sealed class UpdatedCells : Rewriter
{
    /// <summary>How far to look for the addition, so that the work per statement is bounded.</summary>
    private const int Farthest = 64;

    /// <summary>How far to look for what was read.</summary>
    private const int Nearest = 8;

    private readonly Memories _memories;

    private UpdatedCells(Block body) => _memories = new(body);

    public static Block Run(Block body, Ids ids) => new UpdatedCells(body).Rewrite(body);

    public override Block Rewrite(Block block)
    {
        var rewritten = base.Rewrite(block);
        var statements = rewritten.Statements.ToList();
        for (var i = 1; i < statements.Count; i++)
            if (Taken(statements, i) is { } taken && !Leave(statements, i, taken)) Set(statements, i);
        return statements.Count == rewritten.Statements.Count ? rewritten : rewritten with { Statements = statements.ToEquatableArray() };
    }

    /// <summary>
    /// What the cell held, if the statement sets it to zero after it was read. In between the tangent of the cell may have been read.
    /// </summary>
    private Value? Taken(List<Statement> statements, int i)
    {
        if (statements[i] is not Let { Operation: Store { Path.IsEmpty: true, Operand: Constant { IsZero: true }
            or Constant { Type: AggregateType, Bits: 0 } } store } clear || !clear.IsDerived())
            return null;
        for (var before = i - 1; before >= Math.Max(0, i - Nearest); before--)
        {
            if (statements[before] is Let { Operation: Load load } take && load.Buffer == store.Buffer && load.Indices == store.Indices)
                return take.Result;
            if (!_memories.IsUntouchedBy(statements[before], store.Buffer)) return null;
        }

        return null;
    }

    /// <summary>Drops the zero, and what adds to the cell what it held, a struct part by part, if nothing before needs the zero.</summary>
    private bool Leave(List<Statement> statements, int clear, Value taken)
    {
        var store = StoreAt(statements, clear);
        var parts = new Dictionary<Operand, EquatableArray<int>> { [taken] = [] };
        var additions = new Dictionary<EquatableArray<int>, int>();
        for (var i = clear + 1; i < Math.Min(statements.Count, clear + Farthest); i++)
        {
            if (statements[i] is Let { Operation: GetField part } let && parts.TryGetValue(part.Aggregate, out var path))
            {
                parts[let.Result] = [.. path, part.Index];
            }
            else if (Added(store, statements[i]) is { Operand.Type: ScalarType } add && parts.TryGetValue(add.Operand, out var same)
                && same == add.Path && !additions.ContainsKey(same))
            {
                additions.Add(same, i);
                if (additions.Count < taken.Type.LeafCount()) continue;
                foreach (var gone in additions.Values.OrderByDescending(place => place).Append(clear)) statements.RemoveAt(gone);
                return true;
            }
            else if (_memories.DependsOn(statements[i], store.Buffer))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Makes the first addition to the cell what sets it, if nothing before needs the zero.</summary>
    private void Set(List<Statement> statements, int clear)
    {
        var store = StoreAt(statements, clear);
        var additions = new List<int>();
        for (var i = clear + 1; i < Math.Min(statements.Count, clear + Farthest); i++)
        {
            var statement = statements[i];
            if (AddedTo(store, statement) is { } added)
            {
                // The statement keeps its place in the primal, and so do those that move behind it.
                if (additions.Exists(addition => statements[addition].Origin.Statement != statement.Origin.Statement)) return;
                statements[i] = (Let)statement with { Operation = store with { Operand = added } };
                statements.InsertRange(i + 1, additions.Select(addition => statements[addition]));
                foreach (var earlier in Enumerable.Reverse(additions).Append(clear)) statements.RemoveAt(earlier);
                return;
            }

            if (_memories.IsUntouchedBy(statement, store.Buffer)) continue;
            if (statement is not Let { Operation: Accumulate } || _memories.DependsOn(statement, store.Buffer)) return;
            additions.Add(i);
        }
    }

    private static Store StoreAt(List<Statement> statements, int i) => (Store)((Let)statements[i]).Operation;

    /// <summary>What the statement adds to the whole cell; null if it does not.</summary>
    private static Operand? AddedTo(Store cell, Statement statement) =>
        Added(cell, statement) is { Path.IsEmpty: true, Operand: var added } ? added : null;

    private static Accumulate? Added(Store cell, Statement statement) =>
        statement is Let { Operation: Accumulate add } && add.Buffer == cell.Buffer && add.Indices == cell.Indices ? add : null;
}
