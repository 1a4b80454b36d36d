using System.Runtime.CompilerServices;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Classes whose objects may be rows of a table: the source is there, so that the bodies that run are known, two objects are equal if they
/// are the same one (those of records are never compared), and each field is something that an array can hold.
/// </summary>
internal static class LocalTableClasses
{
    // Every expression of a class asks. A symbol belongs to one compilation, in which its fields never change.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<string?>> Known = new();

    public static bool MayBe(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } named
        && Obstacle(named) is null && (LocalClasses.Members(named).Count > 0 || Bases(named).Any());

    /// <summary>
    /// Whether places of a type may hold objects of several classes whose source is here: it is an interface or a base class itself.
    /// </summary>
    public static bool MayHold(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Class,
        IsStatic: false, IsSealed: false, DeclaringSyntaxReferences.IsEmpty: false } named && !LocalClasses.IsGeneric(named);

    /// <summary>Whether a member may be a field of a row, which an object of a class that derives from this one has too.</summary>
    public static bool HasColumns(INamedTypeSymbol type) => type.IsAbstract ? MayHold(type) && Obstacle(type) is null : MayBe(type);

    /// <summary>The base classes and interfaces that may hold objects of a class or boxes of a struct.</summary>
    public static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type) =>
        (type.TypeKind == TypeKind.Class ? LocalClasses.Chain(type).Where(part => !SymbolEqualityComparer.Default.Equals(part, type)) : [])
            .Concat(type.AllInterfaces).Where(MayHold);

    /// <summary>What is in the way of tables of a class; null if nothing is.</summary>
    public static string? Obstacle(INamedTypeSymbol type) =>
        Known.GetValue(type, static key => new(TypeSubstitution.Without(() => Read(key)))).Value;

    private static string? Read(INamedTypeSymbol type) =>
        LocalClasses.Chain(type).Select(OfPart).FirstOrDefault(obstacle => obstacle is not null)
            ?? LocalClasses.Members(type).Where(member => !MayBeColumn((IFieldSymbol)member.Field)).Select(OfField).FirstOrDefault()
            ?? (LocalClasses.Members(type).Count == 0 && !type.IsAbstract && !Bases(type).Any() ? "has no fields" : null);

    /// <summary>What is in the way in a class or one of its base classes.</summary>
    private static string? OfPart(INamedTypeSymbol type) => type switch
    {
        { IsStatic: true } => "is static",
        { DeclaringSyntaxReferences.IsEmpty: true } => "has no source here",
        _ when LocalClasses.IsGeneric(type) => "is generic",
        _ => type.GetMembers().FirstOrDefault(IsInTheWay) is { } member
            ? $"has the {(member is { IsVirtual: true } or { IsOverride: true } ? "virtual or overriding " : "")}member '{Structs.NameOf((member as IMethodSymbol)?.AssociatedSymbol ?? member)}'"
            : null,
    };

    /// <summary>Code that runs without a call, another equality, and fields in whose place another class may have something else.</summary>
    private static bool IsInTheWay(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Destructor }
        || member is { Name: "Equals" or "op_Equality" or "GetHashCode", IsImplicitlyDeclared: false }
        || (member is IPropertySymbol property && (property.IsVirtual || property.OverriddenProperty is { IsAbstract: false })
            && !property.IsImplicitlyDeclared && Structs.IsStored(property));

    private static string OfField((ISymbol Field, ISymbol Shown) member) =>
        $"has the field '{Structs.NameOf(member.Shown)}' of type '{((IFieldSymbol)member.Field).Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'{(IsNoGradient((IFieldSymbol)member.Field) ? " marked [NoGradient]" : "")}";

    /// <summary>Whether a field may be a column; what holds objects is known only when it is known which objects are rows.</summary>
    private static bool MayBeColumn(IFieldSymbol field) => IsColumn(field) || ListTables.AreIn(field.Type)
        || TypeSubstitution.Mentions(field.Type, part => part is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface } held
            && ObjectFields.IsMarked(held) && !held.DeclaringSyntaxReferences.IsEmpty);

    /// <summary>Whether an array can hold what a field does.</summary>
    public static bool IsColumn(IFieldSymbol field) => field is { RefKind: RefKind.None, IsFixedSizeBuffer: false,
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
