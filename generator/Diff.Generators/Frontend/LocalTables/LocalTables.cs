using System.Collections.Immutable;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Objects that a method makes and that arrays, lists, other objects or <c>null</c> may take the place of: which object a name stands for
/// is known at run time only. Each class is a table with an array per field, and an object is the number of its row. So two names of an
/// object are two copies of a number, and what is assigned by one is seen by the other. Where there may be no object the rows are counted
/// from one, and null is zero, which is what new arrays and fields hold. Classes that a base class or interface sees share a table, with a
/// column for the class of the object (<see cref="LocalTableFamily"/>).
/// <code>
/// bodies.Add(new Body(m)); bodies[j].X += d   →   body_Mass[n] = m; n++; bodies.Add(n - 1); body_X[bodies[j]] += d
/// </code>
/// </summary>
internal sealed class LocalTables
{
    private const int SmallestCapacity = 4;

    private readonly Dictionary<ISymbol, LocalTable> _tables = new(SymbolEqualityComparer.Default);

    // The class of a row, where there is no doubt.
    private readonly Dictionary<Slot, INamedTypeSymbol> _kinds = [];

    private readonly List<LocalTable> _all = [];

    // Shared with the methods that members which call themselves become.
    private Dictionary<RowMember, IReadOnlyList<RowMember>> _calls = [];
    private Dictionary<RowMember, bool> _recursive = [];

    private ImmutableHashSet<ISymbol> _classes = [];
    private LocalTableNeeds? _needs;

    /// <summary>The rows that stand before <c>?.</c></summary>
    public Dictionary<IOperation, Slot> Accessed { get; } = [];

    /// <summary>The variables of interfaces that show lists which are rows.</summary>
    public Dictionary<ISymbol, (Slot Row, INamedTypeSymbol Type)> Shown { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Whether lists are rows.</summary>
    public bool HaveLists => _classes.Any(type => ListTables.MayBe((ITypeSymbol)type));

    public bool IsEmpty => _classes.IsEmpty;

    /// <summary>What stands for the classes; null if there is none.</summary>
    public TypeSubstitution? Choose(Lowering lowering, IOperation body)
    {
        _needs = LocalTableNeeds.In(lowering, body);
        _classes = _needs.Families.SelectMany(family => family.Types).ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        return _classes.IsEmpty ? null : TypeSubstitution.Of(lowering.Nesting.Compilation, _classes);
    }

    /// <summary>Takes over the tables of the method whose rows this one gets.</summary>
    public void Share(LocalTables outer) => (_needs, _classes, _calls, _recursive) =
        (outer._needs, outer._classes, outer._calls, outer._recursive);

    /// <summary>What a member that gets rows calls.</summary>
    public IReadOnlyList<RowMember> CalledBy(Lowering lowering, RowMember member)
    {
        if (!_calls.TryGetValue(member, out var called)) _calls.Add(member, called = [.. member.Called(lowering)]);
        return called;
    }

    /// <summary>Whether a member leads to itself.</summary>
    public bool CallsItself(Lowering lowering, RowMember member)
    {
        if (!_recursive.TryGetValue(member, out var isRecursive))
            _recursive.Add(member, isRecursive = member.Reached(lowering).Contains(member));
        return isRecursive;
    }

    /// <summary>The tables of rows of some types, in an order that never changes.</summary>
    public IReadOnlyList<LocalTable> Of(IReadOnlyCollection<ITypeSymbol> types) => [.. _all.Where(table => types.Any(type =>
        TypeSubstitution.Mentions(type, part => part is not ITypeParameterSymbol && table.Family.Types.Contains(part))))];

    /// <summary>The table of the same classes here.</summary>
    public LocalTable Here(LocalTable table) => _tables[table.Family.Kinds[0]];

    /// <summary>Why objects of a class are no rows where a base class or interface sees them; null if there is no such reason.</summary>
    public string? Obstacle(ITypeSymbol type) => _needs?.Obstacle(type);

    /// <summary>Whether objects of a class are rows.</summary>
    public bool Has(ITypeSymbol? type) => type is not null && !_classes.IsEmpty && _classes.Contains(Itself(type));

    /// <summary>Whether values of a type are rows, or have rows in them.</summary>
    public bool Mentions(ITypeSymbol? type) => !_classes.IsEmpty && TypeSubstitution.Mentions(type, Has);

    /// <summary>Whether a body that takes the place of a call has objects that were not known of when the tables were chosen.</summary>
    public bool IsUnforeseen(IMethodSymbol method, IOperation body) =>
        !IsEmpty && !_needs!.HasSeen(method) && body.DescendantsAndSelf().Any(part => Mentions(part.Type));

    /// <summary>The classes that an object may be of which an expression of a type stands for.</summary>
    public IReadOnlyList<INamedTypeSymbol> KindsOf(ITypeSymbol type, Tree<Slot>? row = null) =>
        row is not null && _kinds.TryGetValue(row.Leaf, out var known) ? [known] : [.. TableOf(type)!.Family.KindsOf(Itself(type))];

    /// <summary>Runs with a row that is known to be of a class.</summary>
    public void Within(Tree<Slot> row, INamedTypeSymbol kind, Action run)
    {
        var isKnown = _kinds.TryGetValue(row.Leaf, out var outer);
        _kinds[row.Leaf] = kind;
        run();
        if (isKnown) _kinds[row.Leaf] = outer;
        else _kinds.Remove(row.Leaf);
    }

    /// <summary>Whether a row, which is there, is of one of some classes.</summary>
    public Operand IsOneOf(Lowering lowering, ITypeSymbol type, Operand row, IReadOnlyList<INamedTypeSymbol> kinds)
    {
        var table = TableOf(type)!;
        if (table.Family.KindsOf(Itself(type)).All(kind => kinds.Contains(kind, SymbolEqualityComparer.Default))) return Constant.True;
        if (kinds.Count == 0) return Constant.False;
        var kind = Places.Read(lowering, new CellPlace(table.Kind!, Index(lowering, table, row), lowering.Origin)).Leaf;
        return kinds.Select(candidate => (Operand)lowering.Apply(Primitive.Equal, InertType.Bool, kind, table.NumberOf(candidate)))
            .Aggregate((one, other) => lowering.Apply(Primitive.Or, InertType.Bool, one, other));
    }

    /// <summary>Whether boxes of a struct are rows.</summary>
    public bool HasBox(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Struct } && _tables.ContainsKey(type);

    /// <summary>Makes the tables, which have no rows yet.</summary>
    public void Begin(Lowering lowering)
    {
        if (_needs is null) return;
        foreach (var family in _needs.Families)
        {
            var table = LocalTable.New(lowering, family, _needs.IsOptional(family));
            _all.Add(table);
            foreach (var type in family.Types.Concat(family.Kinds)) _tables[type] = table;
            if (lowering.Lifted is { Member: not null }) continue;
            var capacity = Constant.Int(Math.Max(SmallestCapacity, _needs.CountMade(family)));
            lowering.Write(table.Count, Constant.Int(0));
            foreach (var column in table.Columns) lowering.Write(column.Array, column.Allocate(lowering, capacity));
        }
    }

    /// <summary>A new row, whose fields have their default values, as a variable with its number.</summary>
    public Tree<Slot> New(Lowering lowering, INamedTypeSymbol type, string name)
    {
        var table = TableOf(type)!;
        if (lowering.Lifted is { Member.Method: var recursive })
            lowering.Report(Descriptors.Unsupported.Body, lowering.Where, recursive.Name,
                $"it calls itself, and makes an object of the class '{type.Name}'", "make the objects in a loop, or before the call");
        var count = lowering.Read(table.Count);
        foreach (var column in table.Columns) lowering.Do(new Grow(lowering.Read(column.Array), count));
        var next = lowering.Apply(Primitive.Add, InertType.Int, count, Constant.Int(1));
        lowering.Write(table.Count, next);
        if (table.Kind is { } kind)
            Places.Write(lowering, new CellPlace(kind, count, lowering.Origin), Expressions.Leaf(table.NumberOf(type)));
        var row = lowering.Variables.Temporary(InertType.Int, name);
        lowering.Write(row.Leaf, table.IsOptional ? next : count);
        _kinds[row.Leaf] = type;
        return row;
    }

    /// <summary>A box with a copy of a struct.</summary>
    public Tree<Operand> Box(Lowering lowering, INamedTypeSymbol type, Tree<Operand> value)
    {
        var row = New(lowering, type, LocalObjectCreation.NameOf(type));
        Places.Write(lowering, Boxed(lowering, type, lowering.Read(row).Leaf), value);
        return lowering.Read(row);
    }

    /// <summary>The struct in a box.</summary>
    public Place Boxed(Lowering lowering, INamedTypeSymbol type, Operand row)
    {
        var table = TableOf(type)!;
        return new CellPlace(table.ColumnOf(type), Index(lowering, table, row), lowering.Origin);
    }

    /// <summary>A field of a row as a place; null if the member is none.</summary>
    public static Place? Cell(Lowering lowering, IMemberReferenceOperation member) => member.Instance is { } instance
        && lowering.Tables.Has(instance.Type) && LocalClasses.IndexOf(member) is { } field && !IsChosen(lowering, member)
        ? lowering.Tables.Cell(lowering, instance.Type!, field, Expressions.Scalar(lowering, instance))
        : null;

    /// <summary>Whether what a member of a row is depends on the class of the object.</summary>
    public static bool IsChosen(Lowering lowering, IMemberReferenceOperation member) => member.Instance is { } instance
        && lowering.Tables.Has(instance.Type) && ChosenMembers.Are(member.Member) && !Members.IsBase(instance);

    /// <summary>A parameter of a primary constructor that a row keeps; null if the object is none.</summary>
    public static Place? Cell(Lowering lowering, IParameterSymbol held) => lowering.Tables.Has(held.ContainingType)
        && lowering.This is { IsLeaf: true } self && LocalClasses.IndexOf(held) is { } field
        ? lowering.Tables.Cell(lowering, held.ContainingType, field, lowering.Read(self).Leaf)
        : null;

    public Place Cell(Lowering lowering, ITypeSymbol type, int field, Operand row)
    {
        var table = TableOf(type)!;
        var column = table.ColumnOf(LocalClasses.Members((INamedTypeSymbol)Itself(type))[field].Field);
        return new CellPlace(column, Index(lowering, table, row), lowering.Origin);
    }

    /// <summary>What a row has in the column of a member.</summary>
    public Place Cell(Lowering lowering, ITypeSymbol type, ISymbol of, Operand row) =>
        new CellPlace(TableOf(type)!.ColumnOf(of), Index(lowering, TableOf(type)!, row), lowering.Origin);

    /// <summary>Whether a place holds an object.</summary>
    public Operand IsThere(Lowering lowering, ITypeSymbol type, Operand row) =>
        TableOf(type)!.IsOptional
            ? lowering.Apply(Operators.Comparison(BinaryOperatorKind.NotEquals), InertType.Bool, row, Constant.Int(0))
            : Constant.True;

    /// <summary>Whether objects of a type are equal to others that hold the same.</summary>
    public bool IsEqualByValue(ITypeSymbol type) => TypeSubstitution.Mentions(type,
        part => Has(part) && TableOf(part)!.Family.Kinds.Any(kind => kind.IsRecord || kind.IsValueType));

    private LocalTable? TableOf(ITypeSymbol type) => _tables.TryGetValue(Itself(type), out var table) ? table : null;

    /// <summary>The type that stands for a type parameter.</summary>
    private static ITypeSymbol Itself(ITypeSymbol type) => type is ITypeParameterSymbol ? TypeSubstitution.Argument(type) : type;

    private static Operand Index(Lowering lowering, LocalTable table, Operand row) =>
        table.IsOptional ? lowering.Apply(Primitive.Subtract, InertType.Int, row, Constant.Int(1)) : row;
}

/// <summary>
/// A field of a row. The row is known, but the array may be replaced by a longer one until the field is read or assigned.
/// </summary>
internal sealed record CellPlace(LocalColumn Column, Operand Index, Origin Origin) : Place
{
    /// <summary>The fields to follow from there to a part of it, with their types.</summary>
    public IReadOnlyList<(int Field, ITypeSymbol Type)> Path { get; init; } = [];

    /// <summary>The place as it is now.</summary>
    public Place Now(Lowering lowering)
    {
        var array = lowering.Read(Column.Array);
        Place whole = array.Type is BufferType
            ? new ElementPlace(array, [Index], Column.Type)
            : new InertPlace("{0}[{1}]", [array, Index], Shapes.Of(Column.Type), Origin);
        return Path.Aggregate(whole, (place, part) => Places.Part(place, part.Field, part.Type));
    }
}
