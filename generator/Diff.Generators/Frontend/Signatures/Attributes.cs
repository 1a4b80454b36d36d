using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>Finds the runtime's attributes on symbols, in source and in metadata alike.</summary>
internal static class Attributes
{
    /// <summary>The mark on a member, or the one on its type that covers it.</summary>
    public static AttributeData? Differentiable(ISymbol symbol) =>
        Find(symbol, KnownNames.Differentiable) is { } mark && !LocalHelpers.Is(symbol) ? mark : TypeMarks.Covering(symbol);

    public static bool IsDifferentiable(ISymbol symbol) => Differentiable(symbol) is not null;

    /// <summary>
    /// Of a property the attribute may stand for its field, <c>[field: NoGradient]</c>, or at the parameter of a record that it shows.
    /// </summary>
    public static bool IsNoGradient(ISymbol symbol) => Find(symbol, KnownNames.NoGradient) is not null
        || (symbol is IPropertySymbol property && Sources(property).Any(source => Find(source, KnownNames.NoGradient) is not null));

    private static IEnumerable<ISymbol> Sources(IPropertySymbol property)
    {
        var field = property.ContainingType.GetMembers($"<{property.Name}>k__BackingField");
        return property.ContainingType.IsRecord
            ? property.ContainingType.InstanceConstructors.SelectMany(constructor => constructor.Parameters)
                .Where(parameter => parameter.Name == property.Name).Concat(field)
            : field;
    }

    /// <summary>Whether the first application of the attribute to the symbol is written on this node: a partial method has two.</summary>
    public static bool IsMarkedAt(ISymbol symbol, SyntaxNode node, string metadataName) =>
        Find(symbol, metadataName)?.ApplicationSyntaxReference is { } application
        && application.SyntaxTree == node.SyntaxTree && node.FullSpan.Contains(application.Span);

    public static AttributeData? Find(ISymbol symbol, string metadataName)
    {
        foreach (var attribute in symbol.GetAttributes())
            if (Is(attribute, metadataName)) return attribute;
        return null;
    }

    /// <summary>The stem of the generated members' names; of an explicit implementation, that of what it implements.</summary>
    public static string Family(ISymbol symbol) => Named(Find(symbol, KnownNames.Differentiable), "Name") as string is { Length: > 0 } name
        ? name
        : symbol is IMethodSymbol { ExplicitInterfaceImplementations: [var implemented, ..] } ? Family(implemented.OriginalDefinition)
        : symbol is IMethodSymbol method && TypeMarks.IsHidden(method) ? TypeMarks.HiddenName(method) : symbol.Name;

    /// <summary>
    /// The order of the derivatives that are there, 1 without a mark: where one is asked for that does not exist, all of them, so that only
    /// this is reported.
    /// </summary>
    public static int Order(AttributeData? attribute) => AskedOrder(attribute) == 1 ? 1 : 2;

    /// <summary>The order as it is written.</summary>
    public static int AskedOrder(AttributeData? attribute) => Named(attribute, "Order") as int? ?? 1;

    public static object? Named(AttributeData? attribute, string name)
    {
        if (attribute is null) return null;
        foreach (var argument in attribute.NamedArguments)
            if (argument.Key == name) return argument.Value.Value;
        return null;
    }

    public static bool Is(AttributeData attribute, string metadataName) =>
        attribute.AttributeClass is { } type && metadataName.EndsWith(type.MetadataName, StringComparison.Ordinal)
            && metadataName == type.ContainingNamespace + "." + type.MetadataName;
}
