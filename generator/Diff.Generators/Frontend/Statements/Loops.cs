using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Lowers <c>for</c>, <c>while</c> and <c>do</c>.</summary>
internal static class Loops
{
    public static void Lower(Lowering lowering, ILoopOperation loop)
    {
        switch (loop)
        {
            case IForLoopOperation counted:
                LowerFor(lowering, counted);
                break;
            case IWhileLoopOperation conditional:
                LowerWhile(lowering, conditional);
                break;
            case IForEachLoopOperation each:
                ForEach.Lower(lowering, each);
                break;
            default:
                throw new InvalidOperationException($"Unknown loop {loop.LoopKind}.");
        }
    }

    /// <summary>Adds a loop that leaves for <paramref name="loop"/>'s own labels.</summary>
    public static void Add(Lowering lowering, ILoopOperation loop, Block condition, Action body, Action step, bool testsFirst = true) =>
        Add(lowering, loop.ExitLabel, loop.ContinueLabel, condition, body, step, testsFirst);

    /// <summary>Adds a loop that leaves for the labels given, and may be left for those of loops around it.</summary>
    public static void Add(Lowering lowering, ILabelSymbol? exit, ILabelSymbol? next, Block condition, Action body, Action step,
        bool testsFirst = true)
    {
        var region = lowering.Regions.Enter(exit, next);
        var bodyBlock = lowering.Nest(body);
        var stepBlock = lowering.Nest(step);
        lowering.Regions.Leave(lowering, region, new([], condition, bodyBlock, stepBlock, testsFirst, [], lowering.Origin));
    }

    /// <summary>A loop that runs its body once, unless the body leaves it before.</summary>
    public static void AddOnce(Lowering lowering, ILabelSymbol? exit, Action<Region> body)
    {
        var region = lowering.Regions.Enter(exit, null);
        var block = lowering.Nest(() =>
        {
            body(region);
            lowering.Add(new Break(lowering.Origin));
        });
        lowering.Regions.Leave(lowering, region, new([], new([], [], [Constant.True]), block, Block.Empty, true, [], lowering.Origin));
    }

    private static void LowerFor(Lowering lowering, IForLoopOperation loop)
    {
        foreach (var before in loop.Before) Statements.Lower(lowering, before);
        Add(
            lowering,
            loop,
            Condition(lowering, loop.Condition),
            () => Statements.Lower(lowering, loop.Body),
            () =>
            {
                foreach (var step in loop.AtLoopBottom) Statements.Lower(lowering, step);
            });
    }

    private static void LowerWhile(Lowering lowering, IWhileLoopOperation loop) => Add(
        lowering,
        loop,
        Condition(lowering, loop.Condition),
        () => Statements.Lower(lowering, loop.Body),
        () => { },
        loop.ConditionIsTop);

    private static Block Condition(Lowering lowering, IOperation? condition) =>
        lowering.Nest(() => [condition is null ? Constant.True : Expressions.Scalar(lowering, condition)]);
}
