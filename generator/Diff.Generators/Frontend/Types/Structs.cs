using System.Runtime.CompilerServices;
using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Structs seen as their fields. A struct has such a shape if each of its instance fields can be read by generated code, has a shape
/// itself, and a value can be built from all of them without running code of the user.
/// <code>
/// record struct Ray(Vec3 Origin, Vec3 Direction)   →   { Origin: { X, Y, Z }, Direction: { X, Y, Z } }, built by new Ray({0}, {1})
/// </code>
/// </summary>
internal static class Structs
{
    // Every expression asks for the shapes of its types. A symbol belongs to one compilation, in which they never change.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<AggregateType?>> Known = new();
    private static readonly ConditionalWeakTable<INamedTypeSymbol, IReadOnlyList<(ISymbol Field, ISymbol Shown)>> KnownMembers = new();

    /// <summary>The struct as an aggregate; null if it has no such shape, or nothing that carries a derivative.</summary>
    public static AggregateType? Map(INamedTypeSymbol type) =>
        Known.GetValue(type, static key => new(TypeSubstitution.Without(() => Read(key)))).Value;

    private static AggregateType? Read(INamedTypeSymbol type)
    {
        if (!IsCandidate(type)) return null;
        var members = Members(type).ToList();
        var all = members.ConvertAll(member => member.Shown);
        var fields = new List<AggregateField>();
        var mayBePrivate = GradientStructs.CanHold(type);
        foreach (var (field, shown) in members)
        {
            var isVisible = IsVisible(shown, type);
            if ((!isVisible && (!mayBePrivate || IsNameless(shown))) || TypeOf(field) is not { } fieldType) return null;
            fields.Add(isVisible
                ? new(Spelling.Identifier(shown.Name), fieldType) { Access = AccessOf(shown) }
                : new(GradientStructs.Getter(shown, all), fieldType) { Access = FieldAccess.Fixed, Stem = NameOf(shown).TrimStart('_') });
        }
        if (!fields.Exists(field => field.Type.IsDifferentiable())) return null;
        var isOpen = IsOpen(type, all);
        if ((isOpen ? Maker(type, all, member => IsVisible(member, type))
            : mayBePrivate ? GradientStructs.Maker(type, all)
            : null) is not { } maker)
            return null;
        var shape = new AggregateType(TypeMapping.Spell(type), fields.ToEquatableArray(), AggregateKind.Struct) { Maker = maker };
        if (Pairs.Is(type)) return Pairs.WithTangent(shape);
        if (isOpen && GenericStructs.WithTangent(type, all, shape) is { } generic) return generic;
        if (!mayBePrivate || (isOpen && shape.IsOwnTangent())) return shape;
        var tangent = GradientStructs.Tangent(type, all, shape);
        return tangent is null && !isOpen ? null : shape with { TangentType = tangent };
    }

    /// <summary>Whether any code can read all members, and build a value from them.</summary>
    public static bool IsOpen(INamedTypeSymbol type, IReadOnlyList<ISymbol> members) =>
        members.All(member => IsVisible(member, type)) && Maker(type, members, member => IsVisible(member, type)) is not null;

    public static bool IsShaped(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct, IsTupleType: false } named && Map(named) is not null;

    /// <summary>The field of a tuple or struct value that an expression reads; null if it is something else.</summary>
    public static int? IndexOf(IMemberReferenceOperation member)
    {
        if (member is IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } element }) return Tuples.IndexOf(element);
        if (AnonymousObjects.IndexOf(member) is { } part) return part;
        if (member.Instance?.Type is not INamedTypeSymbol { TypeKind: TypeKind.Struct } type || Map(type) is null) return null;
        var index = Members(type).ToList().FindIndex(candidate => SymbolEqualityComparer.Default.Equals(candidate.Shown, member.Member));
        return index < 0 ? null : index;
    }

    /// <summary>The members that show the fields, in their order.</summary>
    public static IEnumerable<ISymbol> Shown(INamedTypeSymbol type) => Members(type).Select(member => member.Shown);

    /// <summary>Whether the property is a field in all but name.</summary>
    public static bool IsStored(IPropertySymbol property) =>
        Members(property.ContainingType).Any(member => SymbolEqualityComparer.Default.Equals(member.Shown, property));

    /// <summary>The name of a member, also where metadata knows it by the name of its field alone.</summary>
    public static string NameOf(ISymbol member) => member is IFieldSymbol && member.Name.StartsWith("<", StringComparison.Ordinal)
        ? member.Name.Substring(1, member.Name.IndexOf('>') - 1)
        : member.Name;

    /// <summary>A field that source cannot name: of a property with code, or of a parameter of a primary constructor.</summary>
    public static bool IsNameless(ISymbol member) =>
        !IsForeign(member.ContainingType) && member.Name.StartsWith("<", StringComparison.Ordinal);

    private static bool IsCandidate(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Struct, IsTupleType: false, IsRefLikeType: false, SpecialType: SpecialType.None }
        && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T
        && (Numerics.Has(type) || Pairs.Is(type) || ShownFields.AreOfFramework(type)
            || (type.ContainingNamespace?.ToDisplayString() is var space && space != "System"
                && space?.StartsWith("System.", StringComparison.Ordinal) != true))
        && !type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "InlineArrayAttribute" || IsOverlapping(attribute));

    // Fields that share memory change together.
    private static bool IsOverlapping(AttributeData attribute) =>
        attribute.AttributeClass?.Name == "StructLayoutAttribute" && attribute.ConstructorArguments is [{ Value: { } layout }, ..]
            && Convert.ToInt32(layout, System.Globalization.CultureInfo.InvariantCulture) == 2;

    /// <summary>The instance fields with the member that shows each of them: itself, or the property that it stores.</summary>
    public static IReadOnlyList<(ISymbol Field, ISymbol Shown)> Members(INamedTypeSymbol type) =>
        KnownMembers.GetValue(type, static key => TypeSubstitution.Without(() => ReadMembers(key).ToList()));

    private static IEnumerable<(ISymbol Field, ISymbol Shown)> ReadMembers(INamedTypeSymbol type) => Numerics.IsComplex(type)
        ? Numerics.Parts(type).Select(part => ((ISymbol)part, (ISymbol)part))
        : Pairs.Is(type) ? Pairs.Parts(type).Select(part => ((ISymbol)part, (ISymbol)part))
        : ShownFields.AreOfFramework(type) ? ShownFields.OfFramework(type).Select(part => ((ISymbol)part, (ISymbol)part))
        : type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic)
            .Select(field => ((ISymbol)field,
                (field.AssociatedSymbol ?? Property(field)) is IPropertySymbol property && IsAutomatic(property)
                    ? property
                    : ShownFields.Of(field) ?? (ISymbol)field));

    /// <summary>The property of a field that metadata knows by its name alone.</summary>
    private static ISymbol? Property(IFieldSymbol field)
    {
        var end = field.Name.IndexOf(">k__BackingField", StringComparison.Ordinal);
        return field.Name.StartsWith("<", StringComparison.Ordinal) && end > 0
            ? field.ContainingType.GetMembers(field.Name.Substring(1, end - 1)).OfType<IPropertySymbol>().FirstOrDefault()
            : null;
    }

    /// <summary>Whether a property does nothing but read and assign its field.</summary>
    public static bool IsAutomatic(IPropertySymbol property) => property.DeclaringSyntaxReferences.IsEmpty
        ? new[] { property.GetMethod,
            property.SetMethod }.All(accessor => accessor is null
                || Attributes.Find(accessor, "System.Runtime.CompilerServices.CompilerGeneratedAttribute") is not null)
        : !property.IsPartialDefinition && property.DeclaringSyntaxReferences.All(reference =>
            reference.GetSyntax() is not PropertyDeclarationSyntax declaration
            || (declaration.AccessorList is { Accessors: var accessors }
                && accessors.All(accessor => accessor is { Body: null, ExpressionBody: null })));

    public static bool IsVisible(ISymbol member, INamedTypeSymbol type) =>
        member.DeclaredAccessibility == Accessibility.Public
            || (!IsForeign(type) && member.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal);

    public static IrType? TypeOf(ISymbol member)
    {
        if (member is not IFieldSymbol field) return TypeMapping.Map(((IPropertySymbol)member).Type);
        if (field.IsFixedSizeBuffer || field.RefKind != RefKind.None || IsTableOfStructs(field.Type)) return null;
        return Attributes.IsNoGradient(field.AssociatedSymbol ?? field) || Attributes.IsNoGradient(field)
            ? TypeMapping.MapInert(field.Type)
            : TypeMapping.Map(field.Type);
    }

    // Which could be a table of the very struct it is in.
    private static bool IsTableOfStructs(ITypeSymbol type) =>
        type is IArrayTypeSymbol { ElementType: var element }
            && (IsTableOfStructs(element) || element is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None });

    private static FieldAccess AccessOf(ISymbol member) => member switch
    {
        IFieldSymbol { IsReadOnly: false } => FieldAccess.Variable,
        IPropertySymbol { SetMethod: { IsInitOnly: false } setter } when IsVisible(setter, member.ContainingType) => FieldAccess.Settable,
        _ => FieldAccess.Fixed,
    };

    /// <summary>How a value is built from all its fields, given what is visible there.</summary>
    public static string? Maker(INamedTypeSymbol type, IReadOnlyList<ISymbol> members, Func<ISymbol, bool> isVisible)
    {
        var name = InertText.Escape(TypeMapping.Spell(type));
        var isPositional = type is { IsRecord: true, DeclaringSyntaxReferences.IsEmpty: false };
        if ((isPositional || Numerics.Has(type) || ShownFields.AreOfFramework(type)
                || !members.All(member => IsInitializable(member, isVisible)))
            && type.InstanceConstructors.Where(candidate => isVisible(candidate)).Select(AssigningConstructors.Fields)
                .FirstOrDefault(fields => fields is not null) is { } fields)
            return $"new {name}({string.Join(", ", fields.Select(field => $"{{{field}}}"))})";
        if (!members.All(member => IsInitializable(member, isVisible))) return null;
        var initial = string.Join(", ", members.Select((member, i) => $"{InertText.Escape(Spelling.Identifier(member.Name))} = {{{i}}}"));
        var isPlain = type.InstanceConstructors.All(candidate => candidate.Parameters.Length > 0 || candidate.IsImplicitlyDeclared);
        return isPlain ? $"new {name} {{{{ {initial} }}}}" : $"default({name}) with {{{{ {initial} }}}}";
    }

    private static bool IsInitializable(ISymbol member, Func<ISymbol, bool> isVisible) => member switch
    {
        IFieldSymbol field => !field.IsReadOnly,
        IPropertySymbol { SetMethod: { } setter } => isVisible(setter),
        _ => false,
    };

    /// <summary>Known by its metadata alone.</summary>
    public static bool IsForeign(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.IsEmpty;
}
