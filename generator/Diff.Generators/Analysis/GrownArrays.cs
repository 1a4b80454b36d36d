using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Until when arrays of a method are replaced by longer ones. From then on they are as long as they ever get, and so is an adjoint that is
/// made then.
/// <code>
/// for (…) { Grow(ref cell_X, n); cell_X[n++] = x; }   // ← cell_X is full       for (…) s += cell_X[i];
/// </code>
/// </summary>
internal sealed class GrownArrays
{
    private readonly EquatableArray<Statement> _statements;

    // Positions in the method's own block.
    private readonly Dictionary<Operand, int> _last = [];
    private readonly Dictionary<Statement, int> _loops = new(ReferenceComparer<Statement>.Instance);

    public GrownArrays(Block body)
    {
        _statements = body.Statements;
        for (var i = 0; i < _statements.Count; i++)
        {
            if (_statements[i] is For or Loop) _loops[_statements[i]] = i;
            foreach (var grown in Grow.BuffersIn(new Block([], [_statements[i]], []))) _last[grown] = i;
        }
    }

    /// <summary>The last statement of the method's own block in which an array grows; null if it never does.</summary>
    public Statement? LastGrowth(Value array) => _last.TryGetValue(array, out var last) ? _statements[last] : null;

    /// <summary>Whether an array may grow in a loop, or after it. For a loop in another one, that one has been asked about.</summary>
    public bool StillGrows(Value array, Statement loop) =>
        _last.TryGetValue(array, out var last) && _loops.TryGetValue(loop, out var position) && position <= last;
}
