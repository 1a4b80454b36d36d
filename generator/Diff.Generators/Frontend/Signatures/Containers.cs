using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>The partial types around a method.</summary>
internal static class Containers
{
    /// <summary>Namespaces as source spells them, keywords escaped.</summary>
    public static readonly SymbolDisplayFormat Qualified =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>Whether members can be generated into the type and every type around it.</summary>
    public static bool Accept(INamedTypeSymbol innermost, SyntaxToken name, IDiagnosticSink sink)
    {
        var accepted = true;
        for (var type = innermost; type is not null; type = type.ContainingType)
        {
            if (Obstacle(type) is { } obstacle)
                accepted = Refuse(Descriptors.Declared.Container, type.IsExtension ? "extension" : type.Name, obstacle);
            else if (!IsPartial(type))
                accepted = Refuse(Descriptors.Declared.NotPartial, type.Name);
        }
        return accepted;

        bool Refuse(DiagnosticDescriptor descriptor, params string[] arguments)
        {
            sink.Report(descriptor, name, arguments);
            return false;
        }
    }

    /// <summary>Whether members can be generated into the type; top-level statements are in a type that may have other parts.</summary>
    public static bool AcceptsMembers(INamedTypeSymbol innermost)
    {
        for (var type = innermost; type is not null; type = type.ContainingType)
            if (Obstacle(type) is not null
                || !IsPartial(type) && !type.GetMembers(WellKnownMemberNames.TopLevelStatementsEntryPointMethodName).Any())
                return false;
        return true;
    }

    /// <summary>Whether a member of the type can be named wherever the outermost type can.</summary>
    public static bool AreVisible(INamedTypeSymbol innermost)
    {
        for (var type = innermost; type is not null; type = type.ContainingType)
            if (type.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal)) return false;
        return true;
    }

    /// <summary>How far from its declaration a type can be named: the more, the farther.</summary>
    public static int Visibility(INamedTypeSymbol innermost)
    {
        var visibility = 2;
        for (var type = innermost; type is not null; type = type.ContainingType)
            visibility = Math.Min(visibility,
                type.DeclaredAccessibility switch { Accessibility.Public => 2, Accessibility.Internal => 1, _ => 0 });
        return visibility;
    }

    /// <summary>Why no member can be generated into the type; null if one can.</summary>
    private static string? Obstacle(INamedTypeSymbol type) => type switch
    {
        { IsFileLocal: true } => "is local to its file",
        { IsExtension: true } => "is an extension block",
        { TypeKind: not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface) } => "is not a class, struct or interface",
        _ when type.TypeParameters.Any(parameter => parameter.Variance != VarianceKind.None) =>
            "has a type parameter marked 'in' or 'out' and cannot hold the pullback's type",
        _ => null,
    };

    /// <summary>The declarations to repeat around generated members, outermost first.</summary>
    public static EquatableArray<string> Of(INamedTypeSymbol innermost)
    {
        var containers = new Stack<string>();
        for (var type = innermost; type is not null; type = type.ContainingType)
            containers.Push($"partial {Keyword(type)} {Spelling.Identifier(type.Name)}{TypeParameters.List(type.TypeParameters)}");
        return containers.ToEquatableArray();
    }

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };
}
