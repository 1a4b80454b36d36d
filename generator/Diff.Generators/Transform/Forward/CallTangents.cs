using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// The tangents of calls: forward mode of the callee, or of its half; a custom rule where one serves it.
/// <code>
/// y = F(x)   →   (y, yDot) = FJvp(x, xDot)
/// </code>
/// </summary>
internal static class CallTangents
{
    /// <summary>
    /// Whether a tangent can pass through the call. Halves always record and read tangents with the values, so that they match. A method
    /// without derivatives gets constants alone, and gives constants: it is run as it is, also where what it writes is recorded in pairs.
    /// </summary>
    public static bool IsActive(Let let, Call call, Tangents tangents) => call.Kind switch
    {
        CallKind.Primal => call.Callee.Kind != CalleeKind.Unknown
            && call.Bound().Any(pair => pair.Parameter.IsIndependent && tangents.IsActive(pair.Argument))
            && (let.Results.Any(tangents.IsActive)
                || call.Bound().Any(pair => pair.Parameter.IsWritten && tangents.IsActive(pair.Argument))),
        CallKind.Forward or CallKind.Reverse => true,
        CallKind.Jvp => call.Arguments.Any(tangents.IsActive),
        _ => throw new InvalidOperationException($"A call of kind {call.Kind} has no tangent."),
    };

    public static void Append(Let let, Call call, Tangents tangents, BlockBuilder builder)
    {
        switch (call)
        {
            case { Kind: CallKind.Forward }:
                AppendForward(let, call, CallKind.ForwardTangent, tangents, builder);
                break;
            case { Kind: CallKind.Reverse or CallKind.Jvp, Callee.Rule: not null }:
                throw new InvalidOperationException($"The rule of {call.Callee.Display} has no tangent.");
            case { Kind: CallKind.Reverse }:
                AppendReverse(let, call, tangents, builder);
                break;
            case { Kind: CallKind.Jvp }:
                AppendJvp(let, call, tangents, builder);
                break;
            case { Callee.Rule.Form: RuleForm.Elements }:
                ElementTangents.Append(let, call, tangents, builder);
                break;
            case { Callee.Rule: { Form: RuleForm.Partials } rule }:
                AppendPartials(let, call, rule, tangents, builder);
                break;
            case { Callee.Rule: { Form: RuleForm.Vjp, Jvp: "" } }:
                AppendVjp(let, call, tangents, builder);
                break;
            default:
                AppendForward(let, call, CallKind.Jvp, tangents, builder);
                break;
        }
    }

    /// <summary>
    /// The tangents of buffers that a call makes from constants alone, for variables that hold, or elements that become, something active
    /// later.
    /// <code>
    /// a = F(2); if (c) a = G(x)   →   a = F(2); aDot = new double[a.Length]; if (c) (a, aDot) = GJvp(x, xDot)
    /// </code>
    /// </summary>
    public static void AppendZeros(Let let, Tangents tangents, BlockBuilder builder)
    {
        foreach (var made in let.Results.Where(result => result.Type.IsBuffer() && tangents.IsActive(result)))
            tangents.SetBuffer(made, LocalShadows.ZerosLike(builder, made, Tangents.Name(made)));
    }

    private static void AppendPartials(Let let, Call call, CustomRule rule, Tangents tangents, BlockBuilder builder)
    {
        builder.Add(let);
        builder.Origin = let.Origin with { Role = Role.Tangent };
        var partials = CustomPartials.Append(builder, call, rule, let.Result, operand => operand);
        tangents.Set(let.Result, 0,
            Sum(builder,
                partials.Select(partial => tangents.Get(partial.Argument) is { } tangent
                    ? builder.Times(tangent, partial.Partial())
                    : null), let.Result));
    }

    /// <summary>
    /// A rule that gives the gradient of a scalar also gives its tangent: the gradient, for weight 1, times the tangents.
    /// </summary>
    private static void AppendVjp(Let let, Call call, Tangents tangents, BlockBuilder builder)
    {
        builder.Add(let);
        builder.Origin = let.Origin with { Role = Role.Tangent };
        var independents = call.Bound().Where(pair => pair.Parameter.IsIndependent).Select(pair => pair.Argument).ToList();
        var partials = independents.Select(argument => argument.Type.IsBuffer()
            ? Partials(builder, argument, tangents)
            : builder.NewValue(argument.Type.Tangent())).ToList();
        Operand one = Constant.Number(let.Result.Type, 1);
        builder.Add(new Let(
            partials.Where(partial => !partial.Type.IsBuffer()).Cast<Value>().ToEquatableArray(),
            call with { Kind = CallKind.Reverse,
                Arguments = [.. call.Arguments, one, .. partials.Where(partial => partial.Type.IsBuffer())] },
            builder.Origin));
        tangents.Set(let.Result, 0,
            Sum(builder, independents.Zip(partials, (argument, partial) => Term(builder, argument, partial, tangents)), let.Result));
    }

    private static Operand Partials(BlockBuilder builder, Operand buffer, Tangents tangents) =>
        tangents.Buffer(buffer) is null ? Unwanted.Sink(builder, buffer) : Unwanted.Cleared(builder, buffer);

    private static Operand? Term(BlockBuilder builder, Operand argument, Operand partial, Tangents tangents)
    {
        if (!argument.Type.IsBuffer()) return tangents.Get(argument) is { } tangent ? builder.Times(tangent, partial) : null;
        var element = argument.Type is BufferType { Element: BufferType { Element: var ofRow } }
            ? ofRow
            : ((BufferType)argument.Type).Element;
        return tangents.Buffer(argument) is { } direction
            ? builder.Let(new Inert($"global::Diff.Buffers.Dot<{element.Name}>({{0}}, {{1}})", [partial, direction], Effect.Read), element)
            : null;
    }

    private static void AppendForward(Let let, Call call, CallKind kind, Tangents tangents, BlockBuilder builder)
    {
        EquatableArray<Operand> arguments = [.. call.Arguments,
            .. Independents(call).Select(pair => Tangent(pair.Argument, pair.Parameter, tangents, builder))];
        AppendCall(let, call with { Kind = kind, Arguments = arguments }, call.DifferentiableResults(let).ToList(), tangents, builder);
    }

    private static void AppendJvp(Let let, Call call, Tangents tangents, BlockBuilder builder)
    {
        var independents = Independents(call).ToList();
        EquatableArray<Operand> arguments =
        [
            .. call.Arguments,
            .. independents.Select(pair => Tangent(pair.Argument, pair.Parameter, tangents, builder)),
            .. call.Tangents().Zip(independents, (tangent, pair) => Tangent(tangent, pair.Parameter, tangents, builder)),
        ];
        List<Value> differentiable = [.. call.DifferentiableResults(let), .. let.Results.Skip(call.Callee.Results.Count)];
        AppendCall(let, call with { Kind = CallKind.JvpTangent, Arguments = arguments }, differentiable, tangents, builder);
    }

    private static IEnumerable<(Operand Argument, CalleeParameter Parameter)> Independents(Call call) =>
        call.Bound().Where(pair => pair.Parameter.IsIndependent);

    private static Operand Tangent(Operand argument, CalleeParameter parameter, Tangents tangents, BlockBuilder builder) =>
        !argument.Type.IsBuffer() ? tangents.Whole(builder, argument)
        : tangents.Buffer(argument) ?? (parameter.IsWritten ? Unwanted.Cleared(builder, argument) : Unwanted.Zeros(builder, argument));

    private static void AppendReverse(Let let, Call call, Tangents tangents, BlockBuilder builder)
    {
        var arguments = call.Arguments.ToList();
        var next = call.Callee.IsInstance ? 1 : 0;
        foreach (var parameter in call.Callee.Parameters.Where(parameter => parameter.Type is BufferType or InertType
            && parameter.Mode != PassMode.Out))
        {
            var input = call.Arguments[next++];
            if (parameter.IsIndependent && parameter.Type.IsBuffer())
                arguments.Add(tangents.Buffer(input) ?? Unwanted.Zeros(builder, input));
        }

        foreach (var operand in call.Arguments.Skip(next))
            arguments.Add(operand.Type.IsBuffer()
                ? tangents.Buffer(operand) ?? Unwanted.Cleared(builder, operand)
                : tangents.Whole(builder, operand));
        AppendCall(let, call with { Kind = CallKind.ReverseTangent, Arguments = arguments.ToEquatableArray() }, let.Results, tangents,
            builder);
    }

    /// <summary>The call delivers, after its results, the tangents of some of them.</summary>
    private static void AppendCall(Let let, Call call, IReadOnlyList<Value> differentiable, Tangents tangents, BlockBuilder builder)
    {
        var delivered = differentiable.Select(result => builder.NewValue(result.Type.Tangent(), Tangents.Name(result))).ToList();
        builder.Add(new Let([.. let.Results, .. delivered], call, let.Origin));
        builder.Origin = let.Origin with { Role = Role.Tangent };
        for (var i = 0; i < delivered.Count; i++) tangents.SetWhole(builder, differentiable[i], delivered[i]);
    }

    /// <summary>The sum of the terms that are there, under the name of the value's tangent.</summary>
    public static Operand? Sum(BlockBuilder builder, IEnumerable<Operand?> terms, Value result)
    {
        var sum = terms.Aggregate((Operand?)null, (left, right) => left is null ? right : right is null ? left : builder.Plus(left, right));
        return sum is null ? null : builder.Named(sum, Tangents.Name(result), result.IsPassing);
    }
}
