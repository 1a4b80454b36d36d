using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// The derivative of a function as a function with derivatives of its own. They follow from second derivatives of the function: with the
/// gradient's weight as the direction, one sweep of forward over reverse mode gives the adjoints of everything.
/// <code>
/// g = ∇ₓP(x, k)      reverse, weight w:       xBar += ∂²P/∂x² · w, kBar += ∂²P/∂k∂x · w      the tangent of P's adjoints along w
///                    forward, tangents v, u:  gDot = ∂²P/∂x² · v + ∂²P/∂x∂k · u              the tangent of P's adjoint of x along (v, u)
/// t = ∇ₓP(x, k) · v  reverse, weight w:       xBar += w · ∂²P/∂x² · v, vBar += w · ∂P/∂x     the tangent of P's adjoints along v, for weight w
///                    forward, tangents u, v': tDot = v · ∂²P/∂x² · u + ∂P/∂x · v'            the tangent of P's tangent along u
/// h = ∂²P/∂x² · v    reverse, weight w:       vBar += ∂²P/∂x² · w                             the same product: P's Hessian is symmetric
///                    forward, tangent v':     hDot = ∂²P/∂x² · v'
/// </code>
/// </summary>
internal sealed class NestedFunction
{
    private readonly Callee _nested;
    private readonly DerivativeOf _derivative;
    private readonly Ids _ids = new();
    private readonly List<Value> _entries;

    private NestedFunction(Callee nested)
    {
        _nested = nested;
        _derivative = nested.Derivative ?? throw new InvalidOperationException($"{nested.Display} is no derivative.");
        _entries = [.. nested.Parameters.Select(parameter => new Value(_ids.Take(), parameter.Type, parameter.Name))];
    }

    /// <param name="around">The declaration of the method that uses the derivative.</param>
    /// <param name="isDifferentiated">Whether derivatives of that method use those of the derivative.</param>
    public static DerivedMethod Run(Callee nested, Declaration around, bool isDifferentiated)
    {
        var parts = new NestedFunction(nested);
        var declaration = around with
        {
            Key = nested.Key, Name = nested.Name, Family = nested.Family, Accessibility = "private", Modifiers = "static", IsStatic = true,
            TypeParameters = "", Constraints = "", Order = 1, Existing = [], IsHidden = false, Dispatch = Dispatch.None, Interface = "",
        };
        var method = new Method(
            declaration,
            nested.Parameters.Select((parameter, i) => new Parameter(parameter.Name, parameter.Type, PassMode.Value,
                parameter.IsIndependent, "", IsParams: false, IsScoped: false, IsWritten: false)
            {
                Field = nested.Derivative!.Fields.ElementAtOrDefault(i),
            }).ToEquatableArray(),
            nested.Results.Select(result => new MethodResult(result.Type, -1)).ToEquatableArray(),
            new Block(parts._entries.ToEquatableArray(), [], [])) { ReturnedTuple = nested.ReturnedTuple };
        return new(method, isDifferentiated
            ? [parts.Primal(), parts.Vjp(), parts.Jvp()]
            : [parts.Primal()]);
    }

    /// <summary>A product with the Hessian, which is linear in its direction and constant in all else.</summary>
    private bool IsSecond => _derivative.IsSecond;

    /// <summary>A directional derivative; else the gradient for some weight.</summary>
    private bool IsTangent => _derivative.Kind == EntryPointKind.Jvp;

    /// <summary>Whether the value of the function is delivered before its derivative.</summary>
    private bool HasValue => _derivative.Kind is not (EntryPointKind.Of or EntryPointKind.Hvp);

    private int FunctionParameters => _derivative.Function.Parameters.Count;

    private IEnumerable<IrType> ValueTypes => _derivative.Function.Results.Select(result => result.Type);

    private IReadOnlyList<IrType> DerivativeTypes =>
        [.. IsTangent ? ValueTypes : _derivative.Parts(_derivative.Function.Parameters).Select(parameter => parameter.Type)];

    private IrType ResultType => _nested.Results[0].Type;

    /// <summary>The weights that the function's results have.</summary>
    private IReadOnlyList<Operand> Weights => _derivative.Kind == EntryPointKind.Vjp
        ? [.. _entries.Skip(FunctionParameters)]
        : [Constant.Number(_derivative.Function.Results[0].Type, 1)];

    private Derivative Primal() => IsSecond ? ProductPrimal() : IsTangent ? TangentPrimal() : GradientPrimal();

    private Derivative Vjp() => IsSecond ? ProductVjp() : IsTangent ? TangentVjp() : GradientVjp();

    private Derivative Jvp() => IsSecond ? ProductJvp() : IsTangent ? TangentJvp() : GradientJvp();

    private Derivative GradientPrimal()
    {
        var builder = new BlockBuilder(_ids);
        var sweeps = Sweeps(builder);
        var swept = sweeps.Run(Weights, Differentiated(sweeps));
        return Finish(DerivativeKind.Primal, builder, [], Result(builder, swept));
    }

    private Derivative GradientJvp()
    {
        var builder = new BlockBuilder(_ids);
        var (sweeps, tangents) = (Sweeps(builder), NewTangents(builder));
        var (primal, tangent) = sweeps.Run(Weights, [.. tangents.Skip(FunctionParameters).OfType<Operand>()], i => tangents[i],
            Differentiated(sweeps), Differentiated(sweeps));
        return Finish(DerivativeKind.Jvp, builder, tangents.OfType<Value>(), [.. Result(builder, primal), .. Result(builder, tangent)]);
    }

    private Derivative GradientVjp()
    {
        var builder = new BlockBuilder(_ids);
        var (weights, accumulators) = (NewWeights(builder), NewAccumulators(builder));
        var sweeps = Sweeps(builder);
        var (ofValues, ofGradient) = TakeApart(builder, weights);
        var (_, tangent) = sweeps.Run(Weights, ofValues, i => _derivative.PartOf(i) is { } part ? ofGradient[part] : null, sweeps.Sink,
            i => accumulators[i]!);
        Add(builder, accumulators, tangent.Adjoints);
        if (_derivative.Kind == EntryPointKind.Vjp) Add(builder, accumulators.Skip(FunctionParameters), tangent.Results, isInPlace: false);
        return Finish(DerivativeKind.Vjp, builder, [.. weights, .. accumulators.OfType<Value>()], []);
    }

    private Derivative ProductPrimal()
    {
        var builder = new BlockBuilder(_ids);
        var sweeps = Sweeps(builder);
        var (_, tangent) = sweeps.Run(Weights, [], Direction, sweeps.Sink, Differentiated(sweeps));
        return Finish(DerivativeKind.Primal, builder, [], Result(builder, tangent));
    }

    private Derivative ProductJvp()
    {
        var builder = new BlockBuilder(_ids);
        var (sweeps, tangents) = (Sweeps(builder), NewTangents(builder));
        var (product, tangent) = sweeps.Run(Weights, Direction,
            i => _derivative.PartOf(i) is { } part ? tangents[FunctionParameters + part] : null, Differentiated(sweeps));
        return Finish(DerivativeKind.Jvp, builder, tangents.OfType<Value>(), [.. Result(builder, product), .. Result(builder, tangent)]);
    }

    private Derivative ProductVjp()
    {
        var builder = new BlockBuilder(_ids);
        var (weights, accumulators) = (NewWeights(builder), NewAccumulators(builder));
        var sweeps = Sweeps(builder);
        var (_, ofProduct) = TakeApart(builder, weights);
        var (_, tangent) = sweeps.Run(Weights, [], i => _derivative.PartOf(i) is { } part ? ofProduct[part] : null, sweeps.Sink,
            i => _derivative.PartOf(i) is { } part ? accumulators[FunctionParameters + part]! : sweeps.Sink(i));
        Add(builder, accumulators.Skip(FunctionParameters), _derivative.Parts(tangent.Adjoints));
        return Finish(DerivativeKind.Vjp, builder, [.. weights, .. accumulators.OfType<Value>()], []);
    }

    private Derivative TangentPrimal()
    {
        var builder = new BlockBuilder(_ids);
        var (values, tangents) = Sweeps(builder).RunForward(Direction);
        return Finish(DerivativeKind.Primal, builder, [], Result(builder, values, tangents)) with { UsesTape = false };
    }

    private Derivative TangentJvp()
    {
        var builder = new BlockBuilder(_ids);
        var tangents = NewTangents(builder);
        var swept = Sweeps(builder).RunForward(Direction, i => tangents[i],
            i => _derivative.PartOf(i) is { } part ? tangents[FunctionParameters + part] : null);
        return Finish(DerivativeKind.Jvp, builder, tangents.OfType<Value>(),
            [.. Result(builder, swept.Values, swept.Tangents),
                .. Result(builder, swept.ValueDots, swept.TangentDots)]) with { UsesTape = false };
    }

    private Derivative TangentVjp()
    {
        var builder = new BlockBuilder(_ids);
        var (weights, accumulators) = (NewWeights(builder), NewAccumulators(builder));
        var sweeps = Sweeps(builder);
        var (ofValues, ofTangents) = TakeApart(builder, weights);
        var (primal, tangent) = sweeps.Run(ofTangents, ofValues, Direction,
            i => _derivative.PartOf(i) is { } part ? accumulators[FunctionParameters + part]! : sweeps.Sink(i), i => accumulators[i]!);
        Add(builder, accumulators, tangent.Adjoints);
        Add(builder, accumulators.Skip(FunctionParameters), _derivative.Parts(primal.Adjoints));
        return Finish(DerivativeKind.Vjp, builder, [.. weights, .. accumulators.OfType<Value>()], []);
    }

    private NestedSweeps Sweeps(BlockBuilder builder) => new(_derivative.Function, _entries.Take(FunctionParameters).ToList(), builder);

    private Operand? Direction(int parameter) =>
        _derivative.PartOf(parameter) is { } part ? _entries[FunctionParameters + part] : null;

    /// <summary>Memory for the adjoints that are part of the result; those of the constants are not wanted.</summary>
    private Func<int, Operand> Differentiated(NestedSweeps sweeps) => i => _derivative.PartOf(i) is null ? sweeps.Sink(i) : sweeps.New(i);

    private EquatableArray<Operand> Result(BlockBuilder builder, Swept swept) =>
        Result(builder, swept.Results, [.. _derivative.Parts(swept.Adjoints).Select(part => part!)]);

    /// <summary>The derivative, after the value if that is returned too: in one piece, or one by one where a tuple holds arrays.</summary>
    private EquatableArray<Operand> Result(BlockBuilder builder, IReadOnlyList<Operand> values, IReadOnlyList<Operand> parts)
    {
        if (_nested.ReturnedTuple is not null)
            return [.. (HasValue ? values.Select(value => Own(builder, value)).Concat(parts) : parts)
                .SelectMany(part => Leaves(builder, part))];
        var type = HasValue ? ((AggregateType)ResultType).Fields[1].Type : ResultType;
        var derivative = parts.Count == 1 ? parts[0] : builder.Let(new MakeAggregate(parts.ToEquatableArray()), type);
        return [HasValue ? builder.Let(new MakeAggregate([values[0], derivative]), ResultType) : derivative];
    }

    /// <summary>What a forward half returns, the tape lends: a result that outlives the tape is a copy.</summary>
    private Operand Own(BlockBuilder builder, Operand value) =>
        value.Type.IsBuffer() && !IsTangent ? builder.Let(new Clone(value), value.Type) : value;

    private static IEnumerable<Operand> Leaves(BlockBuilder builder, Operand value) =>
        Enumerable.Range(0, value.Type.LeafCount()).Select(leaf => builder.ReadLeaf(value, leaf)).ToList();

    /// <summary>The weights of the values, none if they are not returned, and of the parts of the derivative.</summary>
    private (IReadOnlyList<Operand> OfValues, IReadOnlyList<Operand> OfDerivative) TakeApart(BlockBuilder builder,
        IReadOnlyList<Value> weights)
    {
        var types = DerivativeTypes;
        if (_nested.ReturnedTuple is null)
        {
            var ofDerivative = HasValue ? Field(builder, weights[0], 1) : weights[0];
            return (
                HasValue ? [Field(builder, weights[0], 0)] : [],
                types.Count == 1 ? [ofDerivative] : [.. Enumerable.Range(0, types.Count).Select(i => Field(builder, ofDerivative, i))]);
        }

        var next = 0;
        IReadOnlyList<Operand> ofValues = HasValue ? [.. ValueTypes.Select(Part)] : [];
        return (ofValues, [.. types.Select(Part)]);

        Operand Part(IrType type)
        {
            var first = next;
            next += type.LeafCount();
            return type.IsBuffer() ? weights[first] : builder.FromLeaves(type, leaf => weights[first + leaf]);
        }
    }

    /// <summary>One per parameter; null for a constant.</summary>
    private List<Value?> NewTangents(BlockBuilder builder) =>
        [.. _nested.Parameters.Select(parameter => parameter.IsIndependent
            ? builder.NewValue(Tangents.TypeOf(parameter.Type, isWritten: false), parameter.Name + "Tangent")
            : null)];

    /// <summary>The weights of the results.</summary>
    private List<Value> NewWeights(BlockBuilder builder) =>
        [.. _nested.Results.Select(result => builder.NewValue(result.Type is BufferType { Rank: 1, Element: ScalarType element }
            ? Spans.ReadOnlyOf(element)
            : result.Type, "weight"))];

    /// <summary>One per parameter; null for a constant.</summary>
    private List<Value?> NewAccumulators(BlockBuilder builder)
    {
        return [.. _nested.Parameters.Select(Accumulator)];

        Value? Accumulator(CalleeParameter parameter) => !parameter.IsIndependent ? null
            : builder.NewValue(parameter.Type.IsBuffer() ? Spans.Adjoint(parameter.Type) : Spans.Ref(parameter.Type.Tangent()),
                parameter.Name + "Gradient");
    }

    /// <summary>Adds to accumulators.</summary>
    /// <param name="isInPlace">What belongs to a buffer has been added by the sweep.</param>
    private static void Add(BlockBuilder builder, IEnumerable<Value?> accumulators, IEnumerable<Operand?> terms, bool isInPlace = true)
    {
        foreach (var (accumulator, term) in accumulators.Zip(terms, (accumulator, term) => (accumulator, term)))
        {
            if (accumulator is null || term is null) continue;
            if (term.Type is BufferType)
            {
                if (!isInPlace) builder.Do(MemoryTemplates.Add(term, accumulator));
                continue;
            }

            var types = term.Type.Leaves().ToList();
            for (var leaf = 0; leaf < types.Count; leaf++)
                if (types[leaf] is ScalarType)
                    builder.Do(new Accumulate(accumulator, [], term.Type.Path(leaf), builder.ReadLeaf(term, leaf)));
        }
    }

    private static Operand Field(BlockBuilder builder, Operand aggregate, int index) =>
        builder.Let(new GetField(aggregate, index), ((AggregateType)aggregate.Type).Fields[index].Type);

    private Derivative Finish(DerivativeKind kind, BlockBuilder builder, IEnumerable<Value> appended, EquatableArray<Operand> yields) =>
        new(kind, builder.Build([.. _entries, .. appended], yields), UsesTape: true, []);
}
