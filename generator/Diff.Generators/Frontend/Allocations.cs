using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers new arrays, collection expressions and <c>stackalloc</c> of differentiable elements.
/// <code>
/// double[] w = [a, 2 * b]   →   w = new double[2]; w[0] = a; w[1] = 2 * b;
/// </code>
/// </summary>
internal static class Allocations
{
    public static Tree<Operand> Lower(Lowering lowering, IArrayCreationOperation creation)
    {
        if (Shapes.Of(creation.Type!) is not BufferType type) return Inerts.Array(lowering, creation);
        var lengths = creation.DimensionSizes.Select(size => Expressions.Scalar(lowering, size)).ToEquatableArray();
        var buffer = lowering.Let(new Allocate(lengths), type);
        if (creation.Initializer is { } initializer) Store(lowering, buffer, initializer, []);
        return Expressions.Leaf(buffer);
    }

    public static Tree<Operand> Lower(Lowering lowering, ICollectionExpressionOperation collection)
    {
        if (Shapes.Of(collection.Type!) is not BufferType type) return Inerts.Print(lowering, collection);
        if (collection.Elements.Any(element => element is ISpreadOperation))
            return Expressions.Refuse(lowering, collection, "a spread element", "write a loop");
        return Elements(lowering, type, collection.Elements);
    }

    /// <summary>What a conversion gives its type to: <c>stackalloc</c> or a collection expression.</summary>
    public static Tree<Operand> Lower(Lowering lowering, IOperation operand, ITypeSymbol target)
    {
        if (operand is ICollectionExpressionOperation collection) return Lower(lowering, collection);
        return operand.Syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax
            ? LowerStackAlloc(lowering, operand, target)
            : Inerts.Print(lowering, operand);
    }

    private static Tree<Operand> LowerStackAlloc(Lowering lowering, IOperation creation, ITypeSymbol target)
    {
        var isPlain = creation.Syntax is StackAllocArrayCreationExpressionSyntax { Initializer: null };
        if (!isPlain || Shapes.Of(target) is not BufferType type || creation.ChildOperations.Count != 1)
            return Expressions.Refuse(lowering, creation, "this stackalloc", "write 'stackalloc double[n]' or new double[n]");
        var array = lowering.Let(new Allocate([Expressions.Scalar(lowering, creation.ChildOperations.First())]), ArrayOf(type));
        return Expressions.Leaf(lowering.Let(new View(array, Constant.Int(0), null), type));
    }

    private static Tree<Operand> Elements(Lowering lowering, BufferType type, IReadOnlyList<IOperation> elements)
    {
        var array = lowering.Let(new Allocate([Constant.Int(elements.Count)]), ArrayOf(type));
        for (var i = 0; i < elements.Count; i++) lowering.Do(new Store(array, [Constant.Int(i)], [], Expressions.Scalar(lowering, elements[i])));
        return Expressions.Leaf(type.Kind == BufferKind.Array ? array : lowering.Let(new View(array, Constant.Int(0), null), type));
    }

    private static BufferType ArrayOf(BufferType type) => type.Kind == BufferKind.Array ? type : new(type.Element.Name + "[]", type.Element, BufferKind.Array);

    private static void Store(Lowering lowering, Operand buffer, IArrayInitializerOperation initializer, EquatableArray<Operand> outer)
    {
        for (var i = 0; i < initializer.ElementValues.Length; i++)
        {
            EquatableArray<Operand> indices = [.. outer, Constant.Int(i)];
            var element = initializer.ElementValues[i];
            if (element is IArrayInitializerOperation inner) Store(lowering, buffer, inner, indices);
            else lowering.Do(new Store(buffer, indices, [], Expressions.Scalar(lowering, element)));
        }
    }
}
