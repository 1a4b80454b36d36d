using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// A loop that runs over its index one by one and does nothing but add products of elements to elements or to sums, or clear elements.
/// </summary>
/// <param name="Low">The smallest index.</param>
/// <param name="Extent">The number of iterations, if there are any.</param>
/// <param name="Fixed">What the iterations compute alike, to be computed once.</param>
/// <param name="Maps">Elements that are computed first, in order.</param>
/// <param name="Sums">One per carried value.</param>
/// <param name="Additions">In order.</param>
/// <param name="Cleared">What is set to zero after it has been read.</param>
internal sealed record SpanLoop(
    LinearForm Low, LinearForm Extent, EquatableArray<Let> Fixed, EquatableArray<ElementMap> Maps,
    EquatableArray<EquatableArray<ElementProduct>> Sums, EquatableArray<ElementAddition> Additions, EquatableArray<ElementClearing> Cleared)
{
    /// <summary>How many operations on spans do the same; to clear one costs next to nothing.</summary>
    public int Calls => Maps.Count + Sums.Sum(sum => sum.Count) + Additions.Sum(addition => addition.Products.Count);

    /// <summary>What is added to sums and to elements.</summary>
    public IEnumerable<Elements> Added =>
        Sums.SelectMany(sum => sum).Concat(Additions.SelectMany(addition => addition.Products)).SelectMany(product => product.Elements);

    public IEnumerable<Elements> Everything =>
        Added.Concat(Maps.SelectMany(map => map.Operands).Select(operand => operand.Elements).OfType<Elements>())
            .Concat(Additions.Select(addition => addition.Target))
            .Concat(Cleared.Select(cleared => cleared.Target));
}

/// <summary>The elements <c>buffer[offset + index]</c>.</summary>
internal sealed record Elements(Value Buffer, LinearForm Offset);

/// <summary><c>coefficient * factors * elements</c>, where the factors are the same in all iterations.</summary>
/// <remarks>Or <c>coefficient * (element ⊗ factor)</c>, if <see cref="IsWeighted"/>.</remarks>
internal sealed record ElementProduct(double Coefficient, EquatableArray<Operand> Factors, EquatableArray<Elements> Elements)
{
    public const int MostElements = 2;

    /// <summary>Whether an element that is zero contributes zero, whatever the factor is.</summary>
    public bool IsWeighted { get; init; }

    public ElementProduct? Times(ElementProduct other) =>
        IsWeighted || other.IsWeighted || Elements.Count + other.Elements.Count > MostElements
        ? null
        : new(Coefficient * other.Coefficient, [.. Factors, .. other.Factors], [.. Elements, .. other.Elements]);

    public ElementProduct Times(double factor) => this with { Coefficient = Coefficient * factor };
}

/// <summary><c>target += products</c>, for each element.</summary>
internal sealed record ElementAddition(Elements Target, EquatableArray<ElementProduct> Products, Origin Origin);

internal sealed record ElementClearing(Elements Target, Origin Origin);
