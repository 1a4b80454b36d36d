using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// The loops around the statement being lowered, and where a jump goes. The IR leaves only the innermost loop, so a jump further out sets a
/// flag, leaves one loop, and goes on behind it:
/// <code>
/// while (true) { … outer: flag = true; break; … }   // a one-trip loop around a switch or an inlined function
/// if (flag) continue;
/// </code>
/// </summary>
internal sealed class Regions
{
    private readonly List<Region> _open = [];

    /// <summary>Lowers a loop, and behind it the jumps that go further out.</summary>
    /// <param name="breakLabel">What <c>break</c> names, if it leaves this region.</param>
    /// <param name="continueLabel">What <c>continue</c> names, if it stays in this region.</param>
    public Region Enter(ILabelSymbol? breakLabel, ILabelSymbol? continueLabel)
    {
        var region = new Region(breakLabel, continueLabel);
        _open.Add(region);
        return region;
    }

    /// <summary>Adds the loop to the block, after the flags that its body sets, and before the jumps they stand for.</summary>
    public void Leave(Lowering lowering, Region region, Loop loop)
    {
        _open.Remove(region);
        foreach (var exit in region.Exits) lowering.Add(new WriteSlot(exit.Flag, Constant.False, lowering.Origin));
        lowering.Add(loop);
        foreach (var exit in region.Exits) lowering.Branch(lowering.Read(exit.Flag), () => Jump(lowering, exit.Target, exit.Continues));
    }

    /// <summary>Lowers <c>break</c> or <c>continue</c>; false if no open region has the label.</summary>
    public bool Jump(Lowering lowering, ILabelSymbol label)
    {
        foreach (var region in _open)
        {
            var breaks = SymbolEqualityComparer.Default.Equals(region.BreakLabel, label);
            if (!breaks && !SymbolEqualityComparer.Default.Equals(region.ContinueLabel, label)) continue;
            Jump(lowering, region, !breaks);
            return true;
        }
        return false;
    }

    public void Jump(Lowering lowering, Region target, bool continues)
    {
        var innermost = _open[_open.Count - 1];
        if (innermost == target)
        {
            lowering.Add(continues ? new Continue(lowering.Origin) : new Break(lowering.Origin));
            return;
        }
        lowering.Write(innermost.ExitTo(target, continues, lowering.Variables).Flag, Constant.True);
        lowering.Add(new Break(lowering.Origin));
    }
}

/// <summary>A loop of the IR around the statement being lowered.</summary>
internal sealed class Region(ILabelSymbol? breakLabel, ILabelSymbol? continueLabel)
{
    private readonly List<Exit> _exits = [];

    public ILabelSymbol? BreakLabel { get; } = breakLabel;

    public ILabelSymbol? ContinueLabel { get; } = continueLabel;

    /// <summary>The jumps in the region that go further out.</summary>
    public IReadOnlyList<Exit> Exits => _exits;

    public Exit ExitTo(Region target, bool continues, Variables variables)
    {
        var exit = _exits.Find(candidate => candidate.Target == target && candidate.Continues == continues);
        if (exit is null) _exits.Add(exit = new(variables.Flag(continues ? "continues" : "breaks"), target, continues));
        return exit;
    }

    internal sealed record Exit(Slot Flag, Region Target, bool Continues);
}
