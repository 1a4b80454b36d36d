using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>What limits the place where a statement can be executed.</summary>
internal enum Ordering
{
    /// <summary>Anywhere after its operands.</summary>
    Free,

    /// <summary>Not on the other side of a write: it reads memory or may throw.</summary>
    Reads,

    /// <summary>Not on the other side of a read or write.</summary>
    Writes,
}

/// <summary>The ordering of simple statements; that of a loop or an if follows from its blocks.</summary>
internal static class Orderings
{
    public static Ordering Of(Statement statement) => statement switch
    {
        Let let => Of(let),
        Heading => Ordering.Free,
        Throw => Ordering.Writes,
        _ => throw new InvalidOperationException($"{statement.GetType().Name} is not a simple statement in single-assignment form."),
    };

    private static Ordering Of(Let let) => let.Operation switch
    {
        Apply apply => MayThrow(apply) ? Ordering.Reads : Ordering.Free,
        Conversion conversion => conversion.IsChecked ? Ordering.Reads : Ordering.Free,
        Inert { Effect: Effect.Pure } or GetField or MakeAggregate or Length or Choice or Detach => Ordering.Free,
        Inert { Effect: Effect.Read } or Load or View or Allocate or Clone => Ordering.Reads,
        _ => Ordering.Writes,
    };

    private static bool MayThrow(Apply apply) =>
        apply.Arguments[0].Type is not ScalarType && (apply.IsChecked || apply.Primitive.Name is "/" or "%");
}
