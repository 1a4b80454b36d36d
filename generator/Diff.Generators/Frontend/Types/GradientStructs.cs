using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>
/// The gradient type of a struct that is marked <c>[Differentiable]</c> and holds something else than numbers, or keeps them private: a
/// struct with a field per field that carries a derivative. Private fields are read and written by hidden members of the marked struct.
/// <code>
/// partial struct Ball { int _id; public Vec3 Place; }   →   struct BallGradient { public Vec3 Place; }, and in Ball: Gradient__Id(), Gradient__Make(id, place)
/// </code>
/// </summary>
internal static class GradientStructs
{
    /// <summary>
    /// Whether a gradient type, and members of the struct that see its private fields, are generated where they are needed.
    /// </summary>
    public static bool CanHold(INamedTypeSymbol type) => IsMarked(type)
        && (Structs.IsForeign(type) ? GradientHomes.Find(type) is not null : Containers.AcceptsMembers(type))
        && (SymbolEqualityComparer.Default.Equals(type, type.OriginalDefinition)
            || Structs.Map(type.OriginalDefinition)?.HasTangent() == true);

    /// <summary>What reads a private field.</summary>
    public static string Getter(ISymbol member, IReadOnlyList<ISymbol> members) => GradientHome.Getter(FieldName(member, members));

    /// <summary>How a struct with private fields is built from all its fields; null if nothing can be generated that does.</summary>
    public static string? Maker(INamedTypeSymbol type, IReadOnlyList<ISymbol> members) =>
        Structs.IsForeign(type) || InnerMaker(type, members) is not null || !HasPrimaryConstructor(type) || !IsGeneric(type)
            ? $"{InertText.Escape(TypeMapping.Spell(type))}.{PrivateState.Make}({string.Join(", ", members.Select((member, i) => $"{FieldName(member, members)}: {{{i}}}"))})"
            : null;

    /// <summary>The type of gradients; null if a field has none.</summary>
    public static AggregateType? Tangent(INamedTypeSymbol type, IReadOnlyList<ISymbol> members, AggregateType shape)
    {
        if (!shape.Fields.All(field => Reason(field.Type) is null)
            || members.Any(member => IsLessVisible(ObjectMembers.TypeOf(member), type)))
            return null;
        var fields = shape.Fields.Select((field, i) => new AggregateField(FieldName(members[i], members), field.Type.Tangent()))
            .ToEquatableArray();
        var name = GradientHomes.Spell(type);
        var initial = fields.Select((field, i) => (field, i)).Where(pair => pair.field.Type.IsDifferentiable())
            .Select(pair => $"{pair.field.Name} = {{{pair.i}}}");
        return new(name, fields, AggregateKind.Struct) { Maker = $"new {InertText.Escape(name)} {{{{ {string.Join(", ", initial)} }}}}",
            IsTangentOnly = true };
    }

    /// <summary>
    /// What to generate for a marked struct; null if nothing is needed, or if it cannot be done, which has been reported.
    /// </summary>
    public static GradientStruct? Read(INamedTypeSymbol type, SyntaxToken name, IDiagnosticSink sink)
    {
        if (Obstacle(type) is { } obstacle)
        {
            if (Containers.Accept(type, name, sink))
                sink.Report(Descriptors.Declared.StructField, name, type.Name, obstacle.Member, obstacle.Reason, obstacle.Advice);
            return null;
        }
        if (!CanHold(type) || Structs.Map(type) is not { TangentType: not null } shape) return null;
        var members = Structs.Shown(type).ToList();
        return new(GradientHomes.Of(type), shape, members.Select(Source).ToEquatableArray(),
            Structs.IsOpen(type, members) ? null : State(type, members));
    }

    /// <summary>
    /// The first field of a marked struct that keeps it from having a gradient type, so that leaving it out would be a silent zero; null if
    /// there is none.
    /// </summary>
    public static (string Member, string Reason, string Advice)? Obstacle(INamedTypeSymbol type)
    {
        if (!IsMarked(type) || Structs.IsForeign(type) || !FloatingPoint.IsCarriedBy(type) || Structs.Map(type)?.HasTangent() == true)
            return null;
        foreach (var (field, shown) in Structs.Members(type))
        {
            var fieldType = ObjectMembers.TypeOf(shown);
            if (Structs.IsNameless(shown))
                return (Structs.NameOf(shown), "is kept in a field that has no name of its own", "declare a field for it");
            if (Structs.TypeOf(field) is not { } mapped)
                return (shown.Name, $"has the type '{fieldType.ToDisplayString(Spelling.InMessages)}', whose numbers cannot be followed",
                    AsConstant);
            if (Reason(mapped) is { } reason) return (shown.Name, reason, AsConstant);
            if (IsLessVisible(fieldType, type))
                return (shown.Name, "has a type that is hidden where the struct is not", "make that type as visible as the struct");
        }
        return Structs.Members(type).Select(member => member.Shown).OrderByDescending(IsComputed)
            .Select(member => member.Name).FirstOrDefault() is { } first
            ? (first, "can be assigned by the primary constructor alone, which computes it", "declare an ordinary constructor")
            : null;
    }

    /// <summary>Whether the initial value of a member is more than a name.</summary>
    private static bool IsComputed(ISymbol member) => member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is
        PropertyDeclarationSyntax { Initializer.Value: not IdentifierNameSyntax }
        or VariableDeclaratorSyntax { Initializer.Value: not IdentifierNameSyntax };

    private const string AsConstant = "mark it [NoGradient] to treat it as a constant";

    /// <summary>What to add to a message about a type that cannot be differentiated.</summary>
    public static string Advice(ITypeSymbol type, bool isResult) => type switch
    {
        IArrayTypeSymbol array => Advice(array.ElementType, isResult),
        INamedTypeSymbol { IsTupleType: true } or INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" } =>
            ((INamedTypeSymbol)type).TypeArguments.Select(part => Advice(part, isResult)).FirstOrDefault(advice => advice.Length > 0) ?? "",
        INamedTypeSymbol { TypeKind: TypeKind.Struct } named when !Structs.IsForeign(named) && HoldsMemory(named) =>
            $", or the parts of '{named.Name}'"
                + (isResult ? "" : $", or make '{named.Name}' a class that is marked [Differentiable]"),
        INamedTypeSymbol { TypeKind: TypeKind.Struct } named when !Structs.IsForeign(named) && !IsMarked(named) =>
            $", or mark '{named.Name}' itself [Differentiable]",
        INamedTypeSymbol named when ShownFields.Obstacle(named) is { } reason =>
            $", or its numbers: '{named.Name}' cannot be taken apart because {reason}",
        _ => "",
    };

    /// <summary>Whether a struct has arrays or collections in it, which no gradient that is a struct can hold.</summary>
    private static bool HoldsMemory(INamedTypeSymbol type) => Structs.Members(type).Select(member => ((IFieldSymbol)member.Field).Type)
        .Any(field => (field is IArrayTypeSymbol && FloatingPoint.IsCarriedBy(field)) || CollectionTypes.Is(field)
            || (field is INamedTypeSymbol { TypeKind: TypeKind.Struct } inner && !Structs.IsForeign(inner) && HoldsMemory(inner)));

    private static bool IsMarked(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Struct && Attributes.Find(type.OriginalDefinition, KnownNames.Differentiable) is not null;

    /// <summary>Why a field of a type has no gradient; null if it has one, or needs none.</summary>
    private static string? Reason(IrType type) => type switch
    {
        _ when !type.IsDifferentiable() => null,
        BufferType => "is memory, which a gradient that is a struct cannot hold",
        AggregateType { Kind: AggregateKind.Struct } when !type.HasTangent() => "is a struct without a gradient type",
        AggregateType { Kind: AggregateKind.Tuple } tuple =>
            tuple.Fields.Select(field => Reason(field.Type)).FirstOrDefault(reason => reason is not null),
        _ => null,
    };

    private static PrivateState State(INamedTypeSymbol type, List<ISymbol> members) => new(
        members.Select(member => Structs.IsVisible(member, type) ? "" : Getter(member, members)).ToEquatableArray(),
        members.Select(member => FieldName(member, members)).ToEquatableArray(),
        members.Select(member => TypeMapping.Spell(ObjectMembers.TypeOf(member))).ToEquatableArray(),
        InnerMaker(type, members) ?? "",
        InnerMaker(type, members) is null && HasPrimaryConstructor(type)
            ? Structs.Members(type).Select(member => member.Field.Name).ToEquatableArray()
            : [],
        members.Exists(member => member is IFieldSymbol { IsRequired: true } or IPropertySymbol { IsRequired: true }));

    /// <summary>How a value is built inside of the struct.</summary>
    private static string? InnerMaker(INamedTypeSymbol type, IReadOnlyList<ISymbol> members) => Structs.Maker(type, members, _ => true);

    private static bool IsGeneric(INamedTypeSymbol type) => type.IsGenericType || (type.ContainingType is { } outer && IsGeneric(outer));

    private static bool HasPrimaryConstructor(INamedTypeSymbol type) =>
        type.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared && SourceBodies.IsPrimary(constructor));

    private static string Source(ISymbol member) => Spelling.Identifier(member.Name);

    // The gradient type has a Zero of its own, and two fields may differ by their underscore alone.
    private static string FieldName(ISymbol member, IReadOnlyList<ISymbol> members)
    {
        var name = GradientHomes.NameOf(member);
        return name == "Zero" ? name + "_"
            : members.Count(other => GradientHomes.NameOf(other) == name) > 1 ? Spelling.Identifier(Structs.NameOf(member))
            : name;
    }

    /// <summary>Whether the type of a field is hidden somewhere where the type that holds it is not.</summary>
    public static bool IsLessVisible(ITypeSymbol field, INamedTypeSymbol type) => field switch
    {
        IArrayTypeSymbol array => IsLessVisible(array.ElementType, type),
        INamedTypeSymbol named => VisibilityOf(named) < VisibilityOf(type) || IsPrivateTo(type, named)
            || named.TypeArguments.Any(argument => IsLessVisible(argument, type)),
        _ => false,
    };

    private static bool IsPrivateTo(INamedTypeSymbol type, INamedTypeSymbol inner) =>
        inner.DeclaredAccessibility == Accessibility.Private
            && SymbolEqualityComparer.Default.Equals(inner.ContainingType.OriginalDefinition, type.OriginalDefinition);

    /// <summary>2 if the type is visible everywhere, 1 if in its assembly, 0 if only in some type.</summary>
    private static int VisibilityOf(INamedTypeSymbol type)
    {
        var own = type.DeclaredAccessibility switch { Accessibility.Public or Accessibility.NotApplicable =>
            2, Accessibility.Internal or Accessibility.ProtectedOrInternal => 1, _ => 0 };
        return type.ContainingType is { } outer ? Math.Min(own, VisibilityOf(outer)) : own;
    }
}
