using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Classes whose objects share a table, because a place of a base class or interface may hold any of them.
/// <code>
/// IShape[] shapes = [new Circle(x), new Box(x, y)]   →   { Circle, Box } in places of IShape
/// </code>
/// </summary>
/// <param name="Kinds">The classes that objects are made of, and the structs that boxes are made of, in an order that never changes.</param>
/// <param name="Types">The classes, and the base classes and interfaces that see them.</param>
internal sealed record LocalTableFamily(Compilation Compilation, IReadOnlyList<INamedTypeSymbol> Kinds, ImmutableHashSet<ISymbol> Types)
{
    /// <summary>The families of all classes that are made. Those that a base class or interface sees are one.</summary>
    /// <param name="seers">The base classes and interfaces of places.</param>
    public static IReadOnlyList<LocalTableFamily> Of(Compilation compilation, IReadOnlyCollection<INamedTypeSymbol> made,
        ICollection<ISymbol> seers)
    {
        var families = new List<LocalTableFamily>();
        foreach (var type in made.OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal))
        {
            var types = Seers(type, seers).Cast<ISymbol>().ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
            if (type.TypeKind == TypeKind.Class) types = types.Add(type);
            var related = families.FindAll(family => family.Types.Overlaps(types));
            families.RemoveAll(related.Contains);
            families.Add(new(compilation, [.. related.SelectMany(family => family.Kinds), type],
                related.Aggregate(types, (all, family) => all.Union(family.Types))));
        }
        return families;
    }

    /// <summary>Whether the objects are of one class, and seen as such.</summary>
    public bool IsAlone => Kinds is [{ IsValueType: false }] && Types.Count == 1;

    /// <summary>The classes of the objects that a type may stand for.</summary>
    public IEnumerable<INamedTypeSymbol> KindsOf(ITypeSymbol type) => Kinds.Where(kind => Subtypes.IsA(Compilation, kind, type));

    /// <summary>Code of a base class sees the object as one, and so does that of an interface with bodies.</summary>
    private static IEnumerable<INamedTypeSymbol> Seers(INamedTypeSymbol type, ICollection<ISymbol> seers) =>
        LocalTableClasses.Bases(type)
            .Where(seer => seer.TypeKind == TypeKind.Class || seers.Contains(seer)
                || seer.GetMembers().Any(member => member is IMethodSymbol { IsStatic: false, IsAbstract: false }));
}
