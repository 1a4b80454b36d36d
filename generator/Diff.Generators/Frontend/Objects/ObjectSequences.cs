using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Arrays and lists of differentiated objects as the sequences that LINQ enumerates.</summary>
internal static class ObjectSequences
{
    /// <summary>An array or list of objects as the sequence of its elements; null for any other expression.</summary>
    public static Sequence? Of(Lowering lowering, IOperation expression) => ObjectElements.TablePath(lowering, expression) is null
        ? null
        : new((INamedTypeSymbol)ObjectTypes.Element(expression.Type)!, IsExact: true, () =>
    {
        var table = lowering.Pack(expression is IMemberReferenceOperation member
            ? ObjectParameters.Read(lowering, member)!
            : ObjectElements.Lower(lowering, expression)!);
        // A query that a local holds may be enumerated inside of itself: each time is a place of its own.
        var (path, element) = (lowering.ObjectPlaces.Next("each#"), (INamedTypeSymbol)ObjectTypes.Element(expression.Type)!);
        return new(Buffers.Length(lowering, table, 0, 1),
            (index, body) => body(Expressions.Leaf(lowering.Rows.Enter(lowering, path, table, index, element))));
    });
}
