using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Where a statement stands in a method.
/// <code>
/// a;                      // 1
/// while (…) { b; c; }     // 2, in it 3 and 4: b may run after c
/// </code>
/// </summary>
/// <param name="Ordinal">In textual order.</param>
/// <param name="Loop">The innermost loop around it.</param>
internal readonly record struct Position(int Ordinal, EnclosingLoop? Loop)
{
    /// <summary>The innermost branch around it.</summary>
    public Guard? Guard { get; init; }

    /// <summary>The loops around it, innermost first.</summary>
    public IEnumerable<EnclosingLoop> Loops
    {
        get
        {
            for (var loop = Loop; loop is not null; loop = loop.Outer) yield return loop;
        }
    }

    /// <summary>The loops around it inside another one, outermost first.</summary>
    public List<Statement> Within(EnclosingLoop? around) =>
        [.. Loops.TakeWhile(loop => loop != around).Select(loop => loop.Statement).Reverse()];

    /// <summary>Whether what stands somewhere may run after this.</summary>
    public bool MayBeBefore(int other) => other > Ordinal || Loops.Any(loop => loop.Contains(other));
}

/// <summary>A loop: what stands anywhere in it may run after anything else in it.</summary>
internal sealed class EnclosingLoop(Statement statement, int start, EnclosingLoop? outer)
{
    public Statement Statement => statement;

    public int Start => start;

    public int End { get; set; }

    public EnclosingLoop? Outer => outer;

    public bool Contains(int ordinal) => ordinal >= Start && ordinal <= End;
}
