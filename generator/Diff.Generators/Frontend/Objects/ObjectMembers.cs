using System.Runtime.CompilerServices;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// The members of a marked class that its gradient type mirrors. What a base class adds that is marked itself is in the gradient type of
/// that class, which the other one extends; what one adds that is not marked is in that of the derived class.
/// <code>
/// class Unit { double Gain; }  [Differentiable] class Layer : Unit { double Bias; }  [Differentiable] class Dense : Layer { double[] Weights; }
///     →   LayerGradient { Gain, Bias }, DenseGradient : LayerGradient { Weights }
/// </code>
/// </summary>
internal static class ObjectMembers
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "Zero", "ParametersOf", "Count", "Clear", "AddScaled", "Dot", "CopyTo", "FromSpan", "AddTo", "AssignTo", "Write", "Read",
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals",
    };

    // A symbol belongs to one compilation, in which its members never change.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, IReadOnlyList<ISymbol>> Known = new();

    /// <summary>The members that the gradient type of the class has itself: numbers, memory, and objects of marked classes.</summary>
    public static IReadOnlyList<ISymbol> Own(INamedTypeSymbol type) =>
        Known.GetValue(type, static key => TypeSubstitution.Without(() => Stored(key).Where(IsFollowed).ToList()));

    /// <summary>Those of the gradient types that it extends, and then its own.</summary>
    public static IEnumerable<ISymbol> All(INamedTypeSymbol type) => (Base(type) is { } parent ? All(parent) : []).Concat(Own(type));

    /// <summary>Whether a member is one of those that the gradient of an object of its class has a part for.</summary>
    public static bool IsPart(ISymbol member) => member is IFieldSymbol or IPropertySymbol && !Attributes.IsNoGradient(member)
        && (Structs.IsForeign(member.ContainingType)
        ? member is IFieldSymbol || Structs.IsAutomatic((IPropertySymbol)member)
        : All(member.ContainingType)
            .Any(candidate => SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, member.OriginalDefinition)));

    /// <summary>Everything that objects store, whatever it carries, but for what the gradient type of a base class is about.</summary>
    public static IEnumerable<ISymbol> Stored(INamedTypeSymbol type) => Declaring(type).SelectMany(Structs.Shown);

    /// <summary>The base class whose gradient type that of the class extends; null if there is none.</summary>
    public static INamedTypeSymbol? Base(INamedTypeSymbol type) => Bases(type).FirstOrDefault(HasGradient);

    /// <summary>The outermost of the gradient types that the one of the class extends, or that one.</summary>
    public static INamedTypeSymbol Root(INamedTypeSymbol type) => Base(type) is { } parent ? Root(parent) : type;

    /// <summary>
    /// Whether the class has a gradient type: it is marked, and there are numbers in its objects, or may be in those of derived classes.
    /// </summary>
    public static bool HasGradient(INamedTypeSymbol type) => ObjectFields.IsMarked(type)
        && (Structs.IsForeign(type) ? GradientHomes.Find(type) is not null : All(type).Any() || DispatchedObjects.Is(type));

    /// <summary>
    /// The type of the numbers in the gradient type of the class seen as a vector: the widest one in its objects; if there is none, that
    /// of the first one that its methods compute with.
    /// </summary>
    public static IrType NumberOf(INamedTypeSymbol type) => Base(type) is { } parent
        ? NumberOf(parent)
        : GradientClasses.Scalars(ObjectFields.Of(type).Select(field => field.Type)).OfType<ScalarType>().Widest()
        ?? GradientClasses.Scalars(DispatchedObjects.Chosen(type)
            .SelectMany(method => method.Parameters.Select(parameter => parameter.Type).Prepend(method.ReturnType))
            .Where(Shapes.IsDifferentiable).Select(Shapes.Of))
        .OfType<ScalarType>().FirstOrDefault() ?? ScalarType.Double;

    /// <summary>The base classes, without <c>object</c>.</summary>
    public static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var parent = type.BaseType; parent is { SpecialType: not SpecialType.System_Object }; parent = parent.BaseType)
            yield return parent;
    }

    public static bool IsFollowed(ISymbol member) => !Attributes.IsNoGradient(member) && !Structs.IsNameless(member)
        && (IsObject(TypeOf(member)) || ObjectTypes.IsTable(TypeOf(member)) || IsIndependent(ShapeOf(TypeOf(member))));

    /// <summary>Whether the gradient of a member is that of an object.</summary>
    public static bool IsObject(ITypeSymbol type) =>
        ObjectFields.IsMarked(type) && type is INamedTypeSymbol named && (IsRecursive(named) || HasGradient(named));

    /// <summary>Whether objects of the class hold objects of the class, to no end.</summary>
    public static bool IsRecursive(INamedTypeSymbol type) => Holds(type, type, []);

    /// <summary>
    /// The marked class of the object that a field holds, or of the objects in its array or list; null if it holds something else.
    /// </summary>
    public static INamedTypeSymbol? HeldBy(ITypeSymbol type) =>
        (ObjectTypes.Element(type) ?? type) is INamedTypeSymbol held && ObjectFields.IsMarked(held) ? held : null;

    /// <summary>The numbers in a field: those of a collection as the span of its elements; null if they cannot be followed.</summary>
    public static IrType? ShapeOf(ITypeSymbol type) => CollectionTypes.Span(type) ?? TypeMapping.Map(type);

    public static ITypeSymbol TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;

    /// <summary>
    /// The name in the gradient type, which has members of its own; and two members of a class may differ by their underscore alone.
    /// </summary>
    public static string NameOf(INamedTypeSymbol type, ISymbol member)
    {
        var name = GradientHomes.NameOf(member);
        return Reserved.Contains(name) ? name + "_"
            : Own(type).Count(other => GradientHomes.NameOf(other) == name) > 1 ? Spelling.Identifier(Structs.NameOf(member))
            : name;
    }

    public static bool IsIndependent(IrType? type) => type switch
    {
        ScalarType => true,
        AggregateType aggregate => aggregate.IsPlainTangent(),
        BufferType { Kind: not BufferKind.Ref, Rank: <= 3 } buffer when !buffer.IsJaggedTwice() =>
            buffer.Element is BufferType row ? IsIndependent(row) : IsIndependent(buffer.Element),
        _ => false,
    };

    private static IEnumerable<INamedTypeSymbol> Declaring(INamedTypeSymbol type) =>
        Bases(type).TakeWhile(parent => !HasGradient(parent)).Reverse().Append(type);

    private static bool Holds(INamedTypeSymbol type, INamedTypeSymbol target, HashSet<ISymbol> seen) => Bases(type).Prepend(type)
        .SelectMany(Structs.Shown)
        .Where(member => !Attributes.IsNoGradient(member)).Select(member => HeldBy(TypeOf(member))).OfType<INamedTypeSymbol>()
        .Any(inner => SymbolEqualityComparer.Default.Equals(inner.OriginalDefinition, target.OriginalDefinition)
            || (seen.Add(inner.OriginalDefinition) && Holds(inner, target, seen)));
}
