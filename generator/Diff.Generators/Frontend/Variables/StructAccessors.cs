using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// A property or indexer with code of a struct in a variable or element. Its place and arguments have been evaluated, once.
/// </summary>
internal sealed record StructAccessorPlace(IPropertySymbol Property, Place Whole, IReadOnlyList<Tree<Operand>> Arguments,
    IPropertyReferenceOperation At) : Place;

/// <summary>
/// Properties and indexers of structs that are assigned: the bodies of their accessors stand in place of the assignment, on the variables
/// that the struct is kept in.
/// <code>
/// v[1] = x   →   switch (1) { case 0: v_x = x; break; case 1: v_y = x; break; }
/// </code>
/// </summary>
internal static class StructAccessors
{
    /// <summary>Null if the target is no such member, or its struct is in no variable that the method sees.</summary>
    public static Place? Place(Lowering lowering, IPropertyReferenceOperation target)
    {
        if (target.Instance is not { } instance || !Has(lowering, target) || !Receivers.IsVariable(lowering, instance)) return null;
        return Places.Of(lowering, instance) switch
        {
            (VariablePlace or ElementPlace or ChosenPlace) and var whole =>
                new StructAccessorPlace(target.Property, whole, LocalObjectMembers.Arguments(lowering, target), target),
            DiscardPlace => new DiscardPlace(target.Type),
            _ => null,
        };
    }

    /// <summary>Whether a member is assigned by code that is here.</summary>
    public static bool Has(Lowering lowering, IPropertyReferenceOperation target) =>
        target is { Instance.Type: INamedTypeSymbol type,
            Property: { SetMethod: { DeclaringSyntaxReferences.IsEmpty: false } setter } property }
        && Structs.IsShaped(type) && !Structs.IsStored(property)
        && SymbolEqualityComparer.Default.Equals(property, property.OriginalDefinition)
        && !RuleTargets.MayInclude(lowering.Nesting.Compilation, setter);

    public static Tree<Operand> Read(Lowering lowering, StructAccessorPlace place)
    {
        if (place.Property.GetMethod is not { } getter) return Lowering.Placeholder(place.Property.Type);
        return InlinedMembers.Call(lowering, place.At, getter, Open(lowering, place.Whole), place.Arguments);
    }

    public static void Write(Lowering lowering, StructAccessorPlace place, Tree<Operand> value)
    {
        var whole = Open(lowering, place.Whole);
        Set(lowering, place.At, whole, place.Arguments, value);
        if (place.Whole is not VariablePlace) Places.Write(lowering, place.Whole, lowering.Read(whole));
    }

    /// <summary>Assigns a member of a struct that has no place yet.</summary>
    public static Tree<Operand> Set(Lowering lowering, IPropertyReferenceOperation target, Tree<Operand> whole, Func<Tree<Operand>> value)
    {
        var arguments = LocalObjectMembers.Arguments(lowering, target);
        var assigned = value();
        var self = Keep(lowering, target.Instance!.Type!, whole);
        Set(lowering, target, self, arguments, assigned);
        return lowering.Read(self);
    }

    private static void Set(Lowering lowering, IPropertyReferenceOperation target, Tree<Slot> self, IReadOnlyList<Tree<Operand>> arguments,
        Tree<Operand> value) =>
        InlinedMembers.Call(lowering, target, target.Property.SetMethod!, self, [.. arguments, value]);

    /// <summary>The variables of the struct; those of a copy if it is an element.</summary>
    private static Tree<Slot> Open(Lowering lowering, Place whole) => whole switch
    {
        VariablePlace { Slots: var slots } => slots,
        ElementPlace { ElementType: var type } => Keep(lowering, type, Places.Read(lowering, whole)),
        ChosenPlace { Type: var type } => Keep(lowering, type, Places.Read(lowering, whole)),
        _ => throw new InvalidOperationException($"Unknown place {whole.GetType().Name}."),
    };

    private static Tree<Slot> Keep(Lowering lowering, ITypeSymbol type, Tree<Operand> value)
    {
        var self = lowering.Variables.Temporary(Shapes.Of(type), LocalObjectCreation.NameOf(type));
        lowering.Write(self, value);
        return self;
    }
}
