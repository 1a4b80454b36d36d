using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>
/// What the inherited fields of a new object hold: what the constructor of the base class makes of what it is passed.
/// <code>
/// Layer(double gain) { _gain = gain; }  Dense(double[] weights, double gain) : base(gain) { … }   →   { _gain: 1 }
/// </code>
/// </summary>
internal static class InheritedFields
{
    /// <summary>Like <see cref="CreatedFields.Of"/>.</summary>
    /// <param name="declaration">The constructor, or the type of a primary one; null for one that is not declared.</param>
    public static Dictionary<string, int?>? Of(IMethodSymbol constructor, SyntaxNode? declaration)
    {
        var found = new Dictionary<string, int?>(StringComparer.Ordinal);
        var type = constructor.ContainingType;
        if (type.BaseType is not { SpecialType: not SpecialType.System_Object } parent)
            return declaration is ConstructorDeclarationSyntax { Initializer: not null } ? null : found;
        if (Passed(declaration) is not { } passed) return null;
        // A base class without numbers may do what it likes, as long as it does not know of the others.
        if (ObjectMembers.Base(type) is null)
            return ObjectMembers.Stored(type).All(member => IsOf(member, type)) && !Structs.IsForeign(parent)
                && !parent.InstanceConstructors.Any(IsDeclared) ? found : null;
        var candidates = parent.InstanceConstructors.Where(candidate => candidate.Parameters.Length == passed.Count && !IsCopy(candidate))
            .ToList();
        if (!ObjectFields.IsMarked(parent) || candidates is not [var called]
            || called.Parameters.Any(parameter => parameter.RefKind != RefKind.None || parameter.IsParams))
            return null;
        if (CreatedFields.Of(called) is not { } sources) return null;
        foreach (var source in sources)
        {
            if (source.Value is not { } index || !CreatedFields.MayVary(passed[index], constructor, null))
            {
                found[source.Key] = null;
                continue;
            }
            if (passed[index] is not IdentifierNameSyntax { Identifier.ValueText: var name }
                || constructor.Parameters.FirstOrDefault(parameter => parameter.Name == name) is not { } own)
                return null;
            if (!SymbolEqualityComparer.Default.Equals(own.Type, called.Parameters[index].Type)) return null;
            found[source.Key] = own.Ordinal;
        }
        return found;
    }

    /// <summary>
    /// What the constructor of the base class is passed; null if it is another one of the same class that is called, or an argument has a
    /// name or is passed by reference.
    /// </summary>
    private static IReadOnlyList<ExpressionSyntax>? Passed(SyntaxNode? declaration)
    {
        var arguments = declaration switch
        {
            ConstructorDeclarationSyntax { Initializer: { } initializer } => initializer.IsKind(SyntaxKind.BaseConstructorInitializer)
                ? initializer.ArgumentList.Arguments
                : (SeparatedSyntaxList<ArgumentSyntax>?)null,
            TypeDeclarationSyntax { BaseList.Types: [PrimaryConstructorBaseTypeSyntax parent, ..] } => parent.ArgumentList.Arguments,
            _ => default(SeparatedSyntaxList<ArgumentSyntax>),
        };
        return arguments?.All(argument => argument is { NameColon: null, RefKindKeyword.RawKind: 0 }) == true
            ? [.. arguments.Value.Select(argument => argument.Expression)]
            : null;
    }

    private static bool IsCopy(IMethodSymbol constructor) =>
        constructor.Parameters is [{ Type: var type }] && SymbolEqualityComparer.Default.Equals(type, constructor.ContainingType);

    private static bool IsDeclared(IMethodSymbol constructor) => !constructor.DeclaringSyntaxReferences.IsEmpty && !IsCopy(constructor);

    private static bool IsOf(ISymbol member, INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(member.ContainingType.OriginalDefinition, type.OriginalDefinition);
}
