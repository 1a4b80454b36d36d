using System.Collections.Immutable;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Which classes a method needs as tables: it makes objects of them that get numbers, and puts them into arrays or collections, <c>null</c>
/// in their place, several classes into places of a base class or interface, passes them to methods that call themselves, or gives them a
/// second name under which they change (<see cref="RenamedObjects"/>); in its own body or in one that is called from there
/// (<see cref="LocalTableBodies"/>). Objects that such an object holds are rows as well.
/// </summary>
internal sealed class LocalTableNeeds
{
    private readonly Lowering _lowering;
    private readonly LocalTableBodies _bodies;
    private readonly LocalTablePlaces _places;
    private readonly Dictionary<ISymbol, string> _obstacles = new(SymbolEqualityComparer.Default);

    private LocalTableNeeds(Lowering lowering, IOperation body, bool addsUnmade)
    {
        _lowering = lowering;
        _bodies = LocalTableBodies.From(lowering, body, addsUnmade);
        _places = _bodies.Places;
        foreach (var method in RecursiveBodies.Of(lowering, body, _bodies)) _places.SeeRecursion(method);
        _places.SeeRenamed(RenamedObjects.In(lowering, body));
    }

    /// <summary>Whether the body of a method has been looked through.</summary>
    public bool HasSeen(IMethodSymbol method) => _bodies.HasSeen(method);

    /// <summary>The classes that share a table, with what sees their objects.</summary>
    public IReadOnlyList<LocalTableFamily> Families { get; private set; } = [];

    /// <summary>Why the objects of a class are no rows although a place may hold others as well; null if there is no such reason.</summary>
    public string? Obstacle(ISymbol type) => _obstacles.TryGetValue(type, out var obstacle) ? obstacle : null;

    /// <summary>How many expressions make an object of a family.</summary>
    public int CountMade(LocalTableFamily family) => family.Kinds.Sum(_bodies.CountMade);

    /// <summary>Whether a place for objects of a family may hold none.</summary>
    public bool IsOptional(LocalTableFamily family) => family.Types.Overlaps(_places.Optional);

    /// <summary>
    /// Classes that objects are only asked for have tables without rows, <c>node is Sum s ? s.Left.At(x) : 0</c>, unless that is in the way
    /// of the others.
    /// </summary>
    public static LocalTableNeeds In(Lowering lowering, IOperation body)
    {
        var needs = In(lowering, body, addsUnmade: false);
        if (needs.Families.Count == 0 || !needs._bodies.Unmade.Any()) return needs;
        var more = In(lowering, body, addsUnmade: true);
        return needs.Families.All(family => more.Families.Any(other => family.Types.IsSubsetOf(other.Types))) ? more : needs;
    }

    private static LocalTableNeeds In(Lowering lowering, IOperation body, bool addsUnmade)
    {
        var needs = new LocalTableNeeds(lowering, body, addsUnmade);
        needs.Families = needs.Result();
        return needs;
    }

    private IReadOnlyList<LocalTableFamily> Result()
    {
        // The object that the method belongs to is one from elsewhere.
        var made = _bodies.Made.Where(type => _lowering.Method.IsStatic
            || !SymbolEqualityComparer.Default.Equals(type, _lowering.Method.ContainingType)).ToList();
        if (made.Count == 0) return [];
        var families = LocalTableFamily.Of(_lowering.Nesting.Compilation, made, _places.Seers);
        var needed = Needed(families);
        var possible = families.Where(MayBeTable).ToList();
        var rows = possible.FindAll(family => family.Types.Overlaps(needed)
            && (family.Types.Overlaps(_places.Placed) || (!family.IsAlone && family.Types.Overlaps(_places.Shared))));
        for (var known = -1; known != rows.Count;)
        {
            known = rows.Count;
            var held = rows.SelectMany(family => family.Kinds.Where(kind => !IsBox(kind)).SelectMany(Held)).ToList();
            rows = possible.FindAll(family => rows.Contains(family) || family.Types.Overlaps(held));
        }
        return Followed(rows);
    }

    /// <summary>The classes whose objects get numbers, with those that they hold or share places with.</summary>
    private HashSet<ISymbol> Needed(IReadOnlyList<LocalTableFamily> families)
    {
        var needed = new HashSet<ISymbol>(_places.Carriers, SymbolEqualityComparer.Default);
        for (var known = -1; known != needed.Count;)
        {
            known = needed.Count;
            if (_lowering.Nesting.FollowsLists) needed.UnionWith(NeededLists(needed).ToList());
            foreach (var body in _bodies.All)
                needed.UnionWith(LocalObjectNeeds.In(_lowering, body, type => type is not null && needed.Contains(type)).ToList());
            needed.UnionWith(families.Where(family => family.Types.Overlaps(needed) || family.Kinds.Any(needed.Contains))
                .SelectMany(family => family.Types).ToList());
            needed.UnionWith(needed.OfType<INamedTypeSymbol>().SelectMany(Held).ToList());
        }
        return needed;
    }

    /// <summary>The lists that are given numbers, and the classes that hold such lists.</summary>
    private IEnumerable<ISymbol> NeededLists(HashSet<ISymbol> needed) => _bodies.All.SelectMany(NewLists.Needed)
        .Concat(_bodies.Made.Where(type => Held(type).Any(held => ListTables.MayBe((ITypeSymbol)held) && needed.Contains(held))));

    /// <summary>Whether all objects of a family may be rows; notes why if one may not.</summary>
    private bool MayBeTable(LocalTableFamily family)
    {
        foreach (var kind in family.Kinds)
        {
            var obstacle = IsBox(kind)
                ? Shapes.Of(kind) is AggregateType shape && shape.HasTangent() && !shape.HoldsBuffers() && !MayChangeItself(kind)
                    ? null
                    : "is a struct whose numbers cannot be followed, or that may be changed in its box"
                : ListTables.MayBe(kind) ? null : LocalTableClasses.Obstacle(kind);
            if (obstacle is null) continue;
            if (!family.IsAlone)
                foreach (var type in family.Types) _obstacles[type] = $"'{kind.Name}' {obstacle}";
            return false;
        }
        return !family.IsAlone || ListTables.MayBe(family.Kinds[0]) || LocalClasses.Members(family.Kinds[0]).Count > 0;
    }

    /// <summary>The families all of whose fields are columns, now that it is known which objects are rows.</summary>
    private IReadOnlyList<LocalTableFamily> Followed(IReadOnlyList<LocalTableFamily> families)
    {
        var classes = families.SelectMany(family => family.Types).ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        var followed = TypeSubstitution.Within(TypeSubstitution.Of(_lowering.Nesting.Compilation, classes),
            () => families.Where(family => family.Kinds.Where(kind => !IsBox(kind) && !ListTables.MayBe(kind))
                .SelectMany(LocalClasses.Members).All(member => LocalTableClasses.IsColumn((IFieldSymbol)member.Field))).ToList());
        return followed.Count == families.Count ? families : Followed(followed);
    }

    /// <summary>Whether what an interface shows of a box may change the struct in it.</summary>
    private static bool MayChangeItself(INamedTypeSymbol box) => LocalTableClasses.Bases(box).SelectMany(seer => seer.GetMembers())
        .Select(box.FindImplementationForInterfaceMember).OfType<IMethodSymbol>().Any(ReceiverWrites.IsIn);

    private static bool IsBox(INamedTypeSymbol kind) => kind.IsValueType;

    /// <summary>The classes in the fields of a class.</summary>
    private IEnumerable<ISymbol> Held(INamedTypeSymbol type) => type.TypeKind == TypeKind.Class && !ListTables.MayBe(type)
        ? LocalClasses.Members(type).SelectMany(member => _places.ClassesIn(((IFieldSymbol)member.Field).Type))
        : [];
}
