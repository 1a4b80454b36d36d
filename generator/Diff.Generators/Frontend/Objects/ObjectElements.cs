using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Elements of arrays of differentiated objects. Each is a row of a table, and its fields are cells of the row, which calls pass like the
/// fields of any other object.
/// <code>
/// foreach (var layer in _layers) x = layer.At(x)   →   for (i …) { row = layers[i]; x = At(row, row[Slope], row[Weights], x) }
/// </code>
/// </summary>
internal static class ObjectElements
{
    /// <summary>How an array is reached from an object that is differentiated; null if it is not, or is no array of objects.</summary>
    public static string? TablePath(Lowering lowering, IOperation array) => !ObjectTypes.IsTable(array.Type) ? null : array switch
    {
        IParenthesizedOperation parenthesized => TablePath(lowering, parenthesized.Operand),
        IMemberReferenceOperation { Instance: { } outer } member
            when ObjectParameters.IsPart(member) && ObjectParameters.Path(lowering, outer) is { } path
                && path + Spelling.Identifier(member.Member.Name) is var table
            && (Begins(table) || lowering.ObjectFields.ContainsKey(table) || lowering.Rows.Holds(table)) => table,
        IConversionOperation { IsImplicit: true, Operand: var operand } => TablePath(lowering, operand),
        IParameterReferenceOperation { Parameter: var parameter }
            when lowering.IsOwn(parameter) && lowering.ObjectFields.ContainsKey(Spelling.Identifier(parameter.Name) + ".")
                && !Writes.In(Writes.Root(array)).Contains(parameter) => Spelling.Identifier(parameter.Name) + ".",
        ILocalReferenceOperation { Local: var local } when lowering.Aliases.Of(local, array) is { } named => TablePath(lowering, named),
        _ => null,
    };

    /// <summary>
    /// How the fields of an element are found: of <c>table[i]</c>, or of what a loop over a table calls it; null for any other expression.
    /// </summary>
    public static string? PathOf(Lowering lowering, IOperation element) => element switch
    {
        ILocalReferenceOperation { Local: { IsForEach: true } local }
            when Collection(local, element) is { } array && TablePath(lowering, array) is not null => Key(lowering, local),
        _ when ObjectChoices.IsForm(element) =>
            ObjectChoices.Is(lowering, element) ? lowering.ObjectPlaces.Of(ObjectChoices.Kind, element) : null,
        _ when Array(element) is { } array && TablePath(lowering, array) is not null => lowering.ObjectPlaces.Of("element#", element),
        _ => null,
    };

    /// <summary>Evaluates an element, or another name of an array; null if the expression is neither.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IOperation element)
    {
        if (element is ILocalReferenceOperation or IParameterReferenceOperation)
            return TablePath(lowering, element) is { } table ? ObjectParameters.Read(lowering, table) : null;
        if (PathOf(lowering, element) is not { } path) return null;
        if (ObjectChoices.Begins(path))
            return Expressions.Leaf(lowering.Rows.Enter(lowering, path, ObjectChoices.Lower(lowering, element),
                (INamedTypeSymbol)element.Type!));
        var (array, position) = element switch
        {
            IArrayElementReferenceOperation { ArrayReference: var whole, Indices: [var index] } => (whole, index),
            IImplicitIndexerReferenceOperation { Instance: var whole, Argument: var index } => (whole, index),
            IPropertyReferenceOperation { Instance: { } whole, Arguments: [{ Value: var index }] } => (whole, index),
            _ => throw new InvalidOperationException($"{element.Kind} is no element."),
        };
        var buffer = Expressions.Scalar(lowering, array);
        return Expressions.Leaf(lowering.Rows.Enter(lowering, path, buffer, Buffers.Index(lowering, buffer, position),
            (INamedTypeSymbol)element.Type!));
    }

    /// <summary>Whether a local is declared as another name of an array.</summary>
    public static bool IsName(Lowering lowering, ILocalSymbol local, IOperation value) =>
        ObjectTypes.IsTable(local.Type) && lowering.Aliases.Of(local, value) is { } named && TablePath(lowering, named) is not null;

    /// <summary>Evaluates the element that a loop over a table is at.</summary>
    public static (Operand Row, Operand Constant) Lower(Lowering lowering, ILocalSymbol local, ITypeSymbol element, Operand buffer,
        Operand index)
    {
        var row = lowering.Let(new Load(buffer, [index]), ObjectTypes.Object((INamedTypeSymbol)element));
        return (row, lowering.Rows.Enter(lowering, Key(lowering, local), row, (INamedTypeSymbol)element));
    }

    /// <summary>Whether a path leads from an element on.</summary>
    public static bool Begins(string path) => path.StartsWith("element#", StringComparison.Ordinal)
        || path.StartsWith("each#", StringComparison.Ordinal) || ObjectChoices.Begins(path);

    /// <summary>The array whose element an expression is; null if it is no element, or several.</summary>
    public static IOperation? Array(IOperation element) => element switch
    {
        IArrayElementReferenceOperation { Indices.Length: 1, ArrayReference: var array, Type: INamedTypeSymbol } => array,
        IImplicitIndexerReferenceOperation { Instance: var array, Type: INamedTypeSymbol }
            when ObjectTypes.Element(array.Type) is not null => array,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list, Type: INamedTypeSymbol }
            when ObjectTypes.IsTable(list.Type) => list,
        _ => null,
    };

    private static string Key(Lowering lowering, ILocalSymbol local) => lowering.ObjectPlaces.Of("each#", local);

    /// <summary>What a loop enumerates whose elements the local stands for.</summary>
    public static IOperation? Collection(ILocalSymbol local, IOperation at) => Writes.Root(at).DescendantsAndSelf()
        .OfType<IForEachLoopOperation>()
        .Where(loop => loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol: var symbol }
            && SymbolEqualityComparer.Default.Equals(symbol, local))
        .Select(loop => ForEach.Unwrap(loop.Collection)).FirstOrDefault();
}
