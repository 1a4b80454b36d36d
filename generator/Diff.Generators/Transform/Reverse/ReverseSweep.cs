using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Reverses a block: walks its statements backwards, appends to the reversed block what each does to the adjoints, and
/// rebuilds the block for the forward sweep with the recording that the reversed statements need. The reversed statements read
/// primal values freely; whoever reverses a nested block sees to it that they are at hand there.
/// <code>
/// y = x * x; z = sin(y)   →   yBar = zBar * cos(y); xBar += yBar * (x + x)
/// </code>
/// </summary>
internal static class ReverseSweep
{
    /// <returns>The statements of the forward sweep.</returns>
    /// <param name="begin">Appends what comes before all else, once the shadows of the block's own buffers are there.</param>
    public static EquatableArray<Statement> Run(Block block, Adjoints adjoints, ReverseContext context, Action? begin = null)
    {
        var shadows = LocalShadows.Append(block, adjoints, context);
        begin?.Invoke();
        var forward = new List<Statement>();
        foreach (var statement in block.Statements.Reverse())
        {
            adjoints.Builder.Origin = statement.Origin with { Role = Role.Adjoint };
            var rebuilt = statement switch
            {
                Let { Operation: Call call } let => CallReversal.Run(let, call, adjoints, context),
                Let let => [OperationReversal.Run(let, adjoints, context)],
                If branch => [BranchReversal.Run(branch, adjoints, context)],
                For loop => FusedLoopReversal.Run(loop, adjoints, context) ?? CountedLoopReversal.Run(loop, adjoints, context),
                Loop loop => FusedLoopReversal.Run(loop, adjoints, context) ?? [LoopReversal.Run(loop, adjoints, context)],
                Try { IsWhole: true } guarded => [TryReversal.Run(guarded, adjoints, context)],
                _ => (EquatableArray<Statement>)[statement],
            };
            if (shadows.TryGetValue(statement, out var early)) forward.AddRange(early.Reverse());
            forward.AddRange(rebuilt.Reverse());
            if (adjoints.IsWhole) adjoints.Passed.UnionWith(statement.Results());
        }

        foreach (var let in block.Statements.OfType<Let>().Reverse()) ClearPaired(let, adjoints.Builder, context);
        forward.Reverse();
        return forward.ToEquatableArray();
    }

    /// <summary>The next use of a pullback finds a shadow that the forward sweep has made as it was made: zero.</summary>
    private static void ClearPaired(Let let, BlockBuilder builder, ReverseContext context)
    {
        if (let.Operation is not (Allocate or Call)) return;
        builder.Origin = let.Origin with { Role = Role.Adjoint };
        foreach (var shadow in let.Results.Select(context.PairedShadow).OfType<Value>())
        {
            var isTable = shadow.Type is BufferType { Element: BufferType };
            // A table that is made here has no rows yet; those that it gets are cleared by themselves.
            if (isTable && let.Operation is Allocate) continue;
            builder.Do(new Inert(isTable ? MemoryTemplates.ClearRows : MemoryTemplates.ClearArray, [shadow], Effect.Write)
                { IsLinear = true });
        }
    }
}
