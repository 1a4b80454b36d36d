using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Calls a <c>[DerivativeOf]</c> rule in partials form.
/// <code>
/// y = Erf(x)   →   p = ErfDerivative(x)
/// </code>
/// </summary>
internal static class CustomPartials
{
    /// <summary>An independent argument of the call, and how to append the read of its partial.</summary>
    internal readonly record struct Entry(Operand Argument, Func<Operand> Partial);

    /// <param name="primal">Where a value of the forward sweep is to be had in this sweep.</param>
    public static List<Entry> Append(BlockBuilder builder, Call call, CustomRule rule, Value result, Func<Operand, Operand> primal)
    {
        var independents = call.Bound().Where(pair => pair.Parameter.IsIndependent).Select(pair => pair.Argument).ToList();
        Value? value = null;
        return [.. independents.Select((argument, i) => new Entry(argument, () => Read(i)))];

        Operand Read(int i)
        {
            value ??= Invoke();
            return independents.Count == 1 ? value : builder.Let(new GetField(value, i), ((AggregateType)value.Type).Fields[i].Type);
        }

        Value Invoke()
        {
            List<Operand> arguments = [.. call.Arguments.Select(primal)];
            if (rule.TakesResult) arguments.Add(primal(result));
            if (rule.Partials is { } partials)
                return builder.Let(new Call(partials, CallKind.Primal, arguments.ToEquatableArray()), partials.Results[0].Type);
            var holes = string.Join(", ", Enumerable.Range(0, arguments.Count).Select(i => $"{{{i}}}"));
            return builder.Let(new Inert($"{rule.Method}({holes})", arguments.ToEquatableArray(), Effect.Pure), ResultType(independents));
        }
    }

    private static IrType ResultType(List<Operand> independents)
    {
        if (independents.Count == 1) return independents[0].Type;
        var fields = independents.Select((argument, i) => new AggregateField($"Item{i + 1}", argument.Type)).ToEquatableArray();
        return new AggregateType($"({string.Join(", ", independents.Select(argument => argument.Type.Name))})", fields,
            AggregateKind.Tuple);
    }
}
