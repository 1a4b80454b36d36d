using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>The struct that an instance member is called on, as the argument of a parameter <c>this</c>.</summary>
internal static class Receivers
{
    /// <returns>The value, and where the changed value goes; nowhere if C# calls the member on a copy.</returns>
    public static (Operand Value, Place? Place) Lower(Lowering lowering, IOperation instance, CalleeParameter parameter)
    {
        if (parameter.Mode != PassMode.Ref || !IsVariable(lowering, instance)) return (Expressions.Scalar(lowering, instance), null);
        var place = Places.Of(lowering, instance);
        return (lowering.Pack(Places.Read(lowering, place)), place);
    }

    /// <summary>Whether the expression names a variable that can be changed.</summary>
    public static bool IsVariable(Lowering lowering, IOperation instance) => instance switch
    {
        IParenthesizedOperation parenthesized => IsVariable(lowering, parenthesized.Operand),
        IConditionalOperation { IsRef: true, WhenFalse: { } otherwise } choice =>
            IsVariable(lowering, choice.WhenTrue) && IsVariable(lowering, otherwise),
        // That of a foreach or using statement too: C# forbids to assign it, but calls its members on itself.
        ILocalReferenceOperation { Local.RefKind: var kind } => kind is RefKind.None or RefKind.Ref,
        IParameterReferenceOperation { Parameter.RefKind: var kind } => kind is RefKind.None or RefKind.Ref or RefKind.Out,
        IInstanceReferenceOperation => !lowering.Method.IsReadOnly && !lowering.Method.ContainingType.IsReadOnly,
        IArrayElementReferenceOperation => true,
        IImplicitIndexerReferenceOperation { Instance.Type.Name: var name } => name != "ReadOnlySpan",
        IPropertyReferenceOperation { Property.RefKind: RefKind.Ref } => true,
        IFieldReferenceOperation { Field.IsReadOnly: false, Instance: { Type.IsValueType: true } whole } => IsVariable(lowering, whole),
        IFieldReferenceOperation { Field.IsReadOnly: false } => true,
        _ => false,
    };
}
