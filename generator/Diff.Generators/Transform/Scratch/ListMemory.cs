using System.Text.RegularExpressions;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Takes the lists of constants, and of the rows of tables, that a derived body makes for itself from the scratch memory, where nobody else
/// ever sees them.
/// <code>
/// List&lt;int&gt; l = new List&lt;int&gt;(); l.Add(i); … l[k] …   →   List&lt;int&gt; l := Allocate() lent by the scratch memory; l.Add(i); … l[k] …
/// </code>
/// </summary>
internal static class ListMemory
{
    /// <summary>What keeps no list, and gives an element or a number.</summary>
    private static readonly Regex Use = new(
        @"^\{0\}(\[(?!.*\{0\}|.*\.\.)|\.(Count$|(Add|Clear|Contains|Insert|(Last)?IndexOf|Remove(At|Range)?|Reverse|Sort)\((?!.*\{0\})))",
        RegexOptions.CultureInvariant);

    public static Block Run(Block body)
    {
        var made = body.Statements().OfType<Let>().Where(IsMade).Select(let => let.Result).ToList();
        if (made.Count == 0) return body;
        var seen = new HashSet<Operand>(body.Yields.Concat(body.Statements().SelectMany(Seen)));
        var lent = new HashSet<Value>(made.Where(list => !seen.Contains(list)));
        return lent.Count == 0 ? body : new Placement(lent).Rewrite(body);
    }

    /// <summary><c>new List&lt;int&gt;()</c>, <c>new List&lt;int&gt;(n)</c>: empty lists.</summary>
    private static bool IsMade(Let let) => let is { Operation: Inert inert, Results: [{ Type: InertType type }] }
        && type.Name.StartsWith("global::System.Collections.Generic.List<", StringComparison.Ordinal)
        && inert.Arguments.All(argument => argument.Type == InertType.Int)
        && inert.Template == $"new {type.Name}({(inert.Arguments.IsEmpty ? "" : "{0}")})";

    /// <summary>What a statement may show to somebody, or give another name.</summary>
    private static IEnumerable<Operand> Seen(Statement statement) => statement switch
    {
        Let { Operation: Inert { Arguments: [_, ..] } inert } when Use.IsMatch(inert.Template) => inert.Arguments.Skip(1),
        Let or Throw => statement.Operands(),
        _ => statement.Operands().Concat(statement.Handovers().Select(handover => handover.From)),
    };

    private sealed class Placement(HashSet<Value> lent) : Rewriter
    {
        public override void Rewrite(Statement statement, List<Statement> output)
        {
            var rebuilt = Rebuild(statement);
            output.Add(rebuilt is Let { Results: [var list], Operation: Inert inert } let && lent.Contains(list)
                ? let with { Operation = new Allocate(inert.Arguments) { Home = MemoryHome.Scratch } }
                : rebuilt);
        }
    }
}
