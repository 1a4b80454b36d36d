using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Normalize;

namespace Diff.Generators.Transform;

/// <summary>
/// The tangents of what only derivatives consist of: recording, adjoint memory, copies. Every record of a differentiable type is one of
/// a value and its tangent, so that recording and reading match whoever does them.
/// <code>
/// push x; … x = pop; xBar[i] += w   →   push x; push xDot; … xDot = pop; x = pop; xBar[i] += w; xBarDot[i] += wDot
/// </code>
/// </summary>
internal static class DerivedTangents
{
    /// <summary>Appends the operation with its tangent; false if it is none of these.</summary>
    public static bool TryAppend(Let let, Tangents tangents, BlockBuilder builder)
    {
        switch (let.Operation)
        {
            case Push push when push.Operand.Type.IsDifferentiable():
                Then(OfPrimal(let), builder);
                builder.Do(new Push(push.Operand.Type.IsBuffer()
                    ? tangents.Buffer(push.Operand) ?? Unwanted.Cleared(builder, push.Operand)
                    : tangents.Whole(builder, push.Operand)) { IsTangent = true });
                return true;
            case Pop or PopBlock when let.Result.Type.IsDifferentiable():
                // What was recorded last is read first.
                builder.Origin = let.Origin with { Role = Role.Tangent };
                var read = builder.Let(Marked(let.Operation, isTangent: true), let.Result.Type.Tangent(), Tangents.Name(let.Result));
                builder.Add(OfPrimal(let));
                tangents.SetWhole(builder, let.Result, read);
                return true;
            case PushBlock when let.Result.Type.IsDifferentiable():
                Then(OfPrimal(let), builder);
                tangents.SetBuffer(let.Result,
                    builder.Let(Marked(let.Operation, isTangent: true), let.Result.Type.Tangent(), Tangents.Name(let.Result)));
                return true;
            case Accumulate accumulate:
                Then(let, builder);
                if (tangents.Buffer(accumulate.Buffer) is { } target && tangents.Get(accumulate.Operand) is { } term)
                    builder.Do(accumulate with { Buffer = target, Operand = term });
                return true;
            case Clone clone when tangents.IsActive(let.Result):
                Then(let, builder);
                tangents.SetBuffer(let.Result,
                    builder.Let(new Clone(tangents.Buffer(clone.Buffer) ?? Unwanted.Cleared(builder, clone.Buffer)),
                        let.Result.Type.Tangent(), Tangents.Name(let.Result)));
                return true;
            case Inert { IsLinear: true } inert:
                Then(OfPrimal(let), builder);
                AppendLinear(let, inert, tangents, builder);
                return true;
            case Inert inert when !OverlapChecks.IsCheck(inert) && inert.Writable.Any(tangents.IsActive):
                throw new InvalidOperationException($"{inert.Template} may write active memory, and has no tangent.");
            default:
                return false;
        }
    }

    /// <summary>To this run of forward mode, what an earlier one recorded or made of tangents is primal like all the rest.</summary>
    private static Let OfPrimal(Let let) => let with { Operation = Marked(let.Operation, isTangent: false) };

    private static Operation Marked(Operation operation, bool isTangent) => operation switch
    {
        Push push => push with { IsTangent = isTangent },
        Pop pop => pop with { IsTangent = isTangent },
        PushBlock block => block with { IsTangent = isTangent },
        PopBlock block => block with { IsTangent = isTangent },
        Inert inert => inert with { IsTangent = isTangent },
        _ => throw new InvalidOperationException($"{operation.GetType().Name} records nothing."),
    };

    private static void Then(Let let, BlockBuilder builder)
    {
        builder.Add(let);
        builder.Origin = let.Origin with { Role = Role.Tangent };
    }

    private static void AppendLinear(Let let, Inert inert, Tangents tangents, BlockBuilder builder)
    {
        var target = let.Results.Count > 0 ? let.Result : inert.Arguments[inert.Arguments.Count - 1];
        if (!tangents.IsActive(target)) return;
        var tangent = inert with
        {
            IsTangent = true,
            Arguments = inert.Arguments.Select(operand => !operand.Type.IsBuffer() || !operand.Type.IsDifferentiable() ? operand
                : tangents.Buffer(operand) ?? Unwanted.Zeros(builder, operand)).ToEquatableArray(),
        };
        if (let.Results.Count == 0) builder.Do(tangent);
        else tangents.SetBuffer(let.Result, builder.Let(tangent, let.Result.Type.Tangent(), Tangents.Name(let.Result)));
    }
}
