using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lists without derivatives, of rows too, that stay what they are while a loop goes through them: the loop needs no enumerator. Where its
/// code may change such a list, C# must find out, which throws then.
/// <code>
/// foreach (var k in list) s += x[k];   →   n = list.Count; for (i = 0; i &lt; n; i++) { k = list[i]; s += x[k]; }
/// </code>
/// </summary>
internal static class SteadyLists
{
    /// <summary>The elements that a loop visits; null if they must be enumerated.</summary>
    public static Sequence? Of(Lowering lowering, IForEachLoopOperation loop, IOperation collection)
    {
        var list = Sinks.Strip(collection);
        return ElementOf(list) is { } element
            && !ListChanges.MayBeIn(lowering.Nesting.Compilation, EnumeratedLists.Run([loop.Body]), element,
                changed => !AreApart(changed, list) && !EnumeratedLists.LeavesAfter(changed, loop))
            ? Elements(lowering, list, element)
            : null;
    }

    /// <summary>The elements by their positions.</summary>
    public static Sequence Elements(Lowering lowering, IOperation list, ITypeSymbol element) => new(element, IsExact: true, () =>
    {
        var whole = Expressions.Scalar(lowering, list);
        var count = lowering.Let(new Inert("{0}.Count", [whole], Effect.Read) { IsStored = true }, InertType.Int);
        return new(count, (index, body) => body(lowering.Unpack(lowering.Let(
            new Inert("{0}[{1}]", [whole, index], Effect.Read) { IsStored = true }, Shapes.Of(element)))));
    });

    /// <summary>Whether two variables surely hold different lists: each has the one that was made for it.</summary>
    private static bool AreApart(IOperation one, IOperation other) =>
        one is ILocalReferenceOperation { Local: var left } && other is ILocalReferenceOperation { Local: var right }
        && !SymbolEqualityComparer.Default.Equals(left, right) && HasItsOwn(left, one) && HasItsOwn(right, other);

    private static bool HasItsOwn(ILocalSymbol local, IOperation use) => local.RefKind == RefKind.None
        && Initializers.Of(local, use) is { } made && Sinks.Strip(made) is IObjectCreationOperation or ICollectionExpressionOperation
        && !Writes.In(Writes.Root(use)).Contains(local);

    private static ITypeSymbol? ElementOf(IOperation list) =>
        list.Type is INamedTypeSymbol { Name: "List", TypeArguments: [var element] } type && ListChangers.IsList(type) ? element : null;
}
