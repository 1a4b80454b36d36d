using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>What a pass may do with an operation.</summary>
internal static class Effects
{
    /// <summary>Whether the operation must run even if nobody uses its results.</summary>
    public static bool HasEffect(Operation operation) => operation switch
    {
        Store or Accumulate or Grow or Call or Push or Pop or PushBlock or PopBlock => true,
        Exchange or ScratchMark or ScratchRelease => true,
        Inert { Effect: not Effect.Pure } => true,
        Apply or Conversion or Inert or Detach or GetField or MakeAggregate or Length or Load or View or Choice or Allocate or Clone =>
            false,
        _ => throw new InvalidOperationException($"Unknown operation {operation.GetType().Name}."),
    };

    /// <summary>Whether running it once more gives the same value: a function of its operands alone.</summary>
    public static bool IsFunction(Operation operation) =>
        operation is Apply or Conversion or GetField or Length or View or Choice or Inert { Effect: Effect.Pure };

    /// <summary>Whether the statement computes a derivative. Recomputed primal values do not: they stay bit-identical.</summary>
    public static bool IsDerived(this Statement statement) => statement.Origin.Role is Role.Tangent or Role.Adjoint;
}
