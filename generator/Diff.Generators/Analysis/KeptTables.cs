using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Whether what memory without derivatives holds, such as a label or an index, is the same when it is read once more for the reverse
/// sweep: both sweeps are in one member, and nothing in it runs that might write to arrays or objects.
/// <code>
/// for (i …) s += w[label[i]] * x[i];   →   … wBar[label[i]] += sBar * x[i];     // label[i] is not recorded
/// </code>
/// </summary>
internal sealed class KeptTables
{
    private readonly bool _areKept;

    private KeptTables(bool areKept) => _areKept = areKept;

    public static KeptTables Of(Method method, bool isWhole) => new(isWhole && !MayWrite(method.Body));

    /// <summary>Whether an operation finds the same again.</summary>
    public bool Hold(Inert read) => _areKept && read.IsStored;

    /// <summary>Whether the method reads such memory in loops and writes to none, so that it need not record what it reads.</summary>
    public static bool AreReadInLoops(Method method) => AreRead(method.Body, isInLoop: false) && !MayWrite(method.Body);

    private static bool AreRead(Block block, bool isInLoop) => block.Statements.Any(statement =>
        isInLoop && statement is Let { Operation: Inert { IsStored: true } }
            || statement.Blocks().Any(inner => AreRead(inner, isInLoop || statement is For or Loop)));

    /// <summary>Whether something in the block may write to memory without derivatives.</summary>
    public static bool MayWrite(Block block) => block.Statements.Any(MayWrite);

    private static bool MayWrite(Statement statement) => statement switch
    {
        Let { Operation: Inert inert } => (inert.Effect == Effect.Write && !inert.IsHolder) || inert.MayRunCode,
        Let { Operation: Call { Callee.Derivative.Function: { } function } } => function.HasEffects,
        Let { Operation: Call } => true,
        _ => statement.Blocks().Any(MayWrite),
    };
}
