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
    private readonly Activity _activity;
    private readonly Ids _ids;
    private readonly Dictionary<Leaf, Operand> _tangents = [];
    private readonly Dictionary<Value, Operand> _tangentBuffers = [];

    private ForwardMode(Activity activity, Ids ids)
    {
        _activity = activity;
        _ids = ids;
    }

    public static Derivative Run(Method method, Activity activity, Ids ids)
    {
        var mode = new ForwardMode(activity, ids);
        return new Derivative(DerivativeKind.Jvp, mode.Lower(method), UsesTape: false, []);
    }

    private Block Lower(Method method)
    {
        var builder = new BlockBuilder(_ids);
        var parameters = method.Body.Parameters.ToList();
        foreach (var (value, parameter) in method.BoundParameters())
        {
            if (!parameter.IsIndependent) continue;
            var tangent = builder.NewValue(TangentType(value.Type, parameter.IsWritten), value.Name + "Tangent");
            parameters.Add(tangent);
            if (value.Type.IsBuffer()) _tangentBuffers[value] = tangent;
            else SetLeaves(value, leaf => builder.ReadLeaf(tangent, leaf));
        }

        foreach (var statement in method.Body.Statements) Lower(statement, builder);
        var yields = method.Body.Yields.ToList();
        for (var i = 0; i < method.Results.Count; i++)
        {
            if (!method.Results[i].IsDifferentiable) continue;
            var result = method.Body.Yields[i];
            yields.Add(result.Type.IsBuffer()
                ? TangentBuffer(result) ?? Unwanted.Cleared(builder, result)
                : builder.FromLeaves(result.Type, leaf => Tangent(result, leaf)));
        }

        return builder.Build(parameters.ToEquatableArray(), yields.ToEquatableArray());
    }

    /// <summary>A read-only buffer's tangent is a read-only span; matrices and jagged arrays keep their type.</summary>
    private static IrType TangentType(IrType type, bool isWritten) => type is BufferType { Rank: 1, Element: not BufferType } buffer
        ? isWritten ? Spans.Of(buffer.Element) : Spans.ReadOnlyOf(buffer.Element)
        : type;

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
            case Try { Handlers.IsEmpty: true } guarded:
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
        if (let.Operation is Call call && HasTangent(let, call))
        {
            Lower(let, call, builder);
            return;
        }

        builder.Add(let);
        builder.Origin = let.Origin with { Role = Role.Tangent };
        if (let.Operation is Store store && TangentBuffer(store.Buffer) is { } target)
            builder.Do(store with { Buffer = target, Operand = builder.FromLeaves(store.Operand.Type, leaf => Tangent(store.Operand, leaf)) });
        if (let.Results.Count != 1 || !_activity.IsActive(let.Result)) return;
        switch (let.Operation)
        {
            case Apply apply:
                for (var leaf = 0; leaf < let.Result.Type.LeafCount(); leaf++)
                    Set(let.Result, leaf, Sum(builder, apply.Arguments.Select((operand, i) => Term(builder, apply, let.Result, i, operand, leaf)), let.Result));
                break;
            case Conversion conversion when Tangent(conversion.Operand, 0) is { } tangent:
                Set(let.Result, 0, builder.Named(ConversionRule.Contribution(builder, tangent, let.Result.Type), Dot(let.Result)));
                break;
            case GetField field:
                var first = ((AggregateType)field.Aggregate.Type).FirstLeaf(field.Index);
                SetLeaves(let.Result, leaf => Tangent(field.Aggregate, first + leaf));
                break;
            case MakeAggregate make:
                var leaves = make.Fields.SelectMany(part => Enumerable.Range(0, part.Type.LeafCount()).Select(leaf => Tangent(part, leaf))).ToList();
                SetLeaves(let.Result, leaf => leaves[leaf]);
                break;
            case Allocate:
                _tangentBuffers[let.Result] = builder.Let(let.Operation, let.Result.Type, Dot(let.Result));
                break;
            case View or Load when let.Result.Type.IsBuffer():
                if (TangentBuffer(let.Operation.Operands[0]) is { } whole) _tangentBuffers[let.Result] = ReplaceBuffer(builder, let, whole);
                break;
            case Load load when TangentBuffer(load.Buffer) is { } memory:
                var read = builder.Let(load with { Buffer = memory }, let.Result.Type, let.Result.Type is AggregateType ? "" : Dot(let.Result));
                SetLeaves(let.Result, leaf => builder.ReadLeaf(read, leaf));
                break;
        }
    }

    private bool HasTangent(Let let, Call call) =>
        call.Bound().Any(pair => pair.Parameter.IsIndependent && _activity.IsActive(pair.Argument))
        && (let.Results.Any(_activity.IsActive) || call.Bound().Any(pair => pair.Parameter.IsWritten && _activity.IsActive(pair.Argument)));

    private static Operand ReplaceBuffer(BlockBuilder builder, Let let, Operand buffer)
    {
        var operation = let.Operation.With([buffer, .. let.Operation.Operands.Skip(1)]);
        var isReadOnly = buffer.Type is BufferType { Kind: BufferKind.ReadOnlySpan };
        return builder.Let(operation, let.Operation is View ? TangentType(let.Result.Type, !isReadOnly) : let.Result.Type, let.Result.Name.Length == 0 ? "" : Dot(let.Result));
    }

    private Operand? Term(BlockBuilder builder, Apply apply, Value result, int operand, Operand argument, int output)
    {
        if (argument.Type is not ScalarType || Tangent(argument, 0) is not { } tangent) return null;
        return RuleTable.Contribution(builder, apply, result, operand, tangent, primal => primal, output);
    }

    private static Operand? Sum(BlockBuilder builder, IEnumerable<Operand?> terms, Value result)
    {
        var sum = terms.Aggregate((Operand?)null, (left, right) => left is null ? right : right is null ? left : builder.Plus(left, right));
        return sum is null ? null : builder.Named(sum, Dot(result));
    }

    private static string Dot(Value value) => value.Name.Length == 0 ? "" : value.Name + "Dot";

    private void Lower(Let let, Call call, BlockBuilder builder)
    {
        if (call.Callee.Rule is { Form: RuleForm.Partials } rule)
        {
            builder.Add(let);
            builder.Origin = let.Origin with { Role = Role.Tangent };
            var partials = CustomPartials.Append(builder, call, rule, let.Result, operand => operand);
            var terms = partials.Select(partial => Tangent(partial.Argument, 0) is { } tangent ? builder.Times(tangent, partial.Partial()) : null);
            Set(let.Result, 0, Sum(builder, terms, let.Result));
            return;
        }

        if (call.Callee.Rule is { Form: RuleForm.Vjp, Jvp: "" })
        {
            LowerByVjp(let, call, builder);
            return;
        }

        var arguments = call.Arguments.ToList();
        foreach (var (argument, parameter) in call.Bound())
        {
            if (!parameter.IsIndependent) continue;
            arguments.Add(argument.Type.IsBuffer()
                ? TangentBuffer(argument) ?? (parameter.IsWritten ? Unwanted.Cleared(builder, argument) : Unwanted.Zeros(builder, argument))
                : builder.FromLeaves(argument.Type, leaf => Tangent(argument, leaf)));
        }

        var results = let.Results.ToList();
        foreach (var result in call.DifferentiableResults(let))
        {
            var tangent = builder.NewValue(result.Type, Dot(result));
            results.Add(tangent);
        }

        builder.Add(new Let(results.ToEquatableArray(), call with { Kind = CallKind.Jvp, Arguments = arguments.ToEquatableArray() }, let.Origin));
        builder.Origin = let.Origin with { Role = Role.Tangent };
        var next = let.Results.Count;
        foreach (var result in call.DifferentiableResults(let))
        {
            var tangent = results[next++];
            if (result.Type.IsBuffer()) _tangentBuffers[result] = tangent;
            else SetLeaves(result, leaf => builder.ReadLeaf(tangent, leaf));
        }
    }

    /// <summary>A rule that gives the gradient of a scalar also gives its tangent: the gradient, for weight 1, times the tangents.</summary>
    private void LowerByVjp(Let let, Call call, BlockBuilder builder)
    {
        builder.Add(let);
        builder.Origin = let.Origin with { Role = Role.Tangent };
        var independents = call.Bound().Where(pair => pair.Parameter.IsIndependent).Select(pair => pair.Argument).ToList();
        var partials = independents.Select(argument => builder.NewValue(argument.Type)).ToEquatableArray();
        Operand one = Constant.Number(let.Result.Type, 1);
        builder.Add(new Let(partials, call with { Kind = CallKind.Reverse, Arguments = [.. call.Arguments, one] }, builder.Origin));
        var terms = partials.Select((partial, i) => Tangent(independents[i], 0) is { } tangent ? builder.Times(tangent, partial) : null);
        Set(let.Result, 0, Sum(builder, terms, let.Result));
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
                yields.Add(Tangent(block.Yields[i], leaf.Index) ?? Constant.Default(leaf.Type()));
                extended.Add(builder.NewValue(leaf.Type(), Dot(results[i])));
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
        [.. inits.SelectMany((init, i) => CarriedLeaves(results[i]).Select(leaf => Tangent(init, leaf.Index) ?? Constant.Default(leaf.Type())))];

    private List<Value> Carry(IEnumerable<Value> parameters, EquatableArray<Value> results)
    {
        var carried = parameters.SelectMany((parameter, i) => CarriedLeaves(results[i]).Select(leaf => leaf with { Value = parameter })).ToList();
        var tangents = carried.Select(leaf => new Value(_ids.Take(), leaf.Type(), Dot(leaf.Value))).ToList();
        Adopt(carried, tangents);
        return tangents;
    }

    /// <summary>The scalars of an active result that a branch or loop hands on, or the array it holds: each has a tangent of its own.</summary>
    private IEnumerable<Leaf> CarriedLeaves(Value result)
    {
        if (!_activity.IsActive(result)) yield break;
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
            if (leaf.Value.Type.IsBuffer()) _tangentBuffers[leaf.Value] = tangent;
            else Set(leaf.Value, leaf.Index, tangent);
        }
    }

    private Operand? Tangent(Operand operand, int leaf) =>
        operand.Type.IsBuffer() ? TangentBuffer(operand)
        : operand is Value value && _tangents.TryGetValue(new Leaf(value, leaf), out var tangent) ? tangent : null;

    /// <summary>The tangent of a buffer; null for a constant one. An active buffer without tangent would be a silent zero.</summary>
    private Operand? TangentBuffer(Operand operand)
    {
        if (operand is not Value value) return null;
        if (_tangentBuffers.TryGetValue(value, out var tangent)) return tangent;
        if (_activity.IsActive(value)) throw new InvalidOperationException($"The active buffer {value} has no tangent.");
        return null;
    }

    private void Set(Value value, int leaf, Operand? tangent)
    {
        if (tangent is not null) _tangents[new Leaf(value, leaf)] = tangent;
    }

    private void SetLeaves(Value value, Func<int, Operand?> tangent)
    {
        var types = value.Type.Leaves().ToList();
        for (var leaf = 0; leaf < types.Count; leaf++)
            if (types[leaf] is ScalarType) Set(value, leaf, tangent(leaf));
    }
}
