using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

internal static class Tapes
{
    /// <summary>Whether the statement reads what was recorded.</summary>
    public static bool Reads(Node node) => node.Statement switch
    {
        Let { Operation: Pop or PopBlock or Call { Kind: CallKind.Reverse } } => true,
        _ => node.Regions.Any(region => region.Nodes.Any(Reads)),
    };
}
