using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>What counted and uncounted loops have in common: a body, and values that it carries.</summary>
/// <param name="Parameters">The carried values in the body, one per init and result.</param>
internal sealed record LoopParts(Block Body, EquatableArray<Value> Parameters, EquatableArray<Operand> Inits, EquatableArray<Value> Results)
{
    /// <summary>Null if the statement is no loop.</summary>
    public static LoopParts? Of(Statement statement) => statement switch
    {
        For loop => new(loop.Body, [.. loop.Body.Parameters.Skip(1)], loop.Inits, loop.Results),
        Loop loop => new(loop.Body, loop.Body.Parameters, loop.Inits, loop.Results),
        _ => null,
    };

    /// <summary>Whether each iteration of a loop is reversed at its end.</summary>
    public static bool IsFused(Statement? statement) => statement is For { IsFused: true } or Loop { IsFused: true };
}
