using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Objects of marked classes by which nothing is differentiated: they are reached from a parameter or field marked <c>[NoGradient]</c>,
/// from a static one, from <c>Gradient.Detach</c>, or from a parameter of a function whose derivative is taken by its numbers alone.
/// Whatever name code gives them, they are read where they are.
/// <code>
/// Gradient.Of(static (double x, object o) => o is Net net ? net.At(x) : 0, x, model)   →   net.At(x), and no gradient of net
/// </code>
/// </summary>
internal static class ConstantObjects
{
    public static bool Are(Lowering lowering, IOperation instance) => instance switch
    {
        IParenthesizedOperation parenthesized => Are(lowering, parenthesized.Operand),
        IConversionOperation { OperatorMethod: null, Type.IsReferenceType: true, Operand: var operand } => Are(lowering, operand),
        IConditionalOperation { IsRef: false, WhenTrue: var first, WhenFalse: { } second } => AreBoth(lowering, first, second),
        ICoalesceOperation { Value: var first, WhenNull: var second } => AreBoth(lowering, first, second),
        ILocalReferenceOperation { Local: { IsForEach: true } each } =>
            ObjectElements.Collection(each, instance) is { } array && Are(lowering, array),
        ILocalReferenceOperation { Local: var local } =>
            (lowering.Aliases.Of(local, instance) ?? ObjectPatterns.Tested(local, instance)) is { } named && Are(lowering, named),
        IConditionalAccessInstanceOperation present => ObjectPatterns.Of(present) is { } tested && Are(lowering, tested),
        _ when ObjectElements.Array(instance) is { } array => Are(lowering, array),
        IParameterReferenceOperation { Parameter: var parameter } =>
            Attributes.IsNoGradient(parameter)
                || (lowering.IsOfFunction && lowering.IsOwn(parameter) && !lowering.IsFollowed(parameter))
                || AreEnumerated(lowering, parameter, instance),
        IMemberReferenceOperation { Instance: null } => true,
        IMemberReferenceOperation { Instance: { } outer } member => Attributes.IsNoGradient(member.Member) || Are(lowering, outer),
        IInvocationOperation call => Calls.IsDetach(call.TargetMethod) || (Linq.Is(call.TargetMethod) && AreGiven(lowering, call)),
        _ => false,
    };

    private static bool AreBoth(Lowering lowering, IOperation first, IOperation second) =>
        (Sinks.IsNull(first) || Are(lowering, first)) && (Sinks.IsNull(second) || Are(lowering, second));

    /// <summary>Whether a parameter is that of a lambda to which LINQ gives constant objects alone.</summary>
    private static bool AreEnumerated(Lowering lowering, IParameterSymbol parameter, IOperation use)
    {
        if (lowering.IsOwn(parameter) || Writes.In(Writes.Root(use)).Contains(parameter)) return false;
        var function = use;
        while (function is not null && !(function is IAnonymousFunctionOperation lambda
            && SymbolEqualityComparer.Default.Equals(lambda.Symbol, parameter.ContainingSymbol)))
            function = function.Parent;
        while (function is IAnonymousFunctionOperation or IDelegateCreationOperation or IConversionOperation) function = function.Parent;
        return function is IArgumentOperation { Parent: IInvocationOperation call } && Linq.Is(call.TargetMethod)
            && AreGiven(lowering, call);
    }

    /// <summary>
    /// Whether all objects that LINQ gets are constants. What its functions return is none that is differentiated: such an object must not
    /// leave what can be followed.
    /// </summary>
    private static bool AreGiven(Lowering lowering, IInvocationOperation call) => call.Arguments.All(argument =>
        argument.Value.Type is null or { TypeKind: TypeKind.Delegate } || !MayHold(argument.Value.Type) || Are(lowering, argument.Value));

    /// <summary>Whether objects may come out of a value: numbers and text have none.</summary>
    private static bool MayHold(ITypeSymbol type) => type is not { IsValueType: true, SpecialType: not SpecialType.None }
        && type.SpecialType != SpecialType.System_String;
}
