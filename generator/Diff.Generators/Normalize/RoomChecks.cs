using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// A copy that does not fit throws before it writes, as <c>CopyTo</c> does. Where both lengths surely are the same, nothing is left to
/// check. Runs on single-assignment form.
/// <code>
/// y = new double[x.Length]; RequireRoom(x.Length, y.Length); …   →   y = new double[x.Length]; …
/// </code>
/// </summary>
internal sealed class RoomChecks : Rewriter
{
    private readonly Extents _extents = new();

    public static Block Run(Block body) => new RoomChecks().Rewrite(body);

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is Let let) _extents.Add(let);
        if (MemoryTemplates.RoomCheck(statement) is var (count, room) && _extents.Of(count) == _extents.Of(room)) return;
        output.Add(Rebuild(statement));
    }
}
