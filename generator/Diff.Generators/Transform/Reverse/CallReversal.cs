using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Reverses a call: the forward sweep calls the callee's forward half, the reverse sweep its reverse half. A call whose results
/// have no adjoint stays as it is.
/// <code>
/// y = F(x)   →   y = F__Forward(x, tape) … xBar += F__Reverse(ref cursor, yBar)
/// y = G(x)   →   y = G__Forward(x, out gRecord) … xBar += G__Reverse(gRecord, yBar)      if G keeps a record
/// </code>
/// </summary>
internal static class CallReversal
{
    public static EquatableArray<Statement> Run(Let let, Call call, Adjoints adjoints, ReverseContext context)
    {
        if (!HasAdjoint(let, call, adjoints, context)) return [let];
        var arguments = call.Bound().Where(pair => pair.Parameter.IsIndependent).Select(pair => pair.Argument).ToList();
        if (!arguments.Any(context.Activity.IsActive)) return [let];
        switch (call.Callee.Rule)
        {
            case { Form: RuleForm.Partials } rule:
                foreach (var (argument, partial) in CustomPartials.Append(adjoints.Builder, call, rule, let.Result, primal => primal))
                    if (context.Activity.IsActive(argument))
                        adjoints.Add(argument, 0, adjoints.Builder.Times(adjoints.Get(let.Result)!, partial()));
                return [let];
            case { Form: RuleForm.Elements }:
                return ElementReversal.Run(let, call, adjoints, context);
            case { Form: RuleForm.Vjp }:
                return Around(let, AppendReverse(let, call, call.Arguments, adjoints, context));
            default:
                return Halves(let, call, adjoints, context);
        }
    }

    private static EquatableArray<Statement> Halves(Let let, Call call, Adjoints adjoints, ReverseContext context)
    {
        var forward = let with { Operation = call with { Kind = CallKind.Forward } };
        var passed = PassedToReverseHalf(call);
        if (call.Callee.Record is not { } type) return Around(forward, AppendReverse(let, call, passed, adjoints, context));
        var record = new Value(context.Ids.Take(), type, call.Callee.LocalName + "Record");
        return Around(forward with { Results = [.. let.Results, record] },
            AppendReverse(let, call, [.. passed, record], adjoints, context));
    }

    private static EquatableArray<Statement> Around(Let forward, Snapshots.Taken recording) =>
        [.. recording.Before, forward, .. recording.After];

    private static bool HasAdjoint(Let let, Call call, Adjoints adjoints, ReverseContext context) =>
        let.Results.Any(result => Enumerable.Range(0, result.Type.LeafCount()).Any(leaf => adjoints.Get(result, leaf) is not null))
        || let.Results.Any(result => result.Type.IsBuffer() && context.Activity.IsActive(result))
        || call.Bound().Any(pair => pair.Parameter.IsWritten && context.Activity.IsActive(pair.Argument));

    /// <summary>The receiver, buffers and inert arguments: scalars and aggregates were recorded by the forward half.</summary>
    private static IEnumerable<Operand> PassedToReverseHalf(Call call) =>
        [.. call.Arguments.Take(call.Callee.IsInstance ? 1 : 0),
            .. call.Bound().Where(pair => pair.Parameter.IsReverseInput).Select(pair => pair.Argument)];

    /// <returns>What the forward sweep must record around the call.</returns>
    private static Snapshots.Taken AppendReverse(Let let, Call call, IEnumerable<Operand> passed, Adjoints adjoints, ReverseContext context)
    {
        var builder = adjoints.Builder;
        var recording = Snapshots.Take(let, call, adjoints, context);
        var operands = passed.Select(operand => recording.Copies.TryGetValue(operand, out var copy) ? copy : operand).ToList();
        foreach (var result in call.DifferentiableResults(let))
            operands.Add(result.Type.IsBuffer()
                ? LocalShadows.Of(result, adjoints, context) ?? ZeroWeight(result)
                : builder.FromLeaves(result.Type.Tangent(), leaf => adjoints.Get(result, leaf)));
        var results = new List<Value>();
        var scalars = new List<Operand>();
        foreach (var (argument, parameter) in call.Bound())
        {
            if (!parameter.IsIndependent || parameter.Mode == PassMode.Out) continue;
            if (parameter.Type.IsBuffer())
            {
                operands.Add(LocalShadows.Of(argument, adjoints, context)
                    ?? (parameter.IsWritten ? Unwanted.Cleared(builder, argument) : Unwanted.Sink(builder, argument)));
                continue;
            }

            scalars.Add(argument);
            results.Add(builder.NewValue(argument.Type.Tangent()));
        }

        builder.Add(new Let(results.ToEquatableArray(), call with { Kind = CallKind.Reverse, Arguments = operands.ToEquatableArray() },
            builder.Origin));
        for (var i = 0; i < scalars.Count; i++)
        {
            if (!context.Activity.IsActive(scalars[i])) continue;
            foreach (var leaf in scalars[i].Type.DifferentiableLeaves()) adjoints.Add(scalars[i], leaf, builder.ReadLeaf(results[i], leaf));
        }

        return recording;

        // A rule takes the weights of a tuple in a tuple, which can hold no span.
        Operand ZeroWeight(Value result) => call.Callee is { Rule: not null, ReturnedTuple: not null }
            ? LocalShadows.ZerosLike(builder, result, Adjoints.Name(result))
            : Unwanted.Zeros(builder, result);
    }
}
