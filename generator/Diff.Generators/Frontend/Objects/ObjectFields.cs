using System.Runtime.CompilerServices;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>A floating-point field of an object whose class is marked, or of an object in one of its fields.</summary>
/// <param name="Path">The members to follow from the object, as source spells them: <c>Hidden.Weights</c>; empty for the object
/// itself.</param>
/// <param name="GradientPath">The same in the generated gradient type.</param>
/// <param name="IsInherited">The first member is one of a base class that is marked itself, to which it may be private.</param>
internal sealed record ObjectField(string Path, string GradientPath, IrType Type, bool IsInherited = false)
{
    /// <summary>The span of the elements, if the field holds a collection.</summary>
    public BufferType? Elements => Type is BufferType { Kind: BufferKind.Span or BufferKind.ReadOnlySpan } span ? span : null;

    /// <summary>
    /// The path as generated code follows it: through the hidden members of the classes, for the fields may be private, and a collection is
    /// seen as the span of its elements.
    /// </summary>
    /// <param name="isOwn">The code stands in the class of the object.</param>
    public string AccessPath(bool isOwn)
    {
        if (GradientPath.Length == 0) return "";
        var hidden = GradientPath.Split('.').Select(name => GradientHome.Getter(name)).ToArray();
        if (isOwn && !IsInherited && !(hidden.Length == 1 && Elements is not null)) hidden[0] = Path.Split('.')[0];
        return string.Join(".", hidden);
    }
}

/// <summary>
/// Objects of classes marked <c>[Differentiable]</c>: their floating-point fields are independents of the methods that get the object, as
/// <c>this</c> or as a parameter. The front end passes each such field like a parameter of its own, before all others.
/// <code>
/// class Line { double slope; double At(double x) => slope * x; }   →   At(this.slope, x) => slope * x
/// </code>
/// </summary>
internal static class ObjectFields
{
    private static readonly ConditionalWeakTable<INamedTypeSymbol, IReadOnlyList<ObjectField>> Cached = new();

    public static bool IsMarked(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface } named
            && Attributes.Find(named.OriginalDefinition, KnownNames.Differentiable) is not null;

    /// <summary>
    /// The marked class or interface that methods know of an object: its type, or the constraint of a type parameter; null if there is
    /// none.
    /// </summary>
    public static INamedTypeSymbol? Known(ITypeSymbol? type) => type is ITypeParameterSymbol parameter
        ? parameter.ConstraintTypes.Where(IsMarked).Cast<INamedTypeSymbol>().ToList() is [{ IsGenericType: false } constraint] ? constraint
            : null
        : IsMarked(type) ? (INamedTypeSymbol)type! : null;

    /// <summary>Whether the fields of objects of the type are independents.</summary>
    public static bool IsFollowed(ITypeSymbol? type) => Known(type) is { } known && ObjectObstacles.Of(known) is null;

    /// <summary>All floating-point fields, those of base classes first, depth first in the order of declaration.</summary>
    public static IReadOnlyList<ObjectField> Of(INamedTypeSymbol type) =>
        Cached.GetValue(type, static key => TypeSubstitution.Without(() => Of(key, "", "", 0).ToList()));

    private static IEnumerable<ObjectField> Of(INamedTypeSymbol type, string path, string gradientPath, int depth) =>
        Structs.IsForeign(type) ? OfGradient(GradientHomes.Find(type), path, gradientPath) : OfSource(type, path, gradientPath, depth);

    private static IEnumerable<ObjectField> OfSource(INamedTypeSymbol type, string path, string gradientPath, int depth)
    {
        if (ObjectMembers.Base(type) is { } parent)
            foreach (var field in Of(parent, path, gradientPath, depth)) yield return field with { IsInherited = true };
        foreach (var member in ObjectMembers.Own(type))
        {
            var (inner, innerGradient) = (path + Spelling.Identifier(member.Name), gradientPath + ObjectMembers.NameOf(type, member));
            var held = ObjectMembers.TypeOf(member);
            if (ObjectTypes.IsTable(held)) yield return new(inner, innerGradient, ObjectTypes.Table(held));
            else if (ObjectMembers.ShapeOf(held) is { } mapped && ObjectMembers.IsIndependent(mapped))
                yield return new(inner, innerGradient, mapped);
            else if (held is INamedTypeSymbol whole && IsMemory(whole, held) && !ObjectMembers.IsRecursive(whole))
                yield return new(inner, innerGradient, ObjectTypes.Object(whole));
            else if (depth < MaximalDepth)
                foreach (var field in Of((INamedTypeSymbol)held, inner + ".", innerGradient + ".", depth + 1))
                    yield return field with { IsInherited = false };
        }
    }

    /// <summary>
    /// Whether the object that a field holds is memory: its class decides which body of a method runs, or it may be null, and then it has
    /// no fields.
    /// </summary>
    /// <param name="declared">The type of the field.</param>
    private static bool IsMemory(INamedTypeSymbol held, ITypeSymbol declared) =>
        DispatchedObjects.Is(held) || declared.NullableAnnotation == NullableAnnotation.Annotated;

    /// <summary>Metadata hides the private fields of a class, but not those of its gradient type.</summary>
    private static IEnumerable<ObjectField> OfGradient(INamedTypeSymbol? gradient, string path, string gradientPath)
    {
        if (gradient is null or { SpecialType: SpecialType.System_Object }) yield break;
        foreach (var field in OfGradient(gradient.BaseType, path, gradientPath)) yield return field;
        foreach (var field in gradient.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic))
        {
            var (inner, innerGradient) = (path + field.Name, gradientPath + field.Name);
            if (field.Type is IArrayTypeSymbol { ElementType: INamedTypeSymbol element } && GradientHomes.FindMarked(element) is not null)
                yield return new(inner, innerGradient, ObjectTypes.Table(GradientHomes.TypeOf(gradient, field)));
            else if (TypeMapping.Map(GradientHomes.TypeOf(gradient, field)) is { } mapped && ObjectMembers.IsIndependent(mapped))
                yield return new(inner, innerGradient, mapped);
            else if (GradientHomes.FindMarked((INamedTypeSymbol)field.Type) is { } held
                && IsMemory(held, GradientHomes.TypeOf(gradient, field)))
                yield return new(inner, innerGradient, ObjectTypes.Object(held));
            else
                foreach (var part in OfGradient((INamedTypeSymbol)field.Type, inner + ".", innerGradient + ".")) yield return part;
        }
    }

    /// <summary>A class that holds objects of its own kind has no end; it is refused.</summary>
    private const int MaximalDepth = 8;
}
