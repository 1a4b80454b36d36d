using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// The derivative of a function as a function with derivatives of its own. They follow from second derivatives of the function: with the gradient's
/// weight as the direction, one sweep of forward over reverse mode gives the adjoints of everything.
/// <code>
/// g = ∇ₓP(x, k)      reverse, weight w:       xBar += ∂²P/∂x² · w, kBar += ∂²P/∂k∂x · w      the tangent of P's adjoints along w
///                    forward, tangents v, u:  gDot = ∂²P/∂x² · v + ∂²P/∂x∂k · u              the tangent of P's adjoint of x along (v, u)
/// t = ∇ₓP(x, k) · v  reverse, weight w:       xBar += w · ∂²P/∂x² · v, vBar += w · ∂P/∂x     the tangent of P's adjoints along v, for weight w
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
    public static DerivedMethod Run(Callee nested, Declaration around)
    {
        var parts = new NestedFunction(nested);
        var declaration = around with
        {
            Key = nested.Key, Name = nested.Name, Family = nested.Family, Accessibility = "private", Modifiers = "static", IsStatic = true,
            TypeParameters = "", Constraints = "", Order = 1, Existing = [], IsHidden = false, Dispatch = Dispatch.None,
        };
        var method = new Method(
            declaration,
            nested.Parameters.Select(parameter => new Parameter(parameter.Name, parameter.Type, PassMode.Value, parameter.IsIndependent, "", IsParams: false, IsScoped: false, IsWritten: false)).ToEquatableArray(),
            nested.Results.Select(result => new MethodResult(result.Type, -1)).ToEquatableArray(),
            new Block(parts._entries.ToEquatableArray(), [], [])) { ReturnedTuple = nested.ReturnedTuple };
        return new(method, parts.IsTangent ? [parts.TangentPrimal(), parts.TangentVjp(), parts.TangentJvp()] : [parts.Primal(), parts.Vjp(), parts.Jvp()]);
    }

    /// <summary>A directional derivative; else the gradient for some weight.</summary>
    private bool IsTangent => _derivative.Kind == EntryPointKind.Jvp;

    private int FunctionParameters => _derivative.Function.Parameters.Count;

    private IrType ResultType => _nested.Results[0].Type;

    private Operand One => Constant.Number(_derivative.Function.Results[0].Type, 1);

    /// <summary>The weight that the function's result has.</summary>
    private Operand Weight => _derivative.Kind == EntryPointKind.Vjp ? _entries[FunctionParameters] : One;

    private Operand Along(int parameter) => _entries[FunctionParameters + parameter];

    private Derivative Primal()
    {
        var builder = new BlockBuilder(_ids);
        var sweeps = Sweeps(builder);
        var swept = sweeps.Run(Weight, Differentiated(sweeps));
        return Finish(DerivativeKind.Primal, builder, [], Result(builder, swept));
    }

    private Derivative Jvp()
    {
        var builder = new BlockBuilder(_ids);
        var (sweeps, tangents) = (Sweeps(builder), NewTangents(builder));
        var weightTangent = _derivative.Kind == EntryPointKind.Vjp ? tangents[FunctionParameters] : null;
        var (primal, tangent) = sweeps.Run(Weight, weightTangent, i => tangents[i], Differentiated(sweeps), Differentiated(sweeps));
        return Finish(DerivativeKind.Jvp, builder, tangents.OfType<Value>(), [.. Result(builder, primal), .. Result(builder, tangent)]);
    }

    private Derivative Vjp()
    {
        var builder = new BlockBuilder(_ids);
        var (weights, accumulators) = (NewWeights(builder), NewAccumulators(builder));
        var sweeps = Sweeps(builder);
        var (ofValue, ofGradient) = TakeApart(builder, weights);
        var (_, tangent) = sweeps.Run(Weight, ofValue, i => i < _derivative.Differentiated ? ofGradient[i] : null, sweeps.Sink, i => accumulators[i]!);
        for (var i = 0; i < FunctionParameters; i++) Add(builder, accumulators[i], tangent.Adjoints[i]);
        if (_derivative.Kind == EntryPointKind.Vjp) Add(builder, accumulators[FunctionParameters], tangent.Value);
        return Finish(DerivativeKind.Vjp, builder, [.. weights, .. accumulators.OfType<Value>()], []);
    }

    private Derivative TangentPrimal()
    {
        var builder = new BlockBuilder(_ids);
        var swept = Sweeps(builder).RunForward(Direction);
        return Finish(DerivativeKind.Primal, builder, [], [builder.Let(new MakeAggregate([swept.Value, swept.Adjoints[0]!]), ResultType)]) with { UsesTape = false };
    }

    private Derivative TangentJvp()
    {
        var builder = new BlockBuilder(_ids);
        var (sweeps, tangents) = (Sweeps(builder), NewTangents(builder));
        var (primal, tangent) = sweeps.Run(One, null, Direction, sweeps.New, sweeps.New);
        var valueDot = Sum(builder, Enumerable.Range(0, FunctionParameters).Select(i => (primal.Adjoints[i], tangents[i])));
        var tangentDot = Sum(builder, Enumerable.Range(0, FunctionParameters).Select(i => (tangent.Adjoints[i], tangents[i]))
            .Concat(Enumerable.Range(0, _derivative.Differentiated).Select(i => (primal.Adjoints[i], tangents[FunctionParameters + i]))));
        return Finish(DerivativeKind.Jvp, builder, tangents.OfType<Value>(),
        [
            builder.Let(new MakeAggregate([primal.Value, tangent.Value]), ResultType),
            builder.Let(new MakeAggregate([valueDot, tangentDot]), ResultType),
        ]);
    }

    private Derivative TangentVjp()
    {
        var builder = new BlockBuilder(_ids);
        var (weight, accumulators) = (NewWeights(builder)[0], NewAccumulators(builder));
        var sweeps = Sweeps(builder);
        var (primal, tangent) = sweeps.Run(
            Field(builder, weight, 1), Field(builder, weight, 0), Direction,
            i => i < _derivative.Differentiated ? accumulators[FunctionParameters + i]! : sweeps.Sink(i), i => accumulators[i]!);
        for (var i = 0; i < FunctionParameters; i++) Add(builder, accumulators[i], tangent.Adjoints[i]);
        for (var i = 0; i < _derivative.Differentiated; i++) Add(builder, accumulators[FunctionParameters + i], primal.Adjoints[i]);
        return Finish(DerivativeKind.Vjp, builder, [weight, .. accumulators.OfType<Value>()], []);
    }

    private NestedSweeps Sweeps(BlockBuilder builder) => new(_derivative.Function, _entries.Take(FunctionParameters).ToList(), builder);

    private Operand? Direction(int parameter) => parameter < _derivative.Differentiated ? Along(parameter) : null;

    /// <summary>Memory for the adjoints that are part of the result; those of the constants are not wanted.</summary>
    private Func<int, Operand> Differentiated(NestedSweeps sweeps) => i => i < _derivative.Differentiated ? sweeps.New(i) : sweeps.Sink(i);

    private bool HasValue => _derivative.Kind != EntryPointKind.Of;

    /// <summary>The gradient, after the value if that is returned too: in one piece, or one by one where a tuple holds arrays.</summary>
    private EquatableArray<Operand> Result(BlockBuilder builder, Swept swept)
    {
        var parts = swept.Adjoints.Take(_derivative.Differentiated).Select(part => part!).ToEquatableArray();
        if (_nested.ReturnedTuple is not null) return [.. HasValue ? [swept.Value] : Array.Empty<Operand>(), .. parts.SelectMany(part => Leaves(builder, part))];
        var type = HasValue ? ((AggregateType)ResultType).Fields[1].Type : ResultType;
        var gradient = parts.Count == 1 ? parts[0] : builder.Let(new MakeAggregate(parts), type);
        return [HasValue ? builder.Let(new MakeAggregate([swept.Value, gradient]), ResultType) : gradient];
    }

    private static IEnumerable<Operand> Leaves(BlockBuilder builder, Operand value) =>
        Enumerable.Range(0, value.Type.LeafCount()).Select(leaf => builder.ReadLeaf(value, leaf)).ToList();

    /// <summary>The weights of the value and of the parts of the gradient.</summary>
    private (Operand? OfValue, IReadOnlyList<Operand> OfGradient) TakeApart(BlockBuilder builder, IReadOnlyList<Value> weights)
    {
        if (_nested.ReturnedTuple is not null)
        {
            var next = HasValue ? 1 : 0;
            return (HasValue ? weights[0] : null, [.. _derivative.Function.Parameters.Take(_derivative.Differentiated).Select(Part)]);

            Operand Part(CalleeParameter parameter)
            {
                var first = next;
                next += parameter.Type.IsBuffer() ? 1 : parameter.Type.LeafCount();
                return parameter.Type.IsBuffer() ? weights[first] : builder.FromLeaves(parameter.Type, leaf => weights[first + leaf]);
            }
        }

        var ofGradient = HasValue ? Field(builder, weights[0], 1) : weights[0];
        return (
            HasValue ? Field(builder, weights[0], 0) : null,
            _derivative.Differentiated == 1 ? [ofGradient] : [.. Enumerable.Range(0, _derivative.Differentiated).Select(i => Field(builder, ofGradient, i))]);
    }

    /// <summary>One per parameter; null for a constant.</summary>
    private List<Value?> NewTangents(BlockBuilder builder) =>
        [.. _nested.Parameters.Select(parameter => parameter.IsIndependent ? builder.NewValue(Tangents.TypeOf(parameter.Type, isWritten: false), parameter.Name + "Tangent") : null)];

    /// <summary>The weights of the results.</summary>
    private List<Value> NewWeights(BlockBuilder builder) =>
        [.. _nested.Results.Select(result => builder.NewValue(result.Type is BufferType { Rank: 1, Element: ScalarType element } ? Spans.ReadOnlyOf(element) : result.Type, "weight"))];

    /// <summary>One per parameter; null for a constant.</summary>
    private List<Value?> NewAccumulators(BlockBuilder builder)
    {
        return [.. _nested.Parameters.Select(Accumulator)];

        Value? Accumulator(CalleeParameter parameter) => !parameter.IsIndependent ? null
            : builder.NewValue(parameter.Type.IsBuffer() ? Spans.Adjoint(parameter.Type) : Spans.Ref(parameter.Type), parameter.Name + "Gradient");
    }

    /// <summary>Adds to the accumulator of a value; what belongs to a buffer has been added by the sweep.</summary>
    private static void Add(BlockBuilder builder, Value? accumulator, Operand? adjoint)
    {
        if (accumulator is null || adjoint is null || adjoint.Type.IsBuffer()) return;
        var types = adjoint.Type.Leaves().ToList();
        for (var leaf = 0; leaf < types.Count; leaf++)
            if (types[leaf] is ScalarType) builder.Do(new Accumulate(accumulator, [], adjoint.Type.Path(leaf), builder.ReadLeaf(adjoint, leaf)));
    }

    private static Operand Field(BlockBuilder builder, Operand aggregate, int index) =>
        builder.Let(new GetField(aggregate, index), ((AggregateType)aggregate.Type).Fields[index].Type);

    /// <summary>The sum of partials times tangents, as a number of the function's result.</summary>
    private Operand Sum(BlockBuilder builder, IEnumerable<(Operand? Partial, Value? Tangent)> terms)
    {
        var type = _derivative.Function.Results[0].Type;
        Operand? sum = null;
        foreach (var (partial, tangent) in terms)
        {
            if (partial is null || tangent is null) continue;
            var product = partial.Type is BufferType { Element: var element }
                ? builder.Let(new Inert($"global::Diff.Buffers.Dot<{element.Name}>({{0}}, {{1}})", [partial, tangent], Effect.Read), element)
                : builder.Times(tangent, partial);
            var term = product.Type == type ? product : builder.Let(new Conversion(product, IsImplicit: false), type);
            sum = sum is null ? term : builder.Plus(sum, term);
        }

        return sum ?? Constant.Default(type);
    }

    private Derivative Finish(DerivativeKind kind, BlockBuilder builder, IEnumerable<Value> appended, EquatableArray<Operand> yields) =>
        new(kind, builder.Build([.. _entries, .. appended], yields), UsesTape: true, []);
}
