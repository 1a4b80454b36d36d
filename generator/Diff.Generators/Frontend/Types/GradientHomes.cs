using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Generators.Frontend;

/// <summary>Names and places of generated gradient types.</summary>
internal static class GradientHomes
{
    public static GradientHome Of(INamedTypeSymbol type) => new(
        HintNames.Stem(type) + "Gradient",
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(Containers.Qualified),
        Containers.Of(type),
        SyntaxFacts.GetText(type.DeclaredAccessibility),
        TypeMapping.Spell(type),
        type.Name + "Gradient",
        TypeParameters.List(type.TypeParameters),
        TypeParameters.Constraints(type.TypeParameters));

    /// <summary>The gradient type of a marked type, as generated code spells it.</summary>
    public static string Spell(INamedTypeSymbol type)
    {
        var name = TypeMapping.Spell(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
        return type.TypeArguments.IsEmpty ? name + "Gradient" : name.Insert(StartOfArguments(name), "Gradient");
    }

    private static int StartOfArguments(string name)
    {
        var (depth, start) = (1, name.Length - 1);
        while (depth > 0) depth += name[--start] switch { '>' => 1, '<' => -1, _ => 0 };
        return start;
    }

    /// <summary>The gradient type of a marked type in another assembly; null if there is none.</summary>
    public static INamedTypeSymbol? Find(INamedTypeSymbol type)
    {
        INamespaceOrTypeSymbol container = (INamespaceOrTypeSymbol?)type.ContainingType ?? type.ContainingNamespace;
        var gradient = container.GetTypeMembers(type.Name + "Gradient", type.Arity).FirstOrDefault();
        return type.IsGenericType ? gradient?.Construct([.. type.TypeArguments]) : gradient;
    }

    /// <summary>The marked class that a type is the gradient type of; null if it is none.</summary>
    public static INamedTypeSymbol? FindMarked(INamedTypeSymbol gradient)
    {
        if (!gradient.Name.EndsWith("Gradient", StringComparison.Ordinal)) return null;
        INamespaceOrTypeSymbol container = (INamespaceOrTypeSymbol?)gradient.ContainingType ?? gradient.ContainingNamespace;
        var marked = container.GetTypeMembers(gradient.Name.Substring(0, gradient.Name.Length - "Gradient".Length), gradient.Arity)
            .FirstOrDefault(ObjectFields.IsMarked);
        return gradient.IsGenericType ? marked?.Construct([.. gradient.TypeArguments]) : marked;
    }

    /// <summary>The type that the member of a marked class in another assembly has which a field of its gradient type mirrors.</summary>
    public static ITypeSymbol TypeOf(INamedTypeSymbol gradient, IFieldSymbol field) => FindMarked(gradient)!.GetMembers(GradientHome.Hidden
        + field.Name).OfType<IMethodSymbol>().Single(method => method.Parameters.IsEmpty).ReturnType;

    /// <summary>The name of a member in the gradient type.</summary>
    public static string NameOf(ISymbol member)
    {
        var own = Structs.NameOf(member);
        var name = own.TrimStart('_');
        return name.Length == 0 ? own : char.ToUpperInvariant(name[0]) + name.Substring(1);
    }
}
