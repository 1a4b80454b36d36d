using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Reads a loop as a <see cref="SpanLoop"/>. Its sums of products may be taken apart and its elements done in any order, because all of it
/// is derived code and no iteration reads what another one writes. Primal arithmetic may be a factor, but not a sum that is taken apart: it
/// may cancel.
/// </summary>
internal sealed class SpanLoopReader
{
    private const int MostAdditions = 8;

    private readonly For _loop;
    private readonly Memories _memories;
    private readonly HashSet<Value> _inside;
    private readonly Dictionary<Value, LinearForm> _indices = [];
    private readonly Dictionary<Value, EquatableArray<ElementProduct>> _products = [];
    private readonly Dictionary<Value, (int Carried, EquatableArray<ElementProduct> Added)> _sums = [];
    private readonly List<Let> _fixed = [];
    private readonly List<Elements> _read = [];
    private readonly List<ElementAddition> _additions = [];
    private readonly List<ElementClearing> _cleared = [];
    private readonly LinearForm _low;
    private readonly LinearForm _extent;
    private readonly ElementMaps _maps;

    private SpanLoopReader(For loop, LinearForm low, LinearForm extent, Memories memories, Ids ids)
    {
        _low = low;
        _extent = extent;
        _maps = new(loop, low.Times(-1), ids, IsFixed, value => _products.TryGetValue(value, out var known) ? known : null);
        _loop = loop;
        _memories = memories;
        _inside = [.. FreeOf(loop)];
    }

    /// <param name="definition">What defines a value before the loop.</param>
    /// <returns>Null if the loop does anything else.</returns>
    public static SpanLoop? Read(For loop, Func<Value, Let?> definition, Memories memories, Ids ids)
    {
        if (loop.IsFused) return null;
        var isPlain = loop.Body.Statements.All(statement => statement is Let { Origin.Role: not Role.Primal, Operation: not (Call
            or Inert { Effect: not Effect.Pure } or Push or Pop or PushBlock or PopBlock or Allocate or Clone or Grow) });
        return isPlain && LoopRange.Of(loop, definition) is { } range
            ? new SpanLoopReader(loop, range.Low, range.Extent, memories, ids).Read()
            : null;
    }

    private static IEnumerable<Value> FreeOf(For loop) =>
        loop.Body.Parameters.Concat(loop.Body.Statements.SelectMany(statement => statement.Results()));

    private SpanLoop? Read()
    {
        _indices[_loop.Index] = new([new(_loop.Index, 1)], 0);
        for (var i = 0; i < _loop.Inits.Count; i++)
        {
            if (!IsNumber(_loop.Inits[i].Type)) return null;
            _sums[_loop.Body.Parameters[i + 1]] = (i, []);
        }

        if (!_loop.Body.Statements.All(statement => Visit((Let)statement))) return null;
        var sums = new List<EquatableArray<ElementProduct>>();
        for (var i = 0; i < _loop.Body.Yields.Count; i++)
        {
            if (_loop.Body.Yields[i] is not Value yield || !_sums.TryGetValue(yield, out var sum) || sum.Carried != i) return null;
            if (sum.Added.IsEmpty || sum.Added.Any(product => product.Elements.IsEmpty || product.IsWeighted)) return null;
            sums.Add(sum.Added);
        }

        if (_additions.Count + _cleared.Count + sums.Count is 0 or > MostAdditions || !_maps.AreWorthIt || !MayBeApart()) return null;
        return new(_low, _extent, _fixed.ToEquatableArray(), _maps.Found.ToEquatableArray(), sums.ToEquatableArray(),
            _additions.ToEquatableArray(), _cleared.ToEquatableArray());
    }

    private static bool IsNumber(IrType type) => type is ScalarType { Kind: ScalarKind.Double or ScalarKind.Float };

    private bool Visit(Let let)
    {
        switch (let.Operation)
        {
            case Accumulate { Path.IsEmpty: true, Buffer: Value buffer, Indices: [var index] } add when IsNumber(add.Operand.Type):
                if (ElementsOf(buffer, index) is not { } target || ProductsOf(add.Operand) is not { } added) return false;
                _additions.Add(new(target, added, let.Origin));
                return true;
            case Store { Path.IsEmpty: true, Buffer: Value buffer, Indices: [var index], Operand: Constant { Bits: 0 } zero }
                when IsNumber(zero.Type):
                if (ElementsOf(buffer, index) is not { } cleared) return false;
                _cleared.Add(new(cleared, let.Origin));
                return true;
            case Store or Accumulate:
                return false;
        }

        if (let.Operation.Operands.All(IsFixed)) return Keep(let);
        switch (let.Operation)
        {
            case Apply { Primitive.Name: "+" or "-" } when let.Result.Type == InertType.Int:
                var form = LinearForm.Of(let.Result, value => value == let.Result ? let.Operation : null);
                if (Resolve(form) is not { } index) return false;
                _indices[let.Result] = index;
                return true;
            case Load { Buffer: Value buffer, Indices: [var at] } when IsNumber(let.Result.Type):
                if (ElementsOf(buffer, at) is not { } elements
                    || _cleared.Any(cleared => _memories.MayOverlap(cleared.Target.Buffer, buffer)))
                    return false;
                _read.Add(elements);
                _products[let.Result] = [new(1, [], [elements])];
                return true;
            case Apply apply when IsNumber(let.Result.Type):
                return Visit(let, apply);
            default:
                return false;
        }
    }

    /// <summary>What is the same in every iteration is computed once; what it reads must not change.</summary>
    private bool Keep(Let let)
    {
        if (let.Operation is Inert) return false;
        _fixed.Add(let);
        _inside.Remove(let.Result);
        return true;
    }

    private bool IsFixed(Operand operand) => operand is not Value value || !_inside.Contains(value);

    private LinearForm? Resolve(LinearForm? form)
    {
        if (form is null) return null;
        LinearForm? sum = new([], form.Constant);
        foreach (var term in form.Terms)
        {
            if (!IsFixed(term.Value) && !_indices.ContainsKey(term.Value)) return null;
            sum = sum?.Plus(_indices.TryGetValue(term.Value, out var known) ? known : new([new(term.Value, 1)], 0), term.Factor);
        }

        return sum;
    }

    private Elements? ElementsOf(Value buffer, Operand index)
    {
        if (!IsFixed(buffer) || buffer.Type is not BufferType { Kind: BufferKind.Array or BufferKind.Span or BufferKind.ReadOnlySpan }
            || index is not Value place)
            return null;
        return _indices.TryGetValue(place, out var form) && form.FactorOf(_loop.Index) == 1
            ? new(buffer, form.Plus(new([new(_loop.Index, 1)], 0), -1)!)
            : null;
    }

    private bool Visit(Let let, Apply apply)
    {
        if (apply is { Primitive.Name: "+" or "-", Arguments: [Value left, var right] } && _sums.TryGetValue(left, out var sum))
            return Add(let, sum, right, apply.Primitive == Primitive.Add ? 1 : -1);
        if (apply is { Primitive.Name: "+", Arguments: [var addend, Value total] } && _sums.TryGetValue(total, out sum))
            return Add(let, sum, addend, 1);
        var isDerived = let.IsDerived();
        var products = apply switch
        {
            { Primitive.Name: "neg", Arguments: [var x] } => Scaled(ProductsOf(x), -1),
            { Primitive.Name: "+", Arguments: [var x, var y] } when x == y => Scaled(ProductsOf(x), 2),
            { Primitive.Name: "+", Arguments: [var x, var y] } when isDerived => Join(ProductsOf(x), ProductsOf(y)),
            { Primitive.Name: "-", Arguments: [var x, var y] } when isDerived => Join(ProductsOf(x), Scaled(ProductsOf(y), -1)),
            _ when apply.Primitive == Primitive.WeightTimes && apply.Arguments is [var x, var factor] && IsFixed(factor)
                && ProductsOf(x) is [{ Factors.IsEmpty: true, Elements.Count: 1 } element] =>
                    [element with { Factors = [factor], IsWeighted = true }],
            { Primitive.Name: "*", Arguments: [var x, var y] } when ProductsOf(x) is { } xs && ProductsOf(y) is { } ys =>
                Times(xs, ys) ?? (Factor(xs, x) is { } first && Factor(ys, y) is { } second ? [first.Times(second)!] : null),
            _ => _maps.Of(let.Result) is { } computed ? [new(1, [], [computed])] : null,
        };
        if (products is not { } found || found.Any(product => !ConstantArithmetic.IsFinite(product.Coefficient))) return false;
        _products[let.Result] = found;
        return true;
    }

    /// <summary>
    /// A product with a sum is a sum of products, <c>y[i] * (w[i] - t) = y[i] * w[i] - t * y[i]</c>, unless that costs digits:
    /// <c>1 - y[i]</c> is exact where <c>y[i]</c> is almost 1.
    /// </summary>
    private static EquatableArray<ElementProduct>? Times(EquatableArray<ElementProduct> left, EquatableArray<ElementProduct> right)
    {
        if (left.Count > 1 && right.Count > 1) return null;
        var (single, sum) = left.Count == 1 ? (left[0], right) : (right[0], left);
        if (sum.Count > 1 && (sum.Count > 2 || !sum.Any(product => product.Elements.IsEmpty && !product.Factors.IsEmpty))) return null;
        var products = sum.Select(single.Times).ToList();
        return products.Contains(null) ? null : products.Select(product => product!).ToEquatableArray();
    }

    /// <summary>What holds at most one element, so that the product of two of them is one.</summary>
    private ElementProduct? Factor(EquatableArray<ElementProduct> products, Operand operand) =>
        products is [{ IsWeighted: false, Elements.Count: <= 1 } single] ? single
        : _maps.Of(operand) is { } computed ? new(1, [], [computed]) : null;

    private bool Add(Let let, (int Carried, EquatableArray<ElementProduct> Added) sum, Operand addend, int sign)
    {
        if (ProductsOf(addend) is not { } products) return false;
        _sums[let.Result] = (sum.Carried, [.. sum.Added, .. products.Select(product => product.Times(sign))]);
        return true;
    }

    private EquatableArray<ElementProduct>? ProductsOf(Operand operand) => operand switch
    {
        Constant constant => [new(constant.AsDouble, [], [])],
        Value value when _products.TryGetValue(value, out var known) => known,
        Value value when IsFixed(value) => [new(1, [value], [])],
        _ => null,
    };

    private static EquatableArray<ElementProduct>? Scaled(EquatableArray<ElementProduct>? products, double factor) =>
        products is { } known ? known.Select(product => product.Times(factor)).ToEquatableArray() : null;

    private static EquatableArray<ElementProduct>? Join(EquatableArray<ElementProduct>? left, EquatableArray<ElementProduct>? right) =>
        left is { } first && right is { } second && first.Count + second.Count <= MostAdditions ? [.. first, .. second] : null;

    /// <summary>Whether each addition may run over all elements before the next one begins, and all clearing come last.</summary>
    private bool MayBeApart()
    {
        var written = _additions.Select(addition => addition.Target).Concat(_cleared.Select(cleared => cleared.Target)).ToList();
        var loads = _fixed.Where(let => let.Operation is Load).Select(let => let.Operation.Operands[0]).ToList();
        if (loads.Any(load => written.Any(target => _memories.MayOverlap(target.Buffer, load)))) return false;
        if (_read.Any(read => _additions.Any(addition => _memories.MayOverlap(addition.Target.Buffer, read.Buffer)))) return false;
        if (_read.Any(read => _cleared.Any(cleared => cleared.Target != read && _memories.MayOverlap(cleared.Target.Buffer, read.Buffer))))
            return false;
        return !_additions.Any(addition => _cleared.Any(cleared => _memories.MayOverlap(addition.Target.Buffer, cleared.Target.Buffer)));
    }
}
