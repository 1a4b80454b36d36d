using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Elements of arrays of differentiated objects. Each is a row of a table, and its fields are cells of the row, which calls pass like the fields of any other object.
/// <code>
/// foreach (var layer in _layers) x = layer.At(x)   →   for (i …) { row = layers[i]; x = At(row, row[Slope], row[Weights], x) }
/// </code>
/// </summary>
internal sealed class ObjectElements
{
    private readonly Dictionary<string, Slot> _rows = new(StringComparer.Ordinal);

    // How the objects are found that parameters of inlined functions, and what patterns declare, are other names of.
    private readonly Dictionary<ISymbol, string> _names = new(SymbolEqualityComparer.Default);

    // The files that paths begin in, each with its number.
    private readonly Dictionary<SyntaxTree, int> _files = [];

    private int _sequences;

    // How objects are found that have been evaluated, by the constant that stands for each.
    private readonly Dictionary<Operand, string> _entered = new(ReferenceComparer<Operand>.Instance);

    /// <summary>How an array is reached from an object that is differentiated; null if it is not, or is no array of objects.</summary>
    public static string? TablePath(Lowering lowering, IOperation array) => !ObjectTypes.IsTable(array.Type) ? null : array switch
    {
        IParenthesizedOperation parenthesized => TablePath(lowering, parenthesized.Operand),
        IMemberReferenceOperation { Instance: { } outer } member when ObjectParameters.IsPart(member) && ObjectParameters.Path(lowering, outer) is { } path && path + Spelling.Identifier(member.Member.Name) is var table
            && (Begins(table) || lowering.ObjectFields.ContainsKey(table) || lowering.Elements.Holds(table)) => table,
        ILocalReferenceOperation { Local: var local } when lowering.Aliases.Of(local, array) is { } named => TablePath(lowering, named),
        _ => null,
    };

    /// <summary>How the fields of an element are found: of <c>table[i]</c>, or of what a loop over a table calls it; null for any other expression.</summary>
    public static string? PathOf(Lowering lowering, IOperation element) => element switch
    {
        ILocalReferenceOperation { Local: { IsForEach: true } local } when Collection(local, element) is { } array && TablePath(lowering, array) is not null => Key(lowering, local),
        _ when ObjectChoices.IsForm(element) => ObjectChoices.Is(lowering, element) ? lowering.Elements.PlaceOf(ObjectChoices.Kind, element) : null,
        _ when Array(element) is { } array && TablePath(lowering, array) is not null => lowering.Elements.PlaceOf("element#", element),
        _ => null,
    };

    /// <summary>Evaluates an element, or another name of an array; null if the expression is neither.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IOperation element)
    {
        if (element is ILocalReferenceOperation) return TablePath(lowering, element) is { } table ? ObjectParameters.Read(lowering, table) : null;
        if (PathOf(lowering, element) is not { } path) return null;
        if (ObjectChoices.Begins(path)) return Expressions.Leaf(lowering.Elements.Enter(lowering, path, ObjectChoices.Lower(lowering, element), (INamedTypeSymbol)element.Type!));
        var (array, position) = element switch
        {
            IArrayElementReferenceOperation { ArrayReference: var whole, Indices: [var index] } => (whole, index),
            IImplicitIndexerReferenceOperation { Instance: var whole, Argument: var index } => (whole, index),
            IPropertyReferenceOperation { Instance: { } whole, Arguments: [{ Value: var index }] } => (whole, index),
            _ => throw new InvalidOperationException($"{element.Kind} is no element."),
        };
        var buffer = Expressions.Scalar(lowering, array);
        return Expressions.Leaf(lowering.Elements.Enter(lowering, path, buffer, Buffers.Index(lowering, buffer, position), (INamedTypeSymbol)element.Type!));
    }

    /// <summary>Whether a local is declared as another name of an array.</summary>
    public static bool IsName(Lowering lowering, ILocalSymbol local, IOperation value) =>
        ObjectTypes.IsTable(local.Type) && lowering.Aliases.Of(local, value) is { } named && TablePath(lowering, named) is not null;

    /// <summary>Evaluates the element that a loop over a table is at.</summary>
    public static (Operand Row, Operand Constant) Lower(Lowering lowering, ILocalSymbol local, ITypeSymbol element, Operand buffer, Operand index)
    {
        var row = lowering.Let(new Load(buffer, [index]), ObjectTypes.Object((INamedTypeSymbol)element));
        return (row, lowering.Elements.Enter(lowering, Key(lowering, local), row, (INamedTypeSymbol)element));
    }

    /// <summary>An array or list of objects as the sequence of its elements; null for any other expression.</summary>
    public static Sequence? Sequence(Lowering lowering, IOperation expression) => TablePath(lowering, expression) is null ? null : new((INamedTypeSymbol)ObjectTypes.Element(expression.Type)!, IsExact: true, () =>
    {
        var table = lowering.Pack(expression is IMemberReferenceOperation member ? ObjectParameters.Read(lowering, member)! : Lower(lowering, expression)!);
        // A query that a local holds may be enumerated inside of itself: each time is a place of its own.
        var (path, element) = ($"each#{lowering.Elements._sequences++}.", (INamedTypeSymbol)ObjectTypes.Element(expression.Type)!);
        return new(Buffers.Length(lowering, table, 0, 1), (index, body) => body(Expressions.Leaf(lowering.Elements.Enter(lowering, path, table, index, element))));
    });

    /// <summary>Lets a parameter of an inlined function be another name of the object that it gets.</summary>
    public static void Bind(Lowering lowering, IParameterSymbol parameter, string? path)
    {
        if (path is null) lowering.Elements._names.Remove(parameter);
        else lowering.Elements._names[parameter] = path;
    }

    /// <summary>Lets a local be the name of an object.</summary>
    public void Name(Lowering lowering, ILocalSymbol local, Operand row)
    {
        _names[local] = PlaceOf("named#", local.Locations[0]);
        Enter(lowering, _names[local], row, (INamedTypeSymbol)local.Type);
    }

    /// <summary>How the object is found that a parameter or local is another name of; null if it is of none.</summary>
    public string? PathOf(ISymbol symbol) => _names.TryGetValue(symbol, out var path) ? path : null;

    /// <summary>An object that is memory, as a constant.</summary>
    public Tree<Operand> Constant(Lowering lowering, string path, ITypeSymbol type)
    {
        var row = Read(lowering, path)!.Leaf;
        return Expressions.Leaf(lowering.Let(new Inert("{0}", [lowering.Let(new Detach(row), row.Type)], Effect.Pure), TypeMapping.MapInert(type.WithNullableAnnotation(NullableAnnotation.None))));
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
        foreach (var cell in cells) found = lowering.Let(new Load(found, [Ir.Constant.Int(cell)]), ((BufferType)found.Type).Shape!.Cells[cell].Type);
        return lowering.Unpack(found);
    }

    /// <summary>The object that a path begins with, and the cells to follow from there.</summary>
    private (Slot Row, IReadOnlyList<int> Cells)? Find(string path)
    {
        foreach (var (key, row) in _rows.Select(pair => (pair.Key, pair.Value)))
            if (path.StartsWith(key, StringComparison.Ordinal) && Cells((BufferType)row.Type, path.Substring(key.Length)) is { } cells) return (row, cells);
        return null;
    }

    private static IReadOnlyList<int>? Cells(BufferType type, string path)
    {
        if (path.Length == 0) return [];
        for (var i = 0; i < type.Shape!.Cells.Count; i++)
        {
            var cell = type.Shape.Cells[i];
            if (path == cell.Path) return [i];
            if (ObjectTypes.IsObject(cell.Type) && path.StartsWith(cell.Path + ".", StringComparison.Ordinal) && Cells((BufferType)cell.Type, path.Substring(cell.Path.Length + 1)) is { } inner) return [i, .. inner];
        }
        return null;
    }

    /// <summary>Whether a path leads from an element on.</summary>
    public static bool Begins(string path) => path.StartsWith("element#", StringComparison.Ordinal) || path.StartsWith("each#", StringComparison.Ordinal) || ObjectChoices.Begins(path);

    /// <summary>The array whose element an expression is; null if it is no element, or several.</summary>
    public static IOperation? Array(IOperation element) => element switch
    {
        IArrayElementReferenceOperation { Indices.Length: 1, ArrayReference: var array, Type: INamedTypeSymbol } => array,
        IImplicitIndexerReferenceOperation { Instance: var array, Type: INamedTypeSymbol } when ObjectTypes.Element(array.Type) is not null => array,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list, Type: INamedTypeSymbol } when ObjectTypes.IsTable(list.Type) => list,
        _ => null,
    };

    /// <summary>The row is memory, the object itself a constant.</summary>
    private Value Enter(Lowering lowering, string path, Operand buffer, Operand index, INamedTypeSymbol type) =>
        Enter(lowering, path, lowering.Let(new Load(buffer, [index]), ObjectTypes.Object(type)), type);

    private Value Enter(Lowering lowering, string path, Operand row, INamedTypeSymbol type)
    {
        if (!_rows.TryGetValue(path, out var entered)) _rows[path] = entered = new(lowering.Ids.Take(), row.Type, LocalObjectCreation.NameOf(type));
        lowering.Write(entered, row);
        var constant = lowering.Let(new Detach(row), row.Type);
        var known = lowering.Let(new Inert("{0}", [constant], Effect.Pure), TypeMapping.MapInert(type.WithNullableAnnotation(NullableAnnotation.None)));
        _entered[known] = path;
        return known;
    }

    private static string Key(Lowering lowering, ILocalSymbol local) => lowering.Elements.PlaceOf("each#", local.Locations[0]);

    public string PlaceOf(string kind, IOperation operation) => PlaceOf(kind, operation.Syntax.GetLocation());

    /// <summary>The begin of a path: where it is in the source, which may be that of a member that is inlined.</summary>
    private string PlaceOf(string kind, Location where)
    {
        if (!_files.TryGetValue(where.SourceTree!, out var file)) _files.Add(where.SourceTree!, file = _files.Count);
        return $"{kind}{file}:{where.SourceSpan}.";
    }

    /// <summary>What a loop enumerates whose elements the local stands for.</summary>
    public static IOperation? Collection(ILocalSymbol local, IOperation at) => Writes.Root(at).DescendantsAndSelf().OfType<IForEachLoopOperation>()
        .Where(loop => loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol: var symbol } && SymbolEqualityComparer.Default.Equals(symbol, local))
        .Select(loop => ForEach.Unwrap(loop.Collection)).FirstOrDefault();
}
