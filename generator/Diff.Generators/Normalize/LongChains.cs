using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Cuts long chains of alternatives, such as a <c>switch</c> of hundreds of sections: each alternative nests in the one before, and what is
/// recorded in one is handed up through all of them. After <see cref="Longest"/> alternatives the chain starts anew, behind a test whether
/// one of those before was taken.
/// <code>
/// if (a) { x; }                  taken = true;
/// else if (b) { y; }             if (a) { x; } else if (b) { y; } else { taken = false; }
/// else if (c) { z; } …      →    if (!taken) { if (c) { z; } … }
/// </code>
/// </summary>
internal static class LongChains
{
    private const int Longest = 32;

    public static Block Run(Block body, Ids ids) => new Cutting(ids).Rewrite(body);

    /// <summary>One alternative of a chain.</summary>
    /// <param name="Before">What is computed for the test, once the alternatives before are ruled out.</param>
    private sealed record Link(EquatableArray<Statement> Before, If Branch);

    private sealed class Cutting(Ids ids) : Rewriter
    {
        public override void Rewrite(Statement statement, List<Statement> output)
        {
            if (statement is If branch && Links(branch) is { Count: > Longest } links) output.AddRange(Cut(links));
            else output.Add(Rebuild(statement));
        }

        private List<Statement> Cut(List<Link> links)
        {
            var otherwise = links[links.Count - 1].Branch.Else;
            var uses = new LastUses([.. links.Select(link => link.Before.Append(link.Branch with { Else = Block.Empty })),
                otherwise.Statements]);
            var taken = new Slot(ids.Take(), InertType.Bool, "taken");
            var output = new List<Statement>();
            var isGuarded = false;
            for (var start = 0; start < links.Count;)
            {
                var end = End(links, start, uses);
                var origin = links[start].Branch.Origin;
                var isLast = end == links.Count;
                var needsFlag = !isLast && !links.GetRange(start, end - start).All(link => IsLeft(link.Branch.Then));
                List<Statement> piece = needsFlag
                    ? [new WriteSlot(taken, Constant.True, origin),
                        .. Chain(links, start, end, new([], [new WriteSlot(taken, Constant.False, origin)], []))]
                    : Chain(links, start, end, isLast ? Rewrite(otherwise) : Block.Empty);
                output.AddRange(isGuarded ? Flags.Unless(taken, piece, origin, ids) : piece);
                isGuarded |= needsFlag;
                start = end;
            }

            return output;
        }

        /// <summary>The alternatives of one piece, the last one first.</summary>
        private List<Statement> Chain(List<Link> links, int start, int end, Block otherwise)
        {
            for (var i = end - 1; ; i--)
            {
                var (before, branch) = links[i];
                var statements = new List<Statement>();
                foreach (var statement in before) Rewrite(statement, statements);
                statements.Add(branch with { Then = Rewrite(branch.Then), Else = otherwise });
                if (i == start) return statements;
                otherwise = new([], statements.ToEquatableArray(), []);
            }
        }
    }

    /// <summary>The alternatives of a chain; those that hand values back stay as they are.</summary>
    private static List<Link> Links(If first)
    {
        var links = new List<Link>();
        for (var (before, branch) = (Enumerable.Empty<Statement>(), first); branch.Results.IsEmpty;)
        {
            links.Add(new(before.ToEquatableArray(), branch));
            var rest = branch.Else.Statements;
            if (rest.IsEmpty || rest[rest.Count - 1] is not If next) break;
            (before, branch) = (rest.Take(rest.Count - 1), next);
        }

        return links;
    }

    /// <summary>Where a piece ends: what it computes for its tests must not be needed behind it, unless branches can hand it up.</summary>
    private static int End(List<Link> links, int start, LastUses uses)
    {
        var needed = -1;
        for (var end = start; end < links.Count; end++)
        {
            if (end - start >= Longest && needed < end && links.Count - end > 1) return end;
            foreach (var statement in links[end].Before) needed = Math.Max(needed, uses.OfTiedTo(statement));
        }

        return links.Count;
    }

    private static bool IsLeft(Block block) =>
        !block.Statements.IsEmpty && block.Statements[block.Statements.Count - 1] is Return or Break or Continue or Throw;
}
