using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// Which arrays of its caller a method may leave with somebody who holds on to them: an object, a static, a lambda, a table, or code that
/// is not seen. Callers lend none of their own to such a parameter. What a differentiable callee holds is a fact of the callee.
/// <code>
/// _last = weights; Log(Gradient.Detach(x)); rows[0] = y;   // weights, x and y are held
/// </code>
/// </summary>
internal static class HeldBuffers
{
    public static IEnumerable<int> Run(Method method, BufferFlow flow) =>
        method.Body.Statements().SelectMany(Held).SelectMany(flow.Of).Distinct().Where(index => CanBeHeld(method.Parameters[index].Type))
            .OrderBy(index => index);

    /// <summary>Whether memory of the type can be held: spans cannot.</summary>
    public static bool CanBeHeld(IrType type) => type is BufferType { Kind: BufferKind.Array or BufferKind.Grid };

    /// <summary>What a statement may leave with somebody.</summary>
    public static IEnumerable<Operand> Held(Statement statement) => statement switch
    {
        Let { Operation: Inert inert } =>
            KnownNames.IsMemoryTest(inert.Template) || KnownNames.IsNullTest(inert.Template) ? [] : inert.Arguments,
        Let { Operation: Store { Operand: var row } } => [row],
        Let { Operation: Call { Callee: { Kind: CalleeKind.Differentiable, Derivative: null } } call } =>
            call.Bound().Where(pair => pair.Parameter.IsHeld || pair.Parameter.Mode != PassMode.Value).Select(pair => pair.Argument),
        Let { Operation: Call call } => call.Arguments,
        // An array is copied before it is returned; the rows of a table are not.
        Return leave => leave.Operands.Where(result => result.Type is not BufferType { Element: not BufferType }),
        Throw { Exception: { } exception } => [exception],
        _ => [],
    };
}
