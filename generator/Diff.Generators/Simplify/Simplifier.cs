using Diff.Generators.Ir;
using Diff.Generators.Normalize;

namespace Diff.Generators.Simplify;

/// <summary>
/// Tidies a derivative: what the transforms write statement by statement becomes what a person would have written. The arithmetic of primal
/// statements stays as it is, bit by bit; effects stay, in order. Each pass takes time linear in the size of the block.
/// </summary>
internal static class Simplifier
{
    /// <summary>The passes of one round, in order.</summary>
    public static IReadOnlyList<Pass> Passes { get; } =
    [
        new("unchanged values", UnchangedValues.Run),
        new("known integers", static (body, _) => KnownIntegers.Run(body)),
        new("added constants", AddedConstants.Run),
        new("identities", Identities.Run),
        new("like terms", LikeTerms.Run),
        new("shared factors", SharedFactors.Run),
        new("common subexpressions", CommonSubexpressions.Run),
        new("dead code", DeadCode.Run),
        new("updated cells", UpdatedCells.Run),
        new("dead stores", DeadStores.Run),
        new("register sums", RegisterSums.Run),
        new("early blocks", EarlyBlocks.Run),
    ];

    /// <summary>What tidies up after loops have become calls.</summary>
    private static IReadOnlyList<Pass> Finish { get; } =
    [
        new("common subexpressions", CommonSubexpressions.Run),
        new("known integers", static (body, _) => KnownIntegers.Run(body)),
        new("merged branches", MergedBranches.Run),
        new("unchanged values", UnchangedValues.Run),
        new("identities", Identities.Run),
        new("dead code", DeadCode.Run),
    ];

    /// <summary>One pass uncovers work for another, but seldom more than once.</summary>
    private const int Rounds = 4;

    public static Block Run(Block body, Ids ids) => Run(body, ids, without: []);

    /// <param name="without">Names of passes that are switched off.</param>
    public static Block Run(Block body, Ids ids, IReadOnlyCollection<string> without)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var before = body;
            foreach (var pass in Passes)
                if (!without.Contains(pass.Name)) body = pass.Run(body, ids);
            if (body == before) break;
        }

        return body;
    }

    /// <summary>Calls operations on spans in place of loops, once no pass makes the loops any simpler.</summary>
    public static Block Vectorize(Block body, Ids ids)
    {
        var vectorized = SpanLoops.Run(body, ids);
        if (vectorized == body) return body;
        foreach (var pass in Finish) vectorized = pass.Run(vectorized, ids);
        return vectorized;
    }
}

/// <param name="Name">Switches the pass off.</param>
internal sealed record Pass(string Name, Func<Block, Ids, Block> Run);
