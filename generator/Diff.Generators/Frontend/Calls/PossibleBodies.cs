using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// The bodies of a compilation that a call may run whose body is chosen at run time. One walk over the types answers every question.
/// <code>
/// interface IShape { double Area(); }   →   Circle.Area, Box.Area        virtual void OnStep()   →   each override of it
/// </code>
/// </summary>
internal static class PossibleBodies
{
    private static readonly ConditionalWeakTable<Compilation, ILookup<ISymbol, INamedTypeSymbol>> Known = new();

    /// <summary>What overrides or implements a member.</summary>
    public static IEnumerable<IMethodSymbol> Of(Compilation compilation, IMethodSymbol member) =>
        Known.GetValue(compilation, Find)[member.ContainingType.OriginalDefinition].SelectMany(type => In(type, member));

    /// <summary>
    /// The members of interfaces that classes implement by a method that they inherit, whose own class need not know the interface.
    /// <code>
    /// class Noted { public virtual double Note(double x) … }   class Meter : Noted, INote;   →   Noted.Note implements INote.Note
    /// </code>
    /// </summary>
    public static IEnumerable<IMethodSymbol> ImplementedBelow(Compilation compilation, IMethodSymbol method) =>
        method is { IsStatic: false, MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet, ContainingType.TypeKind: TypeKind.Class,
            DeclaredAccessibility: Accessibility.Public }
            ? Known.GetValue(compilation, Find)[method.ContainingType.OriginalDefinition].SelectMany(type => type.AllInterfaces
                .SelectMany(candidate => candidate.GetMembers(method.Name)).OfType<IMethodSymbol>()
                .Where(member => type.FindImplementationForInterfaceMember(member) is { } body && IsSame(body, method)))
            : [];

    /// <summary>Whether no other assembly has types that extend or implement one.</summary>
    public static bool AreAll(Compilation compilation, INamedTypeSymbol type) => type.ContainingAssembly is ISourceAssemblySymbol
        && (compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
            || Levels(type)
                .Any(level => level.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected
                    or Accessibility.ProtectedOrInternal)));

    /// <summary>The body that a type has for a member of an interface or base class.</summary>
    public static IEnumerable<IMethodSymbol> In(INamedTypeSymbol type, IMethodSymbol member) =>
        member.ContainingType.TypeKind == TypeKind.Interface
            ? type.AllInterfaces.Where(candidate => IsSame(candidate, member.ContainingType))
                .SelectMany(candidate => candidate.GetMembers(member.Name)).OfType<IMethodSymbol>()
                .Where(declared => IsSame(declared, member))
                .Select(type.FindImplementationForInterfaceMember).OfType<IMethodSymbol>()
            : type.GetMembers(member.Name).OfType<IMethodSymbol>().Where(body => Overrides(body, member));

    private static ILookup<ISymbol, INamedTypeSymbol> Find(Compilation compilation) => compilation
        .GetSymbolsWithName(static _ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>()
        .Where(type => type.TypeKind is TypeKind.Struct or TypeKind.Class)
        .SelectMany(type => type.AllInterfaces.Concat(ObjectMembers.Bases(type)).Select(seen => seen.OriginalDefinition)
            .Distinct<ISymbol>(SymbolEqualityComparer.Default).Select(seen => (Seen: seen, Type: type)))
        .ToLookup(pair => pair.Seen, pair => pair.Type, (IEqualityComparer<ISymbol>)SymbolEqualityComparer.Default);

    private static bool Overrides(IMethodSymbol body, IMethodSymbol member) =>
        body.OverriddenMethod is { } overridden && (IsSame(overridden, member) || Overrides(overridden, member));

    private static bool IsSame(ISymbol one, ISymbol other) =>
        SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, other.OriginalDefinition);

    private static IEnumerable<INamedTypeSymbol> Levels(INamedTypeSymbol type)
    {
        for (var level = type; level is not null; level = level.ContainingType) yield return level;
    }
}
