namespace Diff.Generators.Transform;

/// <summary>What may be switched off without changing any number by more than rounding.</summary>
/// <param name="Recompute">Compute cheap values again instead of recording them.</param>
/// <param name="Simplify">Tidy the derived code.</param>
/// <param name="Fuse">Reverse the iterations of loops one by one where that is possible.</param>
/// <param name="Inline">Put the bodies of small callees in the place of their calls.</param>
/// <param name="Vectorize">Call operations on whole spans where loops only copy elements or, derived ones, add products of elements.</param>
/// <param name="Pool">Take the memory of arrays that nobody else sees from a pool.</param>
/// <param name="Bundle">Compute several columns of Jacobians and Hessians in one pass.</param>
internal sealed record Optimizations(bool Recompute, bool Simplify, bool Fuse, bool Inline, bool Vectorize, bool Pool, bool Bundle)
{
    public static readonly Optimizations All = new(true, true, true, true, true, true, true);
    public static readonly Optimizations None = new(false, false, false, false, false, false, false);
}
