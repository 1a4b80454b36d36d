using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// Calls of a rule in Vjp form, which stands for the halves that its primal does not have. Nothing is recorded for it: the reverse sweep passes all primal arguments.
/// <code>
/// var xBar = 0.0;
/// Rule(x, weight, ref xBar);
/// </code>
/// </summary>
internal sealed class CustomCalls(InliningPlan plan, Variables variables, ExpressionPrinter expressions)
{
    /// <summary>Whether the call goes to the rule.</summary>
    public static bool Serves(Call call) => call is { Kind: CallKind.Reverse, Callee.Rule: not null };

    /// <summary>Operands: those of the primal call, the weights, the accumulators of buffers. Results: the adjoints of the other independents.</summary>
    public void Print(Let let, Call call, int position, CodeWriter writer)
    {
        var callee = call.Callee;
        var next = 0;
        var arguments = new List<string>();
        if (callee.IsInstance) arguments.Add(expressions.Argument(call.Arguments[next++]));
        foreach (var parameter in callee.Parameters) arguments.Add(Primal(parameter, call.Arguments[next++], writer));
        if (callee.ReturnedTuple is { } tuple)
        {
            arguments.Add(ReturnForms.Tangent(tuple, index => Array(call.Arguments[next + index]), "default"));
            next += tuple.Leaves().Count(field => field.IsDifferentiable());
        }

        foreach (var result in callee.Results.Where(result => result.IsDifferentiable && (result.Parameter >= 0 || callee.ReturnedTuple is null)))
            arguments.Add(Weight(callee, result, call.Arguments[next++], writer));
        var adjoint = 0;
        foreach (var parameter in callee.Parameters.Where(parameter => parameter.IsIndependent && parameter.Mode != PassMode.Ref))
            arguments.Add(parameter.Type.IsBuffer() ? expressions.Argument(call.Arguments[next++]) : "ref " + Accumulator(let.Results[adjoint++], position, writer));
        writer.Write($"{callee.Rule!.Method}({string.Join(", ", arguments)});", isDeclaration: true);
    }

    private string Primal(CalleeParameter parameter, Operand argument, CodeWriter writer)
    {
        if (parameter.Mode == PassMode.Out) return "out _";
        if (parameter.Mode != PassMode.Ref) return expressions.Argument(argument);
        var local = Local(parameter.Name);
        writer.Declaration($"var {local} = {expressions.Argument(argument)};");
        return "ref " + local;
    }

    private string Weight(Callee callee, CalleeResult result, Operand weight, CodeWriter writer)
    {
        if (result.Parameter < 0) return expressions.Argument(weight);
        var local = Local(callee.Parameters[result.Parameter].Name + "Weight");
        writer.Declaration($"var {local} = {expressions.Argument(weight)};");
        return "ref " + local;
    }

    /// <summary>No tuple can hold a span.</summary>
    private string Array(Operand operand) => operand.Type is BufferType { Kind: BufferKind.Span or BufferKind.ReadOnlySpan }
        ? expressions.Print(operand).Inside(Precedence.Primary) + ".ToArray()"
        : expressions.Argument(operand);

    private string Accumulator(Value result, int position, CodeWriter writer)
    {
        var zero = result.Type is ScalarType ? Literals.Exact(Constant.Default(result.Type)) : $"default({result.Type.Name})";
        var isUsed = plan.IsUsed(result);
        var name = isUsed ? variables[result].Name : Local("unused");
        writer.Line($"{(!isUsed || variables[result].Declared == 4 * position + 3 ? "var " : "")}{name} = {zero};");
        return name;
    }

    private string Local(string name) => variables.Names.Take(name, 0);
}
