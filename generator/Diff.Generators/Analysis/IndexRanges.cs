using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// The ranges of the integers that indices consist of, as sums of indices of loops and of fixed values. What branches and loops hand on
/// lies between the least and the most of what it may be.
/// <code>
/// for (k = 0; k &lt; n; k++) { p = k; for (i = k + 1; i &lt; n; i++) if (…) p = i; … }   →   0 ≤ k ≤ n - 1,  k ≤ p ≤ n - 1
/// </code>
/// </summary>
/// <param name="isFixed">Whether a value is the same in all iterations of the loops.</param>
/// <param name="loops">The loops around, whose indices ranges may refer to.</param>
internal sealed class IndexRanges(IndexSources sources, Func<Value, bool> isFixed, IReadOnlyCollection<For> loops)
{
    /// <summary>Larger numbers in indices might overflow on the way.</summary>
    private const int Largest = 1 << 16;

    /// <summary>A value that may be more things than these is not followed.</summary>
    private const int MostSources = 8;

    private readonly Dictionary<Value, IndexRange?> _joined = [];

    /// <summary>The ranges of what is handed on, of that which has been asked for.</summary>
    public IEnumerable<IndexRange> Joined => _joined.Values.OfType<IndexRange>();

    /// <summary>An operand as a sum of what is known; null if it is none.</summary>
    public LinearForm? Form(Operand operand) => LinearForm.Of(operand, sources.DefinitionOf) is { } form && IsKnown(form) ? form : null;

    public bool IsKnown(LinearForm form) => IsSmall(form) && form.Terms.All(term => IsSteady(term.Value) || IsJoined(term.Value));

    /// <summary>Whether a value is the same wherever the indices of the loops are.</summary>
    public bool IsSteady(Value value) => isFixed(value) || loops.Any(loop => loop.Index == value);

    public IndexRange Of(For loop) => IndexRange.Of(loop, loop.Index, Form);

    private static bool IsSmall(LinearForm form) =>
        Math.Abs((long)form.Constant) < Largest && form.Terms.All(term => Math.Abs((long)term.Factor) < Largest);

    private bool IsJoined(Value value)
    {
        if (_joined.TryGetValue(value, out var known)) return known is not null;
        _joined[value] = null;
        var joining = new HashSet<Statement>(ReferenceComparer<Statement>.Instance);
        var ends = EndsOf(value, joining);
        if (ends.Count is 0 or > MostSources) return false;
        var (least, most) = (Outermost(ends, joining, isLeast: true), Outermost(ends, joining, isLeast: false));
        if (least is null && most is null) return false;
        _joined[value] = new IndexRange(value, least, most);
        return true;
    }

    /// <summary>What a value may be that is not handed on itself.</summary>
    /// <param name="joining">The statements that hand it on.</param>
    private HashSet<Operand> EndsOf(Value value, HashSet<Statement> joining)
    {
        var (seen, ends, pending) = (new HashSet<Value> { value }, new HashSet<Operand>(), new Stack<Value>([value]));
        while (pending.Count > 0 && seen.Count <= MostSources * 2)
        {
            foreach (var (from, by) in sources.JoinOf(pending.Pop()) ?? [])
            {
                joining.Add(by);
                if (from is not Value inner || IsSteady(inner) || sources.JoinOf(inner) is null) ends.Add(from);
                else if (seen.Add(inner)) pending.Push(inner);
            }
        }

        return pending.Count > 0 ? [] : ends;
    }

    /// <summary>One of the ends beyond which none of them is.</summary>
    private LinearForm? Outermost(HashSet<Operand> ends, HashSet<Statement> joining, bool isLeast)
    {
        var forms = ends.Select(end => Extreme(end, joining, isLeast)).ToList();
        var bounds = loops.Reverse().Select(Of).ToList();
        return forms.Find(candidate => candidate is not null && forms.TrueForAll(other => other is not null
            && IndexRange.IsPositive((isLeast ? other.Plus(candidate, -1) : candidate.Plus(other, -1))?.Plus(1), bounds)));
    }

    /// <summary>The least or the most that an end may be: the loops that hand it on have run, so their indices may be anywhere.</summary>
    private LinearForm? Extreme(Operand end, HashSet<Statement> joining, bool isLeast)
    {
        var form = LinearForm.Of(end, sources.DefinitionOf);
        for (var depth = 0; form is not null && IsSmall(form); depth++)
        {
            var term = form.Terms.FirstOrDefault(part => sources.LoopOf(part.Value) is { } loop && joining.Contains(loop));
            if (term.Value is null) return form.Terms.All(part => IsSteady(part.Value)) ? form : null;
            if (depth == MostSources) return null;
            var range = IndexRange.Of(sources.LoopOf(term.Value)!, term.Value, bound => LinearForm.Of(bound, sources.DefinitionOf));
            form = form.Plus(new LinearForm([new(term.Value, 1)], 0), -term.Factor)
                ?.Plus(term.Factor > 0 == isLeast ? range.Least : range.Most, term.Factor);
        }

        return null;
    }
}
