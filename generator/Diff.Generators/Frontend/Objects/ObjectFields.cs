using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>A floating-point field of an object whose class is marked, or of an object in one of its fields.</summary>
/// <param name="Path">The members to follow from the object, as source spells them: <c>Hidden.Weights</c>.</param>
/// <param name="GradientPath">The same in the generated gradient type.</param>
internal sealed record ObjectField(string Path, string GradientPath, IrType Type)
{
    /// <summary>The path as generated code follows it: through the hidden members of the classes, for the fields may be private.</summary>
    /// <param name="isOwn">The code stands in the class of the object.</param>
    public string AccessPath(bool isOwn)
    {
        var hidden = GradientPath.Split('.').Select(name => GradientHome.Getter(name)).ToArray();
        if (isOwn) hidden[0] = Path.Split('.')[0];
        return string.Join(".", hidden);
    }
}

/// <summary>
/// Objects of classes marked <c>[Differentiable]</c>: their floating-point fields are independents of the methods that get the object, as <c>this</c> or
/// as a parameter. The front end passes each such field like a parameter of its own, before all others.
/// <code>
/// class Line { double slope; double At(double x) => slope * x; }   →   At(this.slope, x) => slope * x
/// </code>
/// </summary>
internal static class ObjectFields
{
    public static bool IsMarked(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class } named && Attributes.Find(named.OriginalDefinition, KnownNames.Differentiable) is not null;

    /// <summary>Whether the fields of objects of the type are independents.</summary>
    public static bool IsFollowed(ITypeSymbol? type) => IsMarked(type) && Obstacle((INamedTypeSymbol)type!) is null;

    /// <summary>All floating-point fields, depth first in the order of declaration.</summary>
    public static IReadOnlyList<ObjectField> Of(INamedTypeSymbol type) => [.. Of(type, "", "", 0)];

    /// <summary>The members of one class that the gradient type mirrors: numbers, memory, and objects of marked classes.</summary>
    public static IEnumerable<ISymbol> Members(INamedTypeSymbol type) => Structs.Shown(type).Where(member =>
        !Attributes.IsNoGradient(member) && !Structs.IsNameless(member) && (IsMarked(TypeOf(member)) || IsIndependent(TypeMapping.Map(TypeOf(member)))));

    /// <summary>The first member whose numbers cannot be followed, so that leaving it out would be a silent zero; null if there is none.</summary>
    public static ISymbol? Obstacle(INamedTypeSymbol type) =>
        Structs.Shown(type).FirstOrDefault(member => !Attributes.IsNoGradient(member) && !Members(type).Contains(member, SymbolEqualityComparer.Default) && Carries(TypeOf(member)))
        ?? (GradientClasses.Scalars(Of(type).Select(field => field.Type)).Count() > 1 ? Members(type).Last() : null)
        ?? (type.BaseType is { SpecialType: not SpecialType.System_Object } parent && Structs.Shown(parent).Any(member => Carries(TypeOf(member))) ? parent : null);

    public static ITypeSymbol TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;

    private static IEnumerable<ObjectField> Of(INamedTypeSymbol type, string path, string gradientPath, int depth) =>
        type.DeclaringSyntaxReferences.IsEmpty ? OfGradient(GradientHomes.Find(type), path, gradientPath) : OfSource(type, path, gradientPath, depth);

    private static IEnumerable<ObjectField> OfSource(INamedTypeSymbol type, string path, string gradientPath, int depth)
    {
        foreach (var member in Members(type))
        {
            var (inner, innerGradient) = (path + Spelling.Identifier(member.Name), gradientPath + GradientHomes.NameOf(member));
            if (TypeMapping.Map(TypeOf(member)) is { } mapped && IsIndependent(mapped)) yield return new(inner, innerGradient, mapped);
            else if (depth < MaximalDepth)
                foreach (var field in Of((INamedTypeSymbol)TypeOf(member), inner + ".", innerGradient + ".", depth + 1)) yield return field;
        }
    }

    /// <summary>Metadata hides the private fields of a class, but not those of its gradient type.</summary>
    private static IEnumerable<ObjectField> OfGradient(INamedTypeSymbol? gradient, string path, string gradientPath)
    {
        if (gradient is null) yield break;
        foreach (var field in gradient.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic))
        {
            var (inner, innerGradient) = (path + field.Name, gradientPath + field.Name);
            if (TypeMapping.Map(field.Type) is { } mapped && IsIndependent(mapped)) yield return new(inner, innerGradient, mapped);
            else
                foreach (var part in OfGradient((INamedTypeSymbol)field.Type, inner + ".", innerGradient + ".")) yield return part;
        }
    }

    /// <summary>A class that holds objects of its own kind has no end.</summary>
    private const int MaximalDepth = 8;

    private static bool IsIndependent(IrType? type) => type switch
    {
        ScalarType => true,
        AggregateType aggregate => aggregate.Kind == AggregateKind.Struct && aggregate.IsOwnTangent(),
        BufferType { Kind: BufferKind.Array or BufferKind.Grid, Rank: <= 2 } buffer => buffer.Element is BufferType row ? IsIndependent(row) : IsIndependent(buffer.Element),
        _ => false,
    };

    private static bool Carries(ITypeSymbol type) => FloatingPoint.IsCarriedBy(type) || type switch
    {
        IArrayTypeSymbol array => IsMarked(array.ElementType) || Carries(array.ElementType),
        INamedTypeSymbol { TypeArguments: { IsEmpty: false } arguments } => arguments.Any(IsMarked),
        _ => false,
    };
}
