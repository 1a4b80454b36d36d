using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Generators.Frontend;

/// <summary>Names and types as C# source spells them.</summary>
internal static class Spelling
{
    /// <summary>Types and members as messages show them: <c>Sum(double[,])</c>.</summary>
    public static readonly SymbolDisplayFormat InMessages =
        SymbolDisplayFormat.CSharpShortErrorMessageFormat.RemoveMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.UseAsterisksInMultiDimensionalArrays);

    /// <summary>The name of a variable; the compiler names what a query hands from one clause to the next as no user can.</summary>
    public static string NameOf(ISymbol variable) => SyntaxFacts.IsValidIdentifier(variable.Name) ? variable.Name : "row";

    /// <summary>The identifier, with an <c>@</c> where it is a keyword.</summary>
    public static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
