using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// Calls of a method that only a custom rule in Vjp form differentiates. Its halves do not exist, so they are written out: the forward half records the scalar
/// arguments and calls the primal; the reverse half reads them back and calls the rule with accumulators that begin at zero.
/// </summary>
internal sealed class CustomCalls(InliningPlan plan, Variables variables, ExpressionPrinter expressions, CallPrinter calls)
{
    public void Print(Let let, Call call, int position, CodeWriter writer)
    {
        switch (call.Kind)
        {
            case CallKind.Forward: Forward(let, call, position, writer); break;
            case CallKind.Reverse: Reverse(let, call, position, writer); break;
            case CallKind.Jvp when Rule(call).Jvp.Length > 0: Jvp(let, call, position, writer); break;
            default: Directional(let, call, position, writer); break;
        }
    }

    private static CustomRule Rule(Call call) => call.Callee.Rule ?? throw new InvalidOperationException($"{call.Callee.Display} has no rule.");

    private static bool IsRecorded(CalleeParameter parameter) => parameter.Mode != PassMode.Out && !Signatures.IsInput(parameter.Type, parameter.Mode);

    private void Forward(Let let, Call call, int position, CodeWriter writer)
    {
        var first = call.Callee.IsInstance ? 1 : 0;
        for (var i = 0; i < call.Callee.Parameters.Count; i++)
            if (IsRecorded(call.Callee.Parameters[i])) writer.Line($"{calls.Tape}.Push({expressions.Argument(call.Arguments[first + i])});");
        new LetPrinter(plan, variables, expressions, calls, false).Print(let with { Operation = call with { Kind = CallKind.Primal } }, position, writer);
    }

    private void Reverse(Let let, Call call, int position, CodeWriter writer)
    {
        var callee = call.Callee;
        var inputs = Signatures.ReverseInputs(callee);
        var next = callee.IsInstance ? 1 : 0;
        var primal = new string[callee.Parameters.Count];
        for (var i = 0; i < primal.Length; i++)
            primal[i] = inputs.Contains(callee.Parameters[i]) ? expressions.Argument(call.Arguments[next++]) : callee.Parameters[i].Mode == PassMode.Out ? "_" : "";
        for (var i = primal.Length - 1; i >= 0; i--)
        {
            if (primal[i].Length > 0) continue;
            primal[i] = Local(callee.Parameters[i].Name);
            writer.Declaration($"var {primal[i]} = {calls.Cursor}.Pop<{callee.Parameters[i].Type.Name}>();");
        }
        var arguments = callee.Parameters.Select((parameter, i) => Mode(parameter.Mode) + primal[i]).ToList();
        foreach (var result in callee.Results.Where(result => result.IsDifferentiable)) arguments.Add(Weight(callee, result, call.Arguments[next++], writer));
        var adjoint = 0;
        foreach (var parameter in callee.Parameters.Where(parameter => parameter.IsIndependent && parameter.Mode != PassMode.Ref))
            arguments.Add(parameter.Type.IsBuffer() ? expressions.Argument(call.Arguments[next++]) : "ref " + Accumulator(let.Results[adjoint++], position, writer));
        writer.Write($"{Rule(call).Method}({Receiver(call)}{string.Join(", ", arguments)});", isDeclaration: true);
    }

    private string Receiver(Call call) => call.Callee.IsInstance ? expressions.Argument(call.Arguments[0]) + ", " : "";

    private static string Mode(PassMode mode) => mode switch { PassMode.Ref => "ref ", PassMode.Out => "out ", _ => "" };

    private string Local(string name) => variables.Names.Take(name, 0);

    private string Weight(Callee callee, CalleeResult result, Operand weight, CodeWriter writer)
    {
        if (result.Parameter < 0) return expressions.Argument(weight);
        var local = Local(callee.Parameters[result.Parameter].Name + "Weight");
        writer.Declaration($"var {local} = {expressions.Argument(weight)};");
        return "ref " + local;
    }

    private string Accumulator(Value result, int position, CodeWriter writer)
    {
        var zero = Zero(result.Type);
        if (!plan.IsUsed(result))
        {
            var unused = Local("unused");
            writer.Declaration($"var {unused} = {zero};");
            return unused;
        }
        var target = variables[result];
        writer.Write($"{(target.Declared == 4 * position + 3 ? "var " : "")}{target.Name} = {zero};", target.Declared == 4 * position + 3);
        return target.Name;
    }

    private static string Zero(IrType type) => type is ScalarType ? Literals.Exact(Constant.Default(type)) : $"default({type.Name})";

    private void Jvp(Let let, Call call, int position, CodeWriter writer)
    {
        var marker = call.Callee with { Kind = CalleeKind.Differentiable, Holder = "", Family = "", TypeArguments = "" };
        var named = new CallPrinter(calls.Tape, calls.Cursor) { JvpMethod = Rule(call).Jvp };
        new LetPrinter(plan, variables, expressions, named, false).Print(let with { Operation = call with { Callee = marker } }, position, writer);
    }

    // The rule with weight 1 gives the gradient; the tangent is its dot product with the tangents of the arguments.
    private void Directional(Let let, Call call, int position, CodeWriter writer)
    {
        var callee = call.Callee;
        var next = callee.IsInstance ? 1 : 0;
        var arguments = callee.Parameters.Select((parameter, i) => expressions.Argument(call.Arguments[next + i])).ToList();
        next += callee.Parameters.Count;
        arguments.Add(Literals.Exact(Constant.Number(callee.Results[0].Type, 1)));
        var terms = new List<string>();
        foreach (var parameter in callee.Parameters.Where(parameter => parameter.IsIndependent))
        {
            var index = callee.Parameters.ToList().IndexOf(parameter) + (callee.IsInstance ? 1 : 0);
            var partial = Local(parameter.Name + "Partial");
            var tangent = expressions.Print(call.Arguments[next++]).Exact.Inside(Precedence.Primary);
            if (parameter.Type is BufferType { Rank: 1 } buffer)
            {
                writer.Declaration($"var {partial} = new {buffer.Element.Name}[{expressions.Print(call.Arguments[index]).Inside(Precedence.Primary)}.Length];");
                arguments.Add(partial);
                terms.Add($"global::Diff.Buffers.Dot<{buffer.Element.Name}>({partial}, {tangent})");
            }
            else
            {
                writer.Declaration($"var {partial} = {Zero(parameter.Type)};");
                arguments.Add("ref " + partial);
                terms.Add(Product(parameter.Type, partial, tangent));
            }
        }
        var text = $"{Rule(call).Method}({Receiver(call)}{string.Join(", ", arguments)})";
        var value = let.Results[0];
        if (!plan.IsUsed(value)) writer.Line(text + ";");
        else writer.Write($"{(variables[value].Declared == 4 * position + 3 ? "var " : "")}{variables[value].Name} = {text};", isDeclaration: true);
        if (!plan.IsUsed(let.Results[1])) return;
        var dot = variables[let.Results[1]];
        writer.Write($"{(dot.Declared == 4 * position + 3 ? "var " : "")}{dot.Name} = {string.Join(" + ", terms)};", isDeclaration: true);
    }

    private static string Product(IrType type, string partial, string tangent) => type is AggregateType aggregate
        ? string.Join(" + ", aggregate.Fields.Where(field => field.Type.IsDifferentiable()).Select(field => Product(field.Type, $"{partial}.{field.Name}", $"{tangent}.{field.Name}")))
        : $"{partial} * {tangent}";
}
