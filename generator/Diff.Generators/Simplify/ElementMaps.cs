using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// What a loop computes for each element and no product says, as elements of memory that operations on whole spans fill first. The memory
/// is worth it where an iteration takes long for a function, a quotient or a ⊗; mere sums and products are faster in the loop.
/// <code>
/// for (i …) xBar[i] += yBar[i] * Cos(x[i]);   →   TensorPrimitives.Cos(x, terms); SpanSums.AddProduct(xBar, yBar, terms);
/// for (i …) xBar[i] += yBar[i] ⊗ 1 / x[i];    →   SpanWeights.Divide(yBar, x, terms); SpanSums.Add(xBar, terms);
/// </code>
/// </summary>
/// <remarks>
/// A <c>Vjp</c> of 1000 numbers of type <c>double</c>, primal included, takes instead of the loop: <c>Sin</c> 4.9 µs instead of 10.4, a
/// loop over <c>Math.Sin</c> 9.0 instead of 16.0, <c>Log</c> 1.8 instead of 2.4, <c>Sqrt</c> 1.3 instead of 2.0, <c>Divide</c> 1.4 instead
/// of 2.3, <c>Asin</c> 6.5 instead of 8.7. But the loop for <c>Sigmoid</c>, <c>yBar[i] * (x[i] * (1 - x[i]))</c>, takes 1.0 µs instead of
/// 0.5 for 1000 and 54 instead of 148 for 100 000 elements, where three passes over memory count. Of the functions of
/// <c>TensorPrimitives</c>, those are called that are as exact as <c>Math</c>: <c>Sinh</c>, <c>SinPi</c> and <c>CosPi</c> lose up to 10 of
/// 16 digits near their zeros, <c>Cosh</c> two where it is large.
/// </remarks>
/// <param name="start">The index of the first element of the memory, less the index of the loop.</param>
/// <param name="isFixed">Whether an operand is the same in all iterations.</param>
/// <param name="products">What is known of a value as a sum of products of elements.</param>
internal sealed class ElementMaps(
    For loop, LinearForm start, Ids ids, Func<Operand, bool> isFixed, Func<Value, EquatableArray<ElementProduct>?> products)
{
    private const int Most = 6;
    private const string Tensors = MemoryTemplates.TensorPrimitives;

    private readonly Dictionary<Value, Let> _definitions = loop.Body.Statements.OfType<Let>()
        .SelectMany(let => let.Results.Select(result => (result, let))).ToDictionary(pair => pair.result, pair => pair.let);
    private readonly Dictionary<Value, Elements> _known = [];
    private readonly List<ElementMap> _found = [];

    /// <summary>In the order in which one reads the results of another.</summary>
    public IReadOnlyList<ElementMap> Found => _found;

    public bool AreWorthIt => _found.Count == 0 || (_found.Count <= Most && _found.Exists(map => map.TakesLong));

    /// <summary>An operand as elements of memory; null if no operation on spans computes them.</summary>
    public Elements? Of(Operand operand)
    {
        if (operand is not Value value || isFixed(operand)) return null;
        if (products(value) is [{ Coefficient: 1, Factors.IsEmpty: true, IsWeighted: false, Elements: [var element] }]) return element;
        if (_known.TryGetValue(value, out var known)) return known;
        if (!_definitions.TryGetValue(value, out var let) || let.Operation is not Apply apply) return null;
        if (!let.IsDerived() && !IsExact(apply.Primitive.Name)) return null;
        var operands = apply.Arguments.Select(argument => isFixed(argument) ? new MapOperand(null, argument) : new(Of(argument), null))
            .ToEquatableArray();
        if (operands.Any(part => part is { Elements: null, Number: null }) || Method(apply.Primitive.Name, operands) is not { } method)
            return null;
        var array = new BufferType(value.Type.Name + "[]", value.Type, BufferKind.Array);
        var result = new Elements(new Value(ids.Take(), array, "terms"), start);
        var isCommutative = apply.Primitive.Name is "+" or "*";
        _found.Add(new(result, method, isCommutative ? operands.OrderBy(part => part.Elements is null).ToEquatableArray() : operands,
            TakesLong: apply.Primitive.Name is not ("+" or "-" or "*" or "neg"), let.Origin));
        return _known[value] = result;
    }

    /// <summary>Whether every processor gives the same number to the last bit, so that recomputed primal values stay the same.</summary>
    private static bool IsExact(string primitive) => primitive is "+" or "-" or "*" or "/" or "neg" or "Sqrt";

    private static string? Method(string primitive, EquatableArray<MapOperand> operands) => (primitive, operands) switch
    {
        ("+", [_, _]) => Tensors + "Add",
        ("-", [_, _]) => Tensors + "Subtract",
        ("*", [_, _]) => Tensors + "Multiply",
        ("/", [_, _]) => Tensors + "Divide",
        ("neg", [_]) => Tensors + "Negate",
        ("Sin" or "Cos" or "Exp" or "Log" or "Sqrt", [_]) => Tensors + primitive,
        ("Weight.Times", [_, { Elements: not null }]) => MemoryTemplates.SpanWeights + "Times",
        ("Weight.Divide", [_, { Elements: not null }]) => MemoryTemplates.SpanWeights + "Divide",
        _ => null,
    };
}

/// <summary><c>result = method(operands)</c>, for each element.</summary>
/// <param name="TakesLong">Whether a processor does.</param>
internal sealed record ElementMap(Elements Result, string Method, EquatableArray<MapOperand> Operands, bool TakesLong, Origin Origin)
{
    public bool Reads(Elements elements) => Operands.Any(operand => operand.Elements == elements);
}

/// <summary>Elements, or the same number for all of them.</summary>
internal readonly record struct MapOperand(Elements? Elements, Operand? Number);
