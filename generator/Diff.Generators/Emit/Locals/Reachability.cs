using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>Where control never arrives because something was thrown before.</summary>
internal static class Reachability
{
    /// <summary>Whether the end of the region is not reached.</summary>
    public static bool Ends(Region region) => region.Nodes.Any(Ends);

    /// <summary>Whether what follows the statement is not reached.</summary>
    public static bool Ends(Node node) => node.Statement switch
    {
        Throw => true,
        If => node.Regions.All(Ends),
        Try attempt => node.Regions.Take(1 + attempt.Handlers.Count).All(Ends),
        _ => false,
    };
}
