using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers new arrays and spans of elements without derivatives, whose lengths and elements may be read from what has some. Memory of the
/// stack becomes an array.
/// <code>
/// Span&lt;int&gt; order = stackalloc int[xs.Length];   →   n = xs.Length; order = new Span&lt;int&gt;(new int[n]);
/// </code>
/// </summary>
internal static class InertArrays
{
    /// <summary><c>new int[n, m]</c>, seen as an array or a span.</summary>
    public static Tree<Operand> Sized(Lowering lowering, ITypeSymbol target, IEnumerable<IOperation> sizes)
    {
        var operands = sizes.Select(size => Expressions.Scalar(lowering, size)).ToList();
        return Sized(lowering, target, operands);
    }

    public static Tree<Operand> Sized(Lowering lowering, ITypeSymbol target, IReadOnlyList<Operand> operands) =>
        New(lowering, target, $"[{Holes(operands)}]", "", operands);

    /// <summary><c>new int[] { i, j }</c>, seen as an array or a span.</summary>
    public static Tree<Operand> Filled(Lowering lowering, ITypeSymbol target, IReadOnlyList<Operand> elements) =>
        New(lowering, target, "[]", $" {{{{ {Holes(elements)} }}}}", elements);

    /// <summary><c>new int[,] { { i, j } }</c>.</summary>
    /// <param name="elements">The values of <see cref="Elements"/>.</param>
    public static Tree<Operand> Filled(Lowering lowering, IArrayTypeSymbol target, IArrayInitializerOperation initializer,
        IReadOnlyList<Operand> elements)
    {
        var next = 0;
        return New(lowering, target, $"[{new string(',', target.Rank - 1)}]", " " + Text(initializer), elements);

        string Text(IArrayInitializerOperation row) =>
            $"{{{{ {string.Join(", ", row.ElementValues.Select(element => element is IArrayInitializerOperation inner ? Text(inner) : $"{{{next++}}}"))} }}}}";
    }

    /// <summary>The elements of an initializer with those of its rows, in the order in which they are written.</summary>
    public static IEnumerable<IOperation> Elements(IArrayInitializerOperation initializer) =>
        initializer.ElementValues.SelectMany(element => element is IArrayInitializerOperation row ? Elements(row) : [element]);

    /// <summary>A collection expression; null if it makes something else than an array or span, or spreads another collection.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, ICollectionExpressionOperation collection)
    {
        if (!IsVector(collection.Type!) || collection.Elements.Any(element => element is ISpreadOperation)) return null;
        var elements = collection.Elements.Select(element => Inerts.Hole(lowering, element)).ToList();
        return elements.Exists(element => element.Type.IsDifferentiable()) ? null : Filled(lowering, collection.Type!, elements);
    }

    /// <summary>Memory of the stack; null if it is no span.</summary>
    /// <param name="elements">The elements, if they are given.</param>
    public static Tree<Operand>? LowerStackAlloc(Lowering lowering, ITypeSymbol target, IOperation length,
        IReadOnlyList<IOperation> elements)
    {
        if (!Shapes.IsSpan(target)) return null;
        return elements.Count > 0
            ? Filled(lowering, target, [.. elements.Select(element => Inerts.Hole(lowering, element))])
            : Sized(lowering, target, [length]);
    }

    private static bool IsVector(ITypeSymbol type) => type is IArrayTypeSymbol { Rank: 1 } || Shapes.IsSpan(type);

    /// <summary>C# writes the lengths of a jagged array before the brackets of its rows.</summary>
    private static Tree<Operand> New(Lowering lowering, ITypeSymbol target, string lengths, string initializer,
        IReadOnlyList<Operand> operands)
    {
        var (element, rows) = (ForEach.ElementType(target), "");
        for (; element is IArrayTypeSymbol row; element = row.ElementType) rows += $"[{new string(',', row.Rank - 1)}]";
        var array = $"new {InertText.Escape(TypeMapping.Spell(element))}{lengths}{rows}{initializer}";
        var isSpan = target is not IArrayTypeSymbol;
        var made = isSpan ? $"new {InertText.Escape(TypeMapping.Spell(target))}({array})" : array;
        return Inerts.Inert(lowering, new Inert(made, operands.ToEquatableArray(), Effect.Write)
        {
            IsCreation = true,
            NewArray = new(Shapes.Of(ForEach.ElementType(target)), (target as IArrayTypeSymbol)?.Rank ?? 1, initializer.Length > 0, isSpan),
        }, target);
    }

    private static string Holes(IReadOnlyList<Operand> operands) => string.Join(", ", operands.Select((_, i) => $"{{{i}}}"));
}
