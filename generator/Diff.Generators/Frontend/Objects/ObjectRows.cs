using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// The differentiated objects that are memory: each a row whose cells are its fields, found by the path that leads to it.
/// <code>
/// layers[i].Slope   →   row = layers[i]; row[Slope]
/// </code>
/// </summary>
internal sealed class ObjectRows
{
    private readonly Dictionary<string, Slot> _rows = new(StringComparer.Ordinal);

    // How objects are found that have been evaluated, by the constant that stands for each.
    private readonly Dictionary<Operand, string> _entered = new(ReferenceComparer<Operand>.Instance);

    /// <summary>An object that is memory, as a constant.</summary>
    public Tree<Operand> Constant(Lowering lowering, string path, ITypeSymbol type)
    {
        var row = Read(lowering, path)!.Leaf;
        return Expressions.Leaf(lowering.Let(new Inert("{0}", [lowering.Let(new Detach(row), row.Type)], Effect.Pure),
            TypeMapping.MapInert(type.WithNullableAnnotation(NullableAnnotation.None))));
    }

    /// <summary>How an element that has been evaluated is found; null for any other value.</summary>
    public string? PathOf(Tree<Operand> value) => value.IsLeaf && _entered.TryGetValue(value.Leaf, out var path) ? path : null;

    /// <summary>Keeps an object that methods get as memory.</summary>
    public void Hold(string path, Slot row) => _rows.Add(path, row);

    /// <summary>Whether a path leads to a cell of an object that is memory, or to such an object.</summary>
    public bool Holds(string path) => Find(path) is not null;

    /// <summary>A field of an object that is memory, or such an object itself; null if the path leads to none.</summary>
    public Tree<Operand>? Read(Lowering lowering, string path)
    {
        if (Find(path) is not (var row, var cells)) return null;
        Operand found = lowering.Read(row);
        foreach (var cell in cells)
            found = lowering.Let(new Load(found, [Ir.Constant.Int(cell)]), ((BufferType)found.Type).Shape!.Cells[cell].Type);
        return lowering.Unpack(found);
    }

    /// <summary>Makes an element the row that a path leads to: the row is memory, the object itself a constant.</summary>
    public Value Enter(Lowering lowering, string path, Operand buffer, Operand index, INamedTypeSymbol type) =>
        Enter(lowering, path, lowering.Let(new Load(buffer, [index]), ObjectTypes.Object(type)), type);

    /// <summary>Makes a row the one that a path leads to.</summary>
    public Value Enter(Lowering lowering, string path, Operand row, INamedTypeSymbol type)
    {
        if (!_rows.TryGetValue(path, out var entered))
            _rows[path] = entered = new(lowering.Ids.Take(), row.Type, LocalObjectCreation.NameOf(type));
        lowering.Write(entered, row);
        var constant = lowering.Let(new Detach(row), row.Type);
        var known = lowering.Let(new Inert("{0}", [constant], Effect.Pure),
            TypeMapping.MapInert(type.WithNullableAnnotation(NullableAnnotation.None)));
        _entered[known] = path;
        return known;
    }

    /// <summary>The object that a path begins with, and the cells to follow from there.</summary>
    private (Slot Row, IReadOnlyList<int> Cells)? Find(string path)
    {
        foreach (var (key, row) in _rows.Select(pair => (pair.Key, pair.Value)))
            if (path.StartsWith(key, StringComparison.Ordinal) && Cells((BufferType)row.Type, path.Substring(key.Length)) is { } cells)
                return (row, cells);
        return null;
    }

    private static IReadOnlyList<int>? Cells(BufferType type, string path)
    {
        if (path.Length == 0) return [];
        for (var i = 0; i < type.Shape!.Cells.Count; i++)
        {
            var cell = type.Shape.Cells[i];
            if (path == cell.Path) return [i];
            if (ObjectTypes.IsObject(cell.Type) && path.StartsWith(cell.Path + ".", StringComparison.Ordinal)
                && Cells((BufferType)cell.Type, path.Substring(cell.Path.Length + 1)) is { } inner)
                return [i, .. inner];
        }
        return null;
    }
}
