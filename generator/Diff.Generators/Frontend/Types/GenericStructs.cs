using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Generic structs whose numbers are in structs with a gradient type of their own, by way of type arguments: the gradient is the same
/// struct of those types.
/// <code>
/// record struct Pair&lt;T&gt;(T First, T Second);   Pair&lt;Ball&gt;   →   Pair&lt;BallGradient&gt;, built by new Pair&lt;BallGradient&gt;({0}, {1})
/// </code>
/// </summary>
internal static class GenericStructs
{
    /// <summary>
    /// The struct with that tangent type; null if there is none, as not all of its fields are numbers, or some have their types without
    /// type arguments.
    /// </summary>
    public static AggregateType? WithTangent(INamedTypeSymbol type, IReadOnlyList<ISymbol> members, AggregateType shape)
    {
        if (!type.IsGenericType || type.ContainingType is { IsGenericType: true } || shape.IsOwnTangent()
            || !type.TypeParameters.All(parameter => MayBeOther(type, parameter))
            || !members.Zip(shape.Fields, (member, field) => Changes(Declared(member), field.Type)).All(changes => changes))
            return null;
        var own = TypeMapping.Spell(type);
        var arguments = string.Join(", ", type.TypeArguments.Select(argument => TypeMapping.Map(argument)!.Tangent().Name));
        var name = own.Substring(0, own.IndexOf('<')) + $"<{arguments}>";
        return shape with
        {
            TangentType = new(name, shape.Fields.Select(field => field with { Type = field.Type.Tangent() }).ToEquatableArray(),
                AggregateKind.Struct)
            {
                Maker = shape.Maker.Replace(InertText.Escape(own), InertText.Escape(name)),
                IsTangentOnly = true,
            },
        };
    }

    /// <summary>
    /// Whether the gradient type of an argument may stand in its place: it has no members that a constraint could ask for.
    /// </summary>
    private static bool MayBeOther(INamedTypeSymbol type, ITypeParameterSymbol parameter) =>
        TypeMapping.Map(type.TypeArguments[parameter.Ordinal]) is { } argument && argument.HasTangent()
            && (argument.Tangent() == argument || parameter.ConstraintTypes.IsEmpty);

    /// <summary>Whether a field is its tangent as soon as the type arguments are theirs.</summary>
    private static bool Changes(ITypeSymbol declared, IrType type) => type.IsOwnTangent() || (declared, type) switch
    {
        (ITypeParameterSymbol, _) => type.IsPlainTangent(),
        (INamedTypeSymbol { IsTupleType: true } tuple, AggregateType parts) =>
            tuple.TupleElements.Select((element, i) => Changes(element.Type, parts.Fields[i].Type)).All(changes => changes),
        (INamedTypeSymbol { IsGenericType: true } inner, AggregateType { TangentType: { } tangent }) =>
            tangent.Name.StartsWith(NameOf(inner), StringComparison.Ordinal) && inner.TypeArguments.All(Follows),
        _ => false,
    };

    /// <summary>Whether a type argument of a field is its own tangent, or made of type parameters.</summary>
    private static bool Follows(ITypeSymbol argument) => argument switch
    {
        ITypeParameterSymbol => true,
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(element => Follows(element.Type)),
        INamedTypeSymbol { IsGenericType: true } inner => inner.TypeArguments.All(Follows),
        _ => TypeMapping.Map(argument)?.IsOwnTangent() == true,
    };

    private static ITypeSymbol Declared(ISymbol member) => member.OriginalDefinition switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => throw new InvalidOperationException(member.Kind.ToString()),
    };

    /// <summary>The name of a generic type without its arguments: gradients of the same struct have it too.</summary>
    private static string NameOf(INamedTypeSymbol type)
    {
        var name = TypeMapping.Spell(type);
        return name.Substring(0, name.IndexOf('<') + 1);
    }
}
