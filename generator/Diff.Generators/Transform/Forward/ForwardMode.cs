using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Rules;

namespace Diff.Generators.Transform;

/// <summary>
/// Forward mode: beside every active value stands its tangent, computed right after it. A value without tangent has tangent zero.
/// <code>
/// y = x * x;   →   y = x * x; yDot = xDot * x + x * xDot;
/// </code>
/// </summary>
internal sealed class ForwardMode
{
    private readonly Tangents _tangents;
    private readonly Ids _ids;

    private ForwardMode(Activity activity, Ids ids)
    {
        _tangents = new Tangents(activity);
        _ids = ids;
    }

    public static Derivative Run(Method method, Activity activity, Ids ids)
    {
        var mode = new ForwardMode(activity, ids);
        var builder = new BlockBuilder(ids);
        var seeds = method.BoundParameters().Where(pair => pair.Parameter.IsIndependent)
            .Select(pair => new Seed(pair.Value,
                builder.NewValue(Tangents.TypeOf(pair.Value.Type, pair.Parameter.IsWritten), pair.Value.Name + "Tangent"))).ToList();
        var results = method.Body.Yields.Where((_, i) => method.Results[i].IsDifferentiable).ToList();
        var (statements, tangents) = mode.Lower(method.Body, seeds, results, builder);
        var body = new Block([.. method.Body.Parameters, .. seeds.Select(seed => seed.Tangent)], statements,
            [.. method.Body.Yields, .. tangents]);
        return new Derivative(DerivativeKind.Jvp, body, UsesTape: false, []);
    }

    /// <summary>
    /// The statements of a body, a derivative perhaps, with those of the tangents beside them; and the tangents of some operands at its
    /// end.
    /// </summary>
    /// <param name="seeds">The values whose tangents are given.</param>
    /// <param name="results">The operands whose tangents are wanted.</param>
    public static (EquatableArray<Statement> Statements, EquatableArray<Operand> Tangents) Run(
        Block body, Activity activity, IReadOnlyList<Seed> seeds, IReadOnlyList<Operand> results, Ids ids) =>
        new ForwardMode(activity, ids).Lower(body, seeds, results, new BlockBuilder(ids));

    private (EquatableArray<Statement> Statements, EquatableArray<Operand> Tangents) Lower(Block body, IReadOnlyList<Seed> seeds,
        IReadOnlyList<Operand> results, BlockBuilder builder)
    {
        foreach (var seed in seeds) _tangents.SetWhole(builder, seed.Value, seed.Tangent);
        foreach (var statement in body.Statements) Lower(statement, builder);
        var tangents = results.Select(result => result.Type.IsBuffer()
            ? _tangents.Buffer(result) ?? Unwanted.Cleared(builder, result)
            : _tangents.Whole(builder, result)).ToEquatableArray();
        return (builder.Build([], []).Statements, tangents);
    }

    private void Lower(Statement statement, BlockBuilder builder)
    {
        builder.Origin = statement.Origin;
        switch (statement)
        {
            case Let let:
                Lower(let, builder);
                break;
            case If branch:
                Lower(branch, builder);
                break;
            case For loop:
                Lower(loop, builder);
                break;
            case Loop loop:
                Lower(loop, builder);
                break;
            case Try { IsWhole: true } guarded:
                var (body, results) = Inside(guarded.Body, guarded.Results);
                builder.Add(guarded with { Body = body, Results = results });
                break;
            default:
                builder.Add(statement);
                break;
        }
    }

    private void Lower(Let let, BlockBuilder builder)
    {
        if (let.Operation is Call call && CallTangents.IsActive(let, call, _tangents))
        {
            CallTangents.Append(let, call, _tangents, builder);
            return;
        }

        if (DerivedTangents.TryAppend(let, _tangents, builder)) return;
        builder.Add(let);
        builder.Origin = let.Origin with { Role = Role.Tangent };
        if (let.Operation is Call) CallTangents.AppendZeros(let, _tangents, builder);
        if (let.Operation is Store store && store.Operand.Type.IsDifferentiable() && _tangents.Buffer(store.Buffer) is { } target)
            builder.Do(store with { Buffer = target, Operand = _tangents.Whole(builder, store.Operand) });
        if (let.Operation is Grow grow && _tangents.Buffer(grow.Buffer) is { } beside) builder.Do(grow with { Buffer = beside });
        if (let.Results.Count != 1 || !_tangents.IsActive(let.Result)) return;
        switch (let.Operation)
        {
            case Apply apply:
                for (var leaf = 0; leaf < let.Result.Type.LeafCount(); leaf++)
                    _tangents.Set(let.Result, leaf,
                        CallTangents.Sum(builder,
                            apply.Arguments.Select((operand, i) => Term(builder, apply, let.Result, i, operand, leaf)), let.Result));
                break;
            case Conversion conversion when _tangents.Get(conversion.Operand) is { } tangent:
                _tangents.Set(let.Result, 0,
                    builder.Named(ConversionRule.Contribution(builder, tangent, let.Result.Type), Tangents.Name(let.Result),
                        let.Result.IsPassing));
                break;
            case GetField field:
                var first = ((AggregateType)field.Aggregate.Type).FirstLeaf(field.Index);
                _tangents.SetLeaves(let.Result, leaf => _tangents.Get(field.Aggregate, first + leaf));
                break;
            case MakeAggregate make:
                var leaves = make.Fields.SelectMany(part => Enumerable.Range(0, part.Type.LeafCount())
                    .Select(leaf => _tangents.Get(part, leaf))).ToList();
                _tangents.SetLeaves(let.Result, leaf => leaves[leaf]);
                break;
            case Allocate:
                _tangents.SetBuffer(let.Result, builder.Let(let.Operation, let.Result.Type.Tangent(), Tangents.Name(let.Result)));
                break;
            case View or Load when let.Result.Type.IsBuffer():
                if (_tangents.Buffer(let.Operation.Operands[0]) is { } whole)
                    _tangents.SetBuffer(let.Result, ReplaceBuffer(builder, let, whole));
                break;
            case Choice choice:
                _tangents.SetBuffer(let.Result, Chosen(builder, choice, let.Result));
                break;
            case Load load when _tangents.Buffer(load.Buffer) is { } memory:
                var read = builder.Let(load with { Buffer = memory }, let.Result.Type.Tangent(),
                    let.Result.Type is AggregateType ? "" : Tangents.Name(let.Result));
                _tangents.SetLeaves(let.Result, leaf => builder.ReadLeaf(read, leaf));
                break;
        }
    }

    private static Operand ReplaceBuffer(BlockBuilder builder, Let let, Operand buffer)
    {
        var operation = let.Operation.With([buffer, .. let.Operation.Operands.Skip(1)]);
        var isReadOnly = buffer.Type is BufferType { Kind: BufferKind.ReadOnlySpan };
        return builder.Let(operation, let.Operation is View ? Tangents.TypeOf(let.Result.Type, !isReadOnly) : let.Result.Type.Tangent(),
            let.Result.Name.Length == 0 ? "" : Tangents.Name(let.Result));
    }

    /// <summary>The same choice of the tangents, an array if all of them are, and one that can be written if all of them can.</summary>
    private Operand Chosen(BlockBuilder builder, Choice choice, Value result)
    {
        var tangents = choice.Buffers.Select(buffer => buffer is Constant
            ? null
            : _tangents.Buffer(buffer) ?? Unwanted.Zeros(builder, buffer)).ToList();
        var array = result.Type.Tangent();
        var type = tangents.TrueForAll(tangent => tangent is null || tangent.Type == array) ? array
            : Tangents.TypeOf(result.Type,
                tangents.TrueForAll(tangent => tangent?.Type is not BufferType { Kind: BufferKind.ReadOnlySpan }));
        var buffers = tangents
            .Select(tangent => tangent is null ? Constant.Default(type)
                : tangent.Type == type ? tangent
                : builder.Let(new View(tangent, Constant.Int(0), null), type))
            .ToEquatableArray();
        return builder.Let(choice with { Buffers = buffers }, type, Tangents.Name(result));
    }

    private Operand? Term(BlockBuilder builder, Apply apply, Value result, int operand, Operand argument, int output)
    {
        if (argument.Type is not ScalarType || _tangents.Get(argument) is not { } tangent) return null;
        return RuleTable.Contribution(builder, apply, result, operand, tangent, primal => primal, output);
    }

    private void Lower(If branch, BlockBuilder builder)
    {
        var (then, _) = Inside(branch.Then, branch.Results);
        var (otherwise, results) = Inside(branch.Else, branch.Results);
        builder.Add(branch with { Then = then, Else = otherwise, Results = results });
    }

    /// <summary>A block that also yields the tangents of its active yields, leaf by leaf, and results to receive them.</summary>
    private (Block Block, EquatableArray<Value> Results) Inside(Block block, EquatableArray<Value> results)
    {
        var builder = new BlockBuilder(_ids);
        foreach (var statement in block.Statements) Lower(statement, builder);
        var yields = block.Yields.ToList();
        var extended = results.ToList();
        for (var i = 0; i < results.Count; i++)
        {
            foreach (var leaf in CarriedLeaves(results[i]))
            {
                yields.Add(_tangents.Get(block.Yields[i], leaf.Index) ?? Constant.Default(leaf.Type().Tangent()));
                extended.Add(builder.NewValue(leaf.Type().Tangent(), Tangents.Name(results[i])));
            }
        }

        Adopt(results.SelectMany(CarriedLeaves), extended.Skip(results.Count));
        return (builder.Build(block.Parameters, yields.ToEquatableArray()), extended.ToEquatableArray());
    }

    private void Lower(For loop, BlockBuilder builder)
    {
        var inits = InitialTangents(loop.Inits, loop.Results);
        var parameters = Carry(loop.Body.Parameters.Skip(1), loop.Results);
        var (body, results) = Inside(loop.Body, loop.Results);
        builder.Add(loop with
        {
            Inits = [.. loop.Inits, .. inits],
            Body = body with { Parameters = [.. loop.Body.Parameters, .. parameters] },
            Results = results,
        });
    }

    private void Lower(Loop loop, BlockBuilder builder)
    {
        var inits = InitialTangents(loop.Inits, loop.Results);
        var conditionParameters = Carry(loop.Condition.Parameters, loop.Results);
        var parameters = Carry(loop.Body.Parameters, loop.Results);
        var (body, results) = Inside(loop.Body, loop.Results);
        builder.Add(loop with
        {
            Inits = [.. loop.Inits, .. inits],
            Condition = loop.Condition with { Parameters = [.. loop.Condition.Parameters, .. conditionParameters] },
            Body = body with { Parameters = [.. loop.Body.Parameters, .. parameters] },
            Results = results,
        });
    }

    private List<Operand> InitialTangents(EquatableArray<Operand> inits, EquatableArray<Value> results) =>
        [.. inits.SelectMany((init, i) => CarriedLeaves(results[i])
            .Select(leaf => _tangents.Get(init, leaf.Index) ?? Constant.Default(leaf.Type().Tangent())))];

    private List<Value> Carry(IEnumerable<Value> parameters, EquatableArray<Value> results)
    {
        var carried = parameters.SelectMany((parameter, i) => CarriedLeaves(results[i]).Select(leaf => leaf with { Value = parameter }))
            .ToList();
        var tangents = carried.Select(leaf => new Value(_ids.Take(), leaf.Type().Tangent(), Tangents.Name(leaf.Value))).ToList();
        Adopt(carried, tangents);
        return tangents;
    }

    /// <summary>
    /// The scalars of an active result that a branch or loop hands on, or the array it holds: each has a tangent of its own.
    /// </summary>
    private IEnumerable<Leaf> CarriedLeaves(Value result)
    {
        if (!_tangents.IsActive(result)) yield break;
        var index = 0;
        foreach (var type in result.Type.Leaves())
        {
            if (type is ScalarType or BufferType && type.IsDifferentiable()) yield return new Leaf(result, index);
            index++;
        }
    }

    private void Adopt(IEnumerable<Leaf> leaves, IEnumerable<Value> tangents)
    {
        foreach (var (leaf, tangent) in leaves.Zip(tangents, (leaf, tangent) => (leaf, tangent)))
        {
            if (leaf.Value.Type.IsBuffer()) _tangents.SetBuffer(leaf.Value, tangent);
            else _tangents.Set(leaf.Value, leaf.Index, tangent);
        }
    }
}

/// <summary>A value whose tangent is given.</summary>
internal readonly record struct Seed(Value Value, Value Tangent);
