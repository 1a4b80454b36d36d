using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Local lists of arrays: the first ones of an array of arrays, which is replaced by a longer one when it is full.
/// <code>
/// var path = new List&lt;double[]&gt;(); path.Add(state);   →   path = new double[4][]; n = 0; … path[n] = state; n++;
/// </code>
/// </summary>
internal static class LocalRows
{
    /// <summary>The array of arrays for a type of lists; null for any other type.</summary>
    public static BufferType? ArrayFor(Lowering lowering, ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "List", TypeArguments: [IArrayTypeSymbol { Rank: 1 } row] } && ListChangers.IsList(type)
            && TypeMapping.Map(lowering.Nesting.Compilation.CreateArrayTypeSymbol(row)) is BufferType { Element: BufferType } rows
            && rows.IsDifferentiable()
            ? rows
            : null;

    /// <summary>Whether an expression makes a list and says which arrays are in it.</summary>
    public static bool AreListed(IOperation value) => NewCollections.Listed(value) is not null;

    /// <summary>
    /// The place of an array in a list. Its index may change the list, so that the array of arrays is found after that, as in C#.
    /// </summary>
    public static ElementPlace Row(Lowering lowering, LocalList list, IOperation position, ITypeSymbol elementType)
    {
        var (prefix, value) = Members.Counted(position);
        var index = Buffers.AsInt(lowering, Expressions.Scalar(lowering, value));
        var count = lowering.Read(list.Count);
        if (prefix == "^") index = lowering.Apply(Primitive.Subtract, InertType.Int, count, index);
        LocalLists.Require(lowering, index, count, "ThrowIfGreaterThanOrEqual");
        return new(lowering.Read(list.Array), [index], elementType);
    }

    /// <summary>A new array with the first of some arrays, and room for more.</summary>
    public static Operand Copy(Lowering lowering, Operand rows, Operand count, Operand? capacity = null)
    {
        var type = (BufferType)rows.Type;
        var copy = lowering.Let(new Allocate([capacity ?? count]), type);
        IndexLoops.Up(lowering, count,
            index => lowering.Do(new Store(copy, [index], [], lowering.Let(new Load(rows, [index]), type.Element))));
        return copy;
    }
}
