using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// What is asked of a variable that stands for a function (<see cref="Delegates"/>): whether it is null is known.
/// <code>
/// if (f == null) throw …   log?.Invoke(i)   →   if (false) throw …   log.Invoke(i)
/// </code>
/// </summary>
internal static class KnownFunctions
{
    /// <summary>Null if the expression is about something else.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IOperation expression) => expression switch
    {
        IConditionalAccessOperation { Operation: var function,
            WhenNotNull: IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke,
                Instance: IConditionalAccessInstanceOperation } call } access
            when Callable.Of(lowering, function) is { } known =>
                known is NoFunction ? Lowering.Placeholder(access.Type) : Lift(access.Type!, known.Call(lowering, call)),
        IInvocationOperation { TargetMethod: var method, Arguments: [{ Value: var value }, ..] }
            when NullTest.IsGuard(method) && Find(lowering, value) is not (null or NoFunction) => Lowering.Nothing,
        _ when NullTest.Of(expression) is { } test && Find(lowering, test.Value) is { } known =>
            Expressions.Leaf(known is NoFunction == test.HoldsForNull ? Constant.True : Constant.False),
        _ => null,
    };

    private static Callable? Find(Lowering lowering, IOperation value) =>
        Writes.Variable(Sinks.Strip(value)) is { } variable ? lowering.Delegates.Find(variable) : null;

    private static Tree<Operand> Lift(ITypeSymbol type, Tree<Operand> value) =>
        Nullables.Is(type) ? NullableValues.Of((AggregateType)Shapes.Of(type), value) : value;
}
