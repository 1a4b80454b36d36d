using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Anonymous objects, which queries hand from one clause to the next: tuples, in the derivatives. What tells an object from a tuple, its
/// identity and its text, is refused.
/// <code>
/// from x in xs let d = x - mean select d * d   →   xs.Select(x => new { x, d = x - mean }).Select(t => t.d * t.d)   →   xs.Select(x => (x, x - mean)).Select(t => t.Item2 * t.Item2)
/// </code>
/// </summary>
internal static class AnonymousObjects
{
    /// <summary>Whether objects of a type are seen as tuples, of which there is none with one item.</summary>
    public static bool Is(ITypeSymbol? type) => type is INamedTypeSymbol { IsAnonymousType: true } named && Properties(named).Skip(1).Any();

    /// <summary>The tuple of the properties.</summary>
    public static AggregateType Shape(INamedTypeSymbol type) =>
        AggregateType.TupleOf([.. Properties(type).Select(property => Shapes.Of(property.Type))]);

    public static Tree<Operand>? Lower(Lowering lowering, IAnonymousObjectCreationOperation creation)
    {
        if (!Is(creation.Type)) return null;
        var values = creation.Initializers.Select(initializer => initializer is ISimpleAssignmentOperation { Value: var value }
            ? value
            : initializer);
        return new((AggregateType)Shapes.Of(creation.Type!), [.. values.Select(value => Expressions.Lower(lowering, value))]);
    }

    /// <summary>The position of a property; null if the member is none of such an object.</summary>
    public static int? IndexOf(IMemberReferenceOperation member)
    {
        if (member.Instance?.Type is not INamedTypeSymbol type || !Is(type)) return null;
        var index = Properties(type).ToList().FindIndex(property => SymbolEqualityComparer.Default.Equals(property, member.Member));
        return index < 0 ? null : index;
    }

    /// <summary>Refuses an expression that sees an object in place of a tuple; null where there is none.</summary>
    public static Operand? Refuse(Lowering lowering, IOperation at, params IReadOnlyList<IOperation> operands)
    {
        if (!operands.Any(operand => Is(Sinks.Strip(operand).Type))) return null;
        RefuseWhole(lowering, at);
        return Constant.False;
    }

    public static Tree<Operand> RefuseWhole(Lowering lowering, IOperation at) =>
        Expressions.Refuse(lowering, at, "an anonymous object that is used as a whole", "use its properties, or a tuple");

    /// <summary>Whether a call is of a member of such an object, or gets one, or several.</summary>
    public static bool AreIn(IInvocationOperation call) => Is(call.Instance?.Type)
        || call.Arguments.Any(argument => Sinks.Strip(argument.Value).Type is { TypeKind: not TypeKind.Delegate } type && IsNameless(type));

    /// <summary>Whether the name of a type would have that of an anonymous one in it.</summary>
    public static bool IsNameless(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsNameless(array.ElementType),
        INamedTypeSymbol named => named.IsAnonymousType || named.TypeArguments.Any(IsNameless),
        _ => false,
    };

    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type) => type.GetMembers().OfType<IPropertySymbol>();
}
