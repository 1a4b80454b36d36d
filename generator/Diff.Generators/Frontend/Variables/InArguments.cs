using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// What an <c>in</c> parameter of an inlined body refers to. C# passes a variable or element by its address, also without <c>in</c> at the
/// call, so the body sees what is assigned to it meanwhile: by a function that it calls, or as a field of its own object.
/// <code>
/// p = x; Sum(p); double Sum(in double v) { p *= 2; return v; }   →   p = x; p *= 2; return p
/// </code>
/// </summary>
internal static class InArguments
{
    /// <summary>The place that the parameter is another name for; null where a copy is as good.</summary>
    public static Place? Place(Lowering lowering, IParameterSymbol parameter, IOperation argument)
    {
        if (parameter.RefKind is not (RefKind.In or RefKind.RefReadOnlyParameter) || argument.ConstantValue.HasValue
            || !(parameter.Type.IsValueType || parameter.Type is IArrayTypeSymbol) || Followed.Is(lowering, argument))
            return null;
        if (argument is IConditionalOperation { IsRef: true }) return Places.Of(lowering, argument);
        if (argument is IFieldReferenceOperation { Instance.Type: { } holder } && lowering.Tables.Has(holder))
            return Places.Of(lowering, argument);
        if (Writes.Variable(argument) is not { } symbol)
            return Buffers.Element(lowering, argument) as Place
                ?? (Tuples.Variable(lowering, argument) is { } part ? new VariablePlace(part) : null);
        return lowering.References.Of(symbol) is not null ? Places.Of(lowering, argument)
            : IsReference(symbol) || Writes.In(Writes.Root(argument)).Contains(symbol) ? new VariablePlace(lowering.Variables[symbol])
            : null;
    }

    /// <summary>Whether an argument is a reference to memory of the method that has no name of its own.</summary>
    public static bool IsReference(Lowering lowering, IOperation argument) => argument switch
    {
        IConditionalOperation choice => choice.IsRef,
        IInvocationOperation call => call.TargetMethod.RefKind != RefKind.None,
        IPropertyReferenceOperation { Property.RefKind: not RefKind.None, Instance: { } instance } => LocalObjects.Is(lowering, instance),
        IFieldReferenceOperation { Instance: { } whole } => lowering.Tables.Has(whole.Type)
            || (whole.Type!.IsValueType && IsReference(lowering, whole)),
        _ => Writes.Variable(argument) is { } symbol && lowering.References.Of(symbol) is not null,
    };

    /// <summary>Whether a variable is another name for one that code elsewhere may assign.</summary>
    private static bool IsReference(ISymbol symbol) =>
        symbol is IParameterSymbol { RefKind: not RefKind.None } or ILocalSymbol { RefKind: not RefKind.None };
}
