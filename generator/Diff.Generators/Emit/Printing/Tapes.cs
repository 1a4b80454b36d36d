using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>Where a body reads what it recorded.</summary>
internal static class Tapes
{
    /// <summary>
    /// The place of the first statement of the region that reads; no later statement, nor the end, is printed before it. Very large if none
    /// does.
    /// </summary>
    public static int FirstRead(Region region) => region.Nodes.FirstOrDefault(Reads)?.Place ?? int.MaxValue;

    private static bool Reads(Node node) => node.Statement switch
    {
        Let { Operation: Pop or PopBlock } => true,
        Let { Operation: Call { Kind: CallKind.Reverse or CallKind.ReverseTangent } call } =>
            !CustomCalls.Serves(call) && !call.Callee.KeepsRecord,
        For { IsFused: true } or Loop { IsFused: true } => false,
        _ => node.Regions.Any(region => region.Nodes.Any(Reads)),
    };
}
