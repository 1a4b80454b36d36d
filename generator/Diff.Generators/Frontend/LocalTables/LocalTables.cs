using System.Collections.Immutable;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Objects that a method makes and that arrays, lists, other objects or <c>null</c> may take the place of: which object a name stands for
/// is known at run time only. Each class is a table with an array per field, and an object is the number of its row. So two names of an
/// object are two copies of a number, and what is assigned by one is seen by the other. Where there may be no object the rows are counted
/// from one, and null is zero, which is what new arrays and fields hold.
/// <code>
/// bodies.Add(new Body(m)); bodies[j].X += d   →   body_Mass[n] = m; n++; bodies.Add(n - 1); body_X[bodies[j]] += d
/// </code>
/// </summary>
internal sealed class LocalTables
{
    private const int SmallestCapacity = 4;

    private readonly Dictionary<ISymbol, LocalTable> _tables = new(SymbolEqualityComparer.Default);

    private ImmutableHashSet<ISymbol> _classes = [];
    private ImmutableHashSet<ISymbol> _optional = [];
    private LocalTableNeeds? _needs;

    /// <summary>The rows that stand before <c>?.</c></summary>
    public Dictionary<IOperation, Slot> Accessed { get; } = [];

    public bool IsEmpty => _classes.IsEmpty;

    /// <summary>What stands for the classes; null if there is none.</summary>
    public TypeSubstitution? Choose(Lowering lowering, IOperation body)
    {
        _needs = LocalTableNeeds.In(lowering, body);
        (_classes, _optional) = (_needs.Classes, _needs.Optional);
        return _classes.IsEmpty
            ? null
            : new(lowering.Nesting.Compilation, _classes, ImmutableDictionary.Create<ISymbol, ITypeSymbol>(SymbolEqualityComparer.Default));
    }

    /// <summary>Whether objects of a class are rows.</summary>
    public bool Has(ITypeSymbol? type) => type is not null && _classes.Contains(type);

    /// <summary>Whether values of a type are rows, or have rows in them.</summary>
    public bool Mentions(ITypeSymbol? type) => !_classes.IsEmpty && TypeSubstitution.Mentions(type, Has);

    /// <summary>Whether a body that takes the place of a call has objects that were not known of when the tables were chosen.</summary>
    public bool IsUnforeseen(IMethodSymbol method, IOperation body) =>
        !IsEmpty && !_needs!.HasSeen(method) && body.DescendantsAndSelf().Any(part => Mentions(part.Type));

    /// <summary>Makes the tables, which have no rows yet.</summary>
    public void Begin(Lowering lowering)
    {
        foreach (var type in _classes.Cast<INamedTypeSymbol>().OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal))
        {
            var name = LocalObjectCreation.NameOf(type);
            var columns = LocalClasses.Members(type)
                .Select(member => new LocalColumn(member.Shown, ((IFieldSymbol)member.Field).Type, lowering.Variables
                .Temporary(Shapes.Of(lowering.Nesting.Compilation.CreateArrayTypeSymbol(((IFieldSymbol)member.Field).Type)),
                    $"{name}_{Structs.NameOf(member.Shown).TrimStart('_')}").Leaf)).ToList();
            _tables[type] = new(lowering.Variables.Temporary(InertType.Int, name + "Count").Leaf, columns);
            lowering.Write(_tables[type].Count, Constant.Int(0));
            foreach (var column in columns) lowering.Write(column.Array, column.Allocate(lowering, Constant.Int(SmallestCapacity)));
        }
    }

    /// <summary>A new row, whose fields have their default values, as a variable with its number.</summary>
    public Tree<Slot> New(Lowering lowering, ITypeSymbol type, string name)
    {
        var table = _tables[type];
        var count = lowering.Read(table.Count);
        var isFull = lowering.Apply(Primitive.Equal, InertType.Bool, count,
            Buffers.Length(lowering, lowering.Read(table.Columns[0].Array), 0, 1));
        lowering.Branch(isFull, () => Grow(lowering, table));
        var next = lowering.Apply(Primitive.Add, InertType.Int, count, Constant.Int(1));
        lowering.Write(table.Count, next);
        var row = lowering.Variables.Temporary(InertType.Int, name);
        lowering.Write(row.Leaf, _optional.Contains(type) ? next : count);
        return row;
    }

    /// <summary>A field of a row as a place; null if the member is none.</summary>
    public static Place? Cell(Lowering lowering, IMemberReferenceOperation member) => member.Instance is { } instance
        && lowering.Tables.Has(instance.Type) && LocalClasses.IndexOf(member) is { } field
        ? lowering.Tables.Cell(lowering, instance.Type!, field, Expressions.Scalar(lowering, instance))
        : null;

    /// <summary>A parameter of a primary constructor that a row keeps; null if the object is none.</summary>
    public static Place? Cell(Lowering lowering, IParameterSymbol held) => lowering.Tables.Has(held.ContainingType)
        && lowering.This is { IsLeaf: true } self && LocalClasses.IndexOf(held) is { } field
        ? lowering.Tables.Cell(lowering, held.ContainingType, field, lowering.Read(self).Leaf)
        : null;

    public Place Cell(Lowering lowering, ITypeSymbol type, int field, Operand row)
    {
        var index = _optional.Contains(type) ? lowering.Apply(Primitive.Subtract, InertType.Int, row, Constant.Int(1)) : row;
        return new CellPlace(_tables[type].Columns[field], index, lowering.Origin);
    }

    /// <summary>Whether a place holds an object.</summary>
    public Operand IsThere(Lowering lowering, ITypeSymbol type, Operand row) =>
        _optional.Contains(type)
            ? lowering.Apply(Operators.Comparison(BinaryOperatorKind.NotEquals), InertType.Bool, row, Constant.Int(0))
            : Constant.True;

    private static void Grow(Lowering lowering, LocalTable table)
    {
        var count = lowering.Read(table.Count);
        var capacity = lowering.Apply(Primitive.Multiply, InertType.Int, Constant.Int(2), count);
        foreach (var column in table.Columns)
        {
            var (array, longer) = (lowering.Read(column.Array), column.Allocate(lowering, capacity));
            if (array.Type is not BufferType type)
                lowering.Do(new Inert("global::System.Array.Copy({0}, {1}, {2})", [array, longer, count], Effect.Write));
            else IndexLoops.Up(lowering, count,
                index => lowering.Do(new Store(longer, [index], [], lowering.Let(new Load(array, [index]), type.Element))));
            lowering.Write(column.Array, longer);
        }
    }
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

/// <summary>The objects of a class: how many there are, and an array per field.</summary>
internal sealed record LocalTable(Slot Count, IReadOnlyList<LocalColumn> Columns);

/// <param name="Shown">The member that shows the field.</param>
internal sealed record LocalColumn(ISymbol Shown, ITypeSymbol Type, Slot Array)
{
    public Operand Allocate(Lowering lowering, Operand length) => Array.Type is BufferType type
        ? lowering.Let(new Allocate([length]), type)
        : InertArrays.Sized(lowering, lowering.Nesting.Compilation.CreateArrayTypeSymbol(Type), [length]).Leaf;
}
