using System.Runtime.CompilerServices;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Classes whose objects may be rows of a table: the source is there, nothing is inherited or overridden, so that the bodies that run are
/// known and two objects are equal if they are the same one, or a record, which is never compared; and each field is something that an array
/// can hold.
/// </summary>
internal static class LocalTableClasses
{
    // Every expression of a class asks. A symbol belongs to one compilation, in which its fields never change.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<string?>> Known = new();

    public static bool MayBe(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Class } named && Obstacle(named) is null;

    /// <summary>What is in the way of tables of a class; null if nothing is.</summary>
    public static string? Obstacle(INamedTypeSymbol type) => Known.GetValue(type, static key => new(Read(key))).Value;

    private static string? Read(INamedTypeSymbol type) => type switch
    {
        { IsAbstract: true } or { IsStatic: true } => "is abstract",
        { DeclaringSyntaxReferences.IsEmpty: true } => "has no source here",
        { BaseType: not { SpecialType: SpecialType.System_Object } } => "derives from another class",
        _ when LocalClasses.IsGeneric(type) => "is generic",
        _ when ObjectFields.IsMarked(type) => "is marked [Differentiable]",
        _ when type.GetMembers()
            .FirstOrDefault(IsInTheWay) is { } member =>
                $"has the {(member is { IsVirtual: true } or { IsOverride: true } ? "virtual or overriding " : "")}member '{Structs.NameOf((member as IMethodSymbol)?.AssociatedSymbol ?? member)}'",
        _ => LocalClasses.Members(type) is { Count: > 0 } members
            ? members.Where(member => !IsColumn((IFieldSymbol)member.Field))
                .Select(member =>
                    $"has the field '{Structs.NameOf(member.Shown)}' of type '{((IFieldSymbol)member.Field).Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'{(IsNoGradient((IFieldSymbol)member.Field) ? " marked [NoGradient]" : "")}")
                    .FirstOrDefault()
            : "has no fields",
    };

    // What the compiler writes into a record is never called here: see LocalTableUses.
    private static bool IsInTheWay(ISymbol member) => !member.IsImplicitlyDeclared
        && (member is { IsVirtual: true } or { IsAbstract: true } or { IsOverride: true }
            or IMethodSymbol { MethodKind: MethodKind.Destructor } or { Name: "Equals" or "op_Equality" });

    private static bool IsColumn(IFieldSymbol field) => field is { RefKind: RefKind.None, IsFixedSizeBuffer: false,
        Type.IsRefLikeType: false } && TypeMapping.Map(field.Type) switch
    {
        null => false,
        var type when !type.IsDifferentiable() => true,
        _ when IsNoGradient(field) => false,
        AggregateType aggregate => aggregate.HasTangent() && !aggregate.HoldsBuffers(),
        var type => type is ScalarType or BufferType { Kind: BufferKind.Array, Element: ScalarType },
    };

    private static bool IsNoGradient(IFieldSymbol field) =>
        Attributes.IsNoGradient(field) || (field.AssociatedSymbol is { } property && Attributes.IsNoGradient(property));
}
