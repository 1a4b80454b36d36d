using System.Runtime.CompilerServices;
using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Classes whose objects a method can take apart into their fields, because their source is there and nothing of an object is out of sight: no base class, no type parameters,
/// numbers in fields that are followed themselves.
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
        type is INamedTypeSymbol { TypeKind: TypeKind.Class } named ? Known.GetValue(named.OriginalDefinition, static key => new(Read(key, [], out _))).Value : null;

    /// <summary>The field that a member is, or that the automatic property stores; null for any other member.</summary>
    public static int? IndexOf(IMemberReferenceOperation member)
    {
        if (member.Instance is not { Type: INamedTypeSymbol { TypeKind: TypeKind.Class } type } || Shape(type) is null) return null;
        var index = Structs.Members(type.OriginalDefinition).ToList().FindIndex(candidate => SymbolEqualityComparer.Default.Equals(candidate.Shown, member.Member));
        return index < 0 ? null : index;
    }

    /// <summary>The field in which an object keeps a parameter of its primary constructor; null if it keeps none.</summary>
    public static int? IndexOf(IParameterSymbol parameter)
    {
        var index = Structs.Members(parameter.ContainingType).ToList().FindIndex(candidate => candidate.Field.Name.StartsWith($"<{parameter.Name}>P", StringComparison.Ordinal));
        return index < 0 ? null : index;
    }

    /// <summary>The class and those of the objects that it holds.</summary>
    public static IEnumerable<INamedTypeSymbol> Held(INamedTypeSymbol type) => Structs.Members(type.OriginalDefinition)
        .Select(member => member.Field is IFieldSymbol field ? field.Type : null).OfType<INamedTypeSymbol>().Where(held => Shape(held) is not null).SelectMany(Held).Prepend(type);

    private static AggregateType? Read(INamedTypeSymbol type, IReadOnlyList<INamedTypeSymbol> around, out bool isCyclic)
    {
        isCyclic = around.Contains(type, SymbolEqualityComparer.Default);
        if (isCyclic || !IsCandidate(type)) return null;
        var fields = new List<AggregateField>();
        foreach (var (field, shown) in Structs.Members(type))
        {
            if (TypeOf((IFieldSymbol)field, [.. around, type], out isCyclic) is not { } shape) return null;
            fields.Add(new(Spelling.Identifier(shown.Name), shape) { Stem = Structs.NameOf(shown).TrimStart('_') });
        }
        return fields.Exists(field => field.Type.IsDifferentiable()) ? new(TypeMapping.Spell(type), fields.ToEquatableArray(), AggregateKind.Object) : null;
    }

    private static IrType? TypeOf(IFieldSymbol field, IReadOnlyList<INamedTypeSymbol> around, out bool isCyclic)
    {
        isCyclic = false;
        if (field.RefKind != RefKind.None || field.IsFixedSizeBuffer) return null;
        var isConstant = Attributes.IsNoGradient(field) || (field.AssociatedSymbol is { } property && Attributes.IsNoGradient(property));
        if (isConstant && Shapes.IsDifferentiable(field.Type)) return null;
        var held = field.Type is INamedTypeSymbol { TypeKind: TypeKind.Class } named ? Read(named.OriginalDefinition, around, out isCyclic) : null;
        return isCyclic ? null : held ?? (field.Type is INamedTypeSymbol { IsTupleType: true } || TypeMapping.Map(field.Type) is not null ? Shapes.Of(field.Type) : null);
    }

    private static bool IsCandidate(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false, BaseType.SpecialType: SpecialType.System_Object }
        && !type.DeclaringSyntaxReferences.IsEmpty && !IsGeneric(type);

    private static bool IsGeneric(INamedTypeSymbol type) => type.Arity > 0 || (type.ContainingType is { } outer && IsGeneric(outer));
}
