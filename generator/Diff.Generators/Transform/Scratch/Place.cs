using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>The innermost loop around a definition, or the body itself; one object per loop.</summary>
internal sealed class Place(Place? outer, Statement? loop)
{
    /// <summary>The number of loops around.</summary>
    public int Depth { get; } = outer is null ? 0 : outer.Depth + 1;

    public bool IsBody => outer is null;

    /// <summary>What the tape lends here, it takes back when the iteration ends.</summary>
    private bool IsFused => LoopParts.IsFused(loop);

    public bool IsIn(Place other) => this == other || (outer is not null && outer.IsIn(other));

    /// <summary>The innermost place that both are in.</summary>
    public static Place Common(Place left, Place right)
    {
        while (!right.IsIn(left)) left = left.Outer!;
        return left;
    }

    /// <summary>The place until whose end the tape lends what is taken here.</summary>
    public Place LentBy()
    {
        var place = this;
        while (place is { IsFused: false, Outer: { } around }) place = around;
        return place;
    }

    private Place? Outer => outer;
}
