using System.Runtime.CompilerServices;
using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Classes whose objects a method can take apart into their fields, because their source and that of their base classes is there and
/// nothing of an object is out of sight: no type parameters, numbers in fields that are followed themselves. The fields of base classes
/// come first, so that a member of a base class finds them where they are in an object of that class.
/// <code>
/// class Matrix { readonly double[] _data; public int Columns; … }   →   { _data: double[], Columns: int }
/// </code>
/// </summary>
internal static class LocalClasses
{
    // Every expression of a class asks. A symbol belongs to one compilation, in which its fields never change.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<AggregateType?>> Known = new();

    /// <summary>The fields of an object; null if it cannot be taken apart, or holds no numbers.</summary>
    public static AggregateType? Shape(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } named ? Fields(named) : null;

    /// <summary>Whether objects of a class can be variables, or rows of a table.</summary>
    public static bool MayBeTakenApart(ITypeSymbol? type) => Shape(type) is not null || LocalTableClasses.MayBe(type);

    /// <summary>The fields of an object as those of a class see it that may be abstract.</summary>
    private static AggregateType? Fields(INamedTypeSymbol type) => TypeSubstitution.IsActive
        ? Read(type.OriginalDefinition, [], out _)
        : Known.GetValue(type.OriginalDefinition, static key => new(Read(key, [], out _))).Value;

    /// <summary>A class and its base classes, the first one first.</summary>
    public static IEnumerable<INamedTypeSymbol> Chain(INamedTypeSymbol type) =>
        Base(type) is { } parent ? Chain(parent).Append(type) : [type];

    public static INamedTypeSymbol? Base(INamedTypeSymbol type) =>
        type.BaseType is { SpecialType: not SpecialType.System_Object } parent ? parent : null;

    /// <summary>The fields of an object, with the member that shows each of them.</summary>
    public static IReadOnlyList<(ISymbol Field, ISymbol Shown)> Members(INamedTypeSymbol type) =>
        [.. Chain(type.OriginalDefinition).SelectMany(Structs.Members)];

    /// <summary>The field that a member is, or that the automatic property stores; null for any other member.</summary>
    public static int? IndexOf(IMemberReferenceOperation member)
    {
        if (member.Instance is not { Type: INamedTypeSymbol { TypeKind: TypeKind.Class } type }
            || (Fields(type) is null && !LocalTableClasses.HasColumns(type)))
            return null;
        var index = Members(type).ToList().FindIndex(candidate => SymbolEqualityComparer.Default.Equals(candidate.Shown, member.Member));
        return index < 0 ? null : index;
    }

    /// <summary>The field in which an object keeps a parameter of its primary constructor; null if it keeps none.</summary>
    public static int? IndexOf(IParameterSymbol parameter)
    {
        var index = Members(parameter.ContainingType).ToList()
            .FindIndex(candidate => SymbolEqualityComparer.Default.Equals(candidate.Field.ContainingType, parameter.ContainingType)
                && candidate.Field.Name.StartsWith($"<{parameter.Name}>P", StringComparison.Ordinal));
        return index < 0 ? null : index;
    }

    /// <summary>The class and those of the objects that it holds.</summary>
    public static IEnumerable<INamedTypeSymbol> Held(INamedTypeSymbol type) => Members(type)
        .Select(member => ((IFieldSymbol)member.Field).Type).OfType<INamedTypeSymbol>()
        .Where(held => held.NullableAnnotation == NullableAnnotation.NotAnnotated && Shape(held) is not null).SelectMany(Held)
        .Prepend(type);

    private static AggregateType? Read(INamedTypeSymbol type, IReadOnlyList<INamedTypeSymbol> around, out bool isCyclic)
    {
        isCyclic = around.Contains(type, SymbolEqualityComparer.Default);
        if (isCyclic || !IsCandidate(type)) return null;
        var fields = new List<AggregateField>();
        foreach (var (field, shown) in Members(type))
        {
            if (TypeOf((IFieldSymbol)field, [.. around, type], out isCyclic) is not { } shape) return null;
            fields.Add(new(Spelling.Identifier(shown.Name), shape) { Stem = Structs.NameOf(shown).TrimStart('_') });
        }
        return fields.Exists(field => field.Type.IsDifferentiable())
            ? new(TypeMapping.Spell(type), fields.ToEquatableArray(), AggregateKind.Object)
            : null;
    }

    private static IrType? TypeOf(IFieldSymbol field, IReadOnlyList<INamedTypeSymbol> around, out bool isCyclic)
    {
        isCyclic = false;
        if (field.RefKind != RefKind.None || field.IsFixedSizeBuffer) return null;
        var isConstant = Attributes.IsNoGradient(field) || (field.AssociatedSymbol is { } property && Attributes.IsNoGradient(property));
        if (isConstant && Shapes.IsDifferentiable(field.Type)) return null;
        // One that may be null has no parts.
        var held = TypeSubstitution.Of(field.Type) is INamedTypeSymbol { TypeKind: TypeKind.Class,
            NullableAnnotation: NullableAnnotation.NotAnnotated } named ? Read(named.OriginalDefinition, around, out isCyclic) : null;
        return isCyclic
            ? null
            : held ?? (field.Type is INamedTypeSymbol { IsTupleType: true } || TypeMapping.Map(field.Type) is not null
                ? Shapes.Of(field.Type)
                : null);
    }

    private static bool IsCandidate(INamedTypeSymbol type) =>
        Chain(type).ToList() is var chain
            && chain.TrueForAll(part => part is { TypeKind: TypeKind.Class, IsStatic: false, DeclaringSyntaxReferences.IsEmpty: false }
                && !IsGeneric(part))
        && (chain.Count == 1
            || !chain.Exists(part => Structs.Shown(part).Any(member => member is { IsVirtual: true } or { IsOverride: true })));

    /// <summary>What to do where an object of a generic class keeps a number, to end a sentence; empty for any other class.</summary>
    public static string GenericAdvice(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, DeclaringSyntaxReferences.IsEmpty: false } && IsGeneric(type)
            ? $", or write '{type.Name}' for one type of number, for generic classes are not followed"
            : "";

    /// <summary>Whether a class has type parameters, or stands in one that has.</summary>
    public static bool IsGeneric(INamedTypeSymbol type) => type.Arity > 0 || (type.ContainingType is { } outer && IsGeneric(outer));
}
