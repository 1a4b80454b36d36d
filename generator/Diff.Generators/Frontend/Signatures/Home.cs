using Diff.Generators.Collections;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// The type into which a function is lifted: one for all functions whose parts any code of the assembly can name, else the type in which
/// they are visible.
/// </summary>
/// <param name="Holder">The type as generated code spells it.</param>
/// <param name="HintStem">The start of the generated file's name.</param>
internal sealed record Home(string Namespace, EquatableArray<string> Containers, string Holder, string HintStem)
{
    public const string SharedNamespace = "Diff.Generated";
    private const string SharedType = "Functions";

    public static readonly Home Shared = new(SharedNamespace, [$"internal static partial class {SharedType}"],
        $"global::{SharedNamespace}.{SharedType}", $"{SharedNamespace}.{SharedType}");

    public static Home In(INamedTypeSymbol type) => new(
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(Frontend.Containers.Qualified),
        Frontend.Containers.Of(type),
        TypeMapping.Spell(type),
        HintNames.Stem(type));
}
