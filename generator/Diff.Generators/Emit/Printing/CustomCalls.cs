using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// Calls of a rule in Vjp form, which stands for the halves that its primal does not have. The reverse sweep passes it all primal
/// arguments, as they were before the call. An adjoint starts at zero, that of a <c>ref</c> parameter as its weight.
/// <code>
/// var xBar = 0.0;
/// Rule(x, weight, ref xBar);
/// </code>
/// </summary>
internal sealed class CustomCalls(InliningPlan plan, Variables variables, ExpressionPrinter expressions)
{
    /// <summary>Whether the call goes to the rule.</summary>
    public static bool Serves(Call call) => call is { Kind: CallKind.Reverse, Callee.Rule: not null };

    /// <summary>
    /// Operands: those of the primal call, the weights, the accumulators of buffers. Results: the adjoints of the other independents.
    /// </summary>
    public void Print(Let let, Call call, int position, CodeWriter writer)
    {
        var callee = call.Callee;
        var next = 0;
        var arguments = new List<string>();
        var weights = new List<(int Parameter, string Text)>();
        var accumulators = new List<string>();
        if (callee.IsInstance) arguments.Add(expressions.Argument(call.Arguments[next++]));
        foreach (var parameter in callee.Parameters)
        {
            var argument = call.Arguments[next++];
            if (!parameter.IsField) arguments.Add(Primal(parameter, argument, writer));
        }

        if (callee.ReturnedTuple is { } tuple)
        {
            arguments.Add(ReturnForms.Tangent(tuple, index => Array(call.Arguments[next + index]), "default"));
            next += tuple.Leaves().Count(field => field.IsDifferentiable());
        }

        var adjoints = new Queue<Value>(let.Results);
        var adjointOf = callee.Parameters.Where(parameter => parameter.IsIndependent && !parameter.Type.IsBuffer())
            .ToDictionary(parameter => parameter, _ => adjoints.Dequeue());
        foreach (var result in callee.Results.Where(result => result.IsDifferentiable
            && (result.Parameter >= 0 || callee.ReturnedTuple is null)))
            weights.Add((result.Parameter, Weight(result, call.Arguments[next++])));
        for (var i = 0; i < callee.Parameters.Count; i++)
        {
            var parameter = callee.Parameters[i];
            if (!parameter.IsIndependent || parameter.Mode == PassMode.Ref) continue;
            var adjoint = parameter.Type.IsBuffer()
                ? expressions.Argument(call.Arguments[next++])
                : Accumulator(adjointOf[parameter], Zero(parameter.Type.Tangent()));
            if (callee.Rule!.Weighted.Contains(parameter.Name)) weights.Add((i, adjoint));
            else accumulators.Add(adjoint);
        }

        arguments.AddRange(weights.OrderBy(weight => weight.Parameter).Select(weight => weight.Text));
        arguments.AddRange(accumulators);
        writer.Write($"{callee.Rule!.Method}({string.Join(", ", arguments)});", isDeclaration: true);

        string Weight(CalleeResult result, Operand weight)
        {
            var text = expressions.Argument(weight);
            if (result.Parameter < 0) return text;
            var parameter = callee.Parameters[result.Parameter];
            if (parameter.Mode == PassMode.Ref && adjointOf.TryGetValue(parameter, out var adjoint)) return Accumulator(adjoint, text);
            var local = Local(parameter.Name + "Weight");
            writer.Declaration($"var {local} = {text};");
            return "ref " + local;
        }

        string Accumulator(Value adjoint, string start)
        {
            var isUsed = plan.IsUsed(adjoint);
            var name = isUsed ? variables[adjoint].Name : Local("unused");
            writer.Line($"{(!isUsed || variables[adjoint].Declared == 4 * position + 3 ? "var " : "")}{name} = {start};");
            return "ref " + name;
        }
    }

    private static string Zero(IrType type) => type is ScalarType ? Literals.Exact(Constant.Default(type)) : $"default({type.Name})";

    private string Primal(CalleeParameter parameter, Operand argument, CodeWriter writer)
    {
        if (parameter.Mode == PassMode.Out) return "out _";
        if (parameter.Mode != PassMode.Ref) return expressions.Argument(argument);
        var local = Local(parameter.Name);
        writer.Declaration($"var {local} = {expressions.Argument(argument)};");
        return "ref " + local;
    }

    /// <summary>No tuple can hold a span.</summary>
    private string Array(Operand operand) => operand.Type is BufferType { Kind: BufferKind.Span or BufferKind.ReadOnlySpan }
        ? expressions.Print(operand).Inside(Precedence.Primary) + ".ToArray()"
        : expressions.Argument(operand);

    private string Local(string name) => variables.Names.Take(name, 0);
}
