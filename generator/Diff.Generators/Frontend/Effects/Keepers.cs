using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Looks into code that is printed whole, lambdas and what stands behind <c>?.</c>, for what may store a number there where others find it:
/// assignments, and calls of methods that leave traces of numbers (<see cref="MethodTraces"/>). Texts are followed apart.
/// <code>
/// _seen?.Add(x)   () => Show(x)   () => (_last = x) > 0   →   may store        _log?.Invoke($"{x}")   () => x.ToString()   →   not
/// </code>
/// </summary>
internal static class Keepers
{
    /// <summary>Null if nothing in the code stores a number.</summary>
    public static Keeper? In(IOperation code) => code.DescendantsAndSelf().Select(Of).FirstOrDefault(keeper => keeper is not null);

    /// <summary>Where the code may store numbers, or texts that are made of them.</summary>
    public static StatePlaces StoredBy(IOperation code) => StatePlaces.All(code.DescendantsAndSelf().SelectMany(operation =>
        Writes.Targets(operation).Select(StateOf.Assigned).Concat(CallsIn(operation).Select(StoredBy))));

    /// <summary>Code that is not seen, and gets texts alone, is taken to make no numbers of them.</summary>
    public static StatePlaces StoredBy(BodyCall call)
    {
        if (call.Method.MethodKind == MethodKind.LocalFunction) return StatePlaces.None;
        var places = MethodTraces.StoredBy(call);
        return !places.IsAnywhere || (TakesNumbers(call) && MayKeep(call.Method)) ? places : StatePlaces.Texts;
    }

    private static Keeper? Of(IOperation operation) =>
        Writes.Targets(operation).FirstOrDefault(IsStored) is { } target
            ? new(Descriptors.Unsupported.ActiveFieldWrite.Id, target.Syntax.ToString())
            : CallsIn(operation).FirstOrDefault(call => TakesNumbers(call) && MayKeep(call.Method)) is { } call ? Named(call)
            : null;

    private static IEnumerable<BodyCall> CallsIn(IOperation operation)
    {
        if (BodyCall.Of(operation) is { } call) yield return call;
        foreach (var hidden in BodyCall.Implicit(operation)) yield return hidden;
    }

    /// <summary>Whether what is assigned holds numbers, and is no variable.</summary>
    private static bool IsStored(IOperation target) => target switch
    {
        IDiscardOperation or IDeclarationExpressionOperation or ILocalReferenceOperation or IParameterReferenceOperation => false,
        IFieldReferenceOperation { Instance: { Type.IsValueType: true } whole } => IsStored(whole),
        { Type: { } type } => type.SpecialType == SpecialType.System_Object || FloatingPoint.IsCarriedBy(type),
        _ => true,
    };

    private static bool TakesNumbers(BodyCall call) => call.Values.Any(value => (Sinks.Carries(value) && !IsDetached(value))
        || value.Type is INamedTypeSymbol { DelegateInvokeMethod.ReturnType: { } result } && FloatingPoint.IsCarriedBy(result));

    private static bool IsDetached(IOperation value) =>
        Sinks.Strip(value) is IInvocationOperation call && Calls.IsDetach(call.TargetMethod);

    private static bool MayKeep(IMethodSymbol method) => method.MethodKind == MethodKind.DelegateInvoke
        || (method.MethodKind != MethodKind.LocalFunction && MethodTraces.Of(method) == Traces.Numbers
            && !(Structs.IsForeign(method.ContainingType) && (Readers.Reads(method, null) || IsFunctionOfValues(method))));

    /// <summary>A static method of the framework keeps what it gets in an object that it gets, if at all.</summary>
    private static bool IsFunctionOfValues(IMethodSymbol method) =>
        method.IsStatic && method.Parameters.All(parameter => parameter.Type.IsValueType || parameter.Type.SpecialType != SpecialType.None);

    private static Keeper Named(BodyCall call) => call.Method switch
    {
        { MethodKind: MethodKind.DelegateInvoke } => new(Descriptors.Unsupported.UnknownFunction.Id, Receiver(call.Instance)),
        var method => new(
            CalleeContracts.IsDispatched(method) ? Descriptors.Unsupported.DynamicDispatch.Id : Descriptors.Unsupported.UnknownCallee.Id,
            method.ToDisplayString(Spelling.InMessages)),
    };

    private static string Receiver(IOperation? function) =>
        (function is IConditionalAccessInstanceOperation instance ? ObjectPatterns.Of(instance) : function)?.Syntax.ToString() ?? "";
}
