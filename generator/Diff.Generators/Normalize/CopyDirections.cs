using Diff.Generators.Analysis;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// A copy runs downwards where its target begins inside its source. Where both surely are different memory, only the loop upwards is left.
/// <code>
/// if (StartsInside(x, y)) { downwards } else { upwards }   →   upwards
/// </code>
/// </summary>
internal sealed class CopyDirections : Rewriter
{
    private readonly AliasClasses _aliases;
    private readonly HashSet<Value> _disjoint = [];

    private CopyDirections(AliasClasses aliases) => _aliases = aliases;

    public static Method Run(Method method) => method with { Body = new CopyDirections(AliasClasses.Of(method)).Rewrite(method.Body) };

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        switch (statement)
        {
            case Let { Operation: Inert { Arguments: [var source, var target, ..] } inert } let
                when IsTest(inert) && !_aliases.MayOverlap(source, target):
                _disjoint.Add(let.Result);
                break;
            case If { Condition: Value condition, Results.IsEmpty: true } branch when _disjoint.Contains(condition):
                output.AddRange(Rewrite(branch.Else).Statements);
                break;
            default:
                output.Add(Rebuild(statement));
                break;
        }
    }

    private static bool IsTest(Inert inert) => inert.Template.StartsWith(KnownNames.StartsInside, StringComparison.Ordinal);
}
