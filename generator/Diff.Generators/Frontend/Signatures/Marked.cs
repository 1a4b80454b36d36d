using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>A member to differentiate, because it is marked or its type is.</summary>
internal readonly record struct Marked(SyntaxNode Node, ISymbol Symbol, SemanticModel Model)
{
    /// <summary>The form for calls on values that depend on independents; see <see cref="TypeMarks.IsOnValues"/>.</summary>
    public bool OnValue { get; init; }

    /// <summary>The members that the mark at a node is for: the one declared there, or all that a mark on a type covers.</summary>
    public static IEnumerable<Marked> At(SyntaxNode node, ISymbol symbol, SemanticModel model)
    {
        if (!Attributes.IsMarkedAt(symbol, node, KnownNames.Differentiable)) return [];
        if (symbol is not INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class or TypeKind.Interface } type)
            return Forms(new(node, symbol, model));
        return TypeMarks.Members(type).SelectMany(member =>
        {
            var declaration = member.DeclaringSyntaxReferences[0].GetSyntax();
            var own = declaration.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(declaration.SyntaxTree);
            return Forms(new(declaration, member, own));
        });
    }

    /// <summary>The member, and once more if it is differentiated twice.</summary>
    private static IEnumerable<Marked> Forms(Marked marked) =>
        (marked.Symbol is IPropertySymbol property ? property.GetMethod : marked.Symbol as IMethodSymbol) is { } method
            && TypeMarks.IsOnValues(method) ? [marked, marked with { OnValue = true }] : [marked];
}
