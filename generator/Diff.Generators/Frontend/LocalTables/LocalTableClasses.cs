using System.Runtime.CompilerServices;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Classes whose objects may be rows of a table: the source is there, nothing is inherited or overridden, so that the bodies that run are known and two objects are equal if they are the same one;
/// and each field is something that an array can hold.
/// </summary>
internal static class LocalTableClasses
{
    // Every expression of a class asks. A symbol belongs to one compilation, in which its fields never change.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<bool>> Known = new();

    public static bool MayBe(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Class } named && Known.GetValue(named, static key => new(IsCandidate(key))).Value;

    private static bool IsCandidate(INamedTypeSymbol type) =>
        type is { IsAbstract: false, IsStatic: false, IsRecord: false, DeclaringSyntaxReferences.IsEmpty: false, BaseType.SpecialType: SpecialType.System_Object }
        && !IsGeneric(type) && !ObjectFields.IsMarked(type) && !type.GetMembers().Any(IsInTheWay)
        && LocalClasses.Members(type) is { Count: > 0 } members && members.All(member => IsColumn((IFieldSymbol)member.Field));

    private static bool IsGeneric(INamedTypeSymbol type) => type.Arity > 0 || (type.ContainingType is { } outer && IsGeneric(outer));

    private static bool IsInTheWay(ISymbol member) => member is { IsVirtual: true } or { IsAbstract: true } or { IsOverride: true } or IMethodSymbol { MethodKind: MethodKind.Destructor } or { Name: "Equals" or "op_Equality" };

    private static bool IsColumn(IFieldSymbol field) => field is { RefKind: RefKind.None, IsFixedSizeBuffer: false, Type.IsRefLikeType: false } && TypeMapping.Map(field.Type) switch
    {
        null => false,
        var type when !type.IsDifferentiable() => true,
        _ when Attributes.IsNoGradient(field) || (field.AssociatedSymbol is { } property && Attributes.IsNoGradient(property)) => false,
        AggregateType aggregate => aggregate.HasTangent() && !aggregate.HoldsBuffers(),
        var type => type is ScalarType or BufferType { Kind: BufferKind.Array, Element: ScalarType },
    };
}
