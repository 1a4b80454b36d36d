using Diff.Generators.Collections;
using Diff.Generators.Contracts;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Derivatives return memory of their own: an array that may be a parameter, or that of an object or static, is copied before it is
/// returned. Callers that could tell the two apart are refused (ReturnedArguments), so methods whose callers do not know which body they
/// call return neither. Nor are two results copied that may be one array, nor tables, whose rows would be shared.
/// <code>
/// var y = x; for (…) y = Step(y); return y;   →   … return copy of y;
/// </code>
/// So is an array that takes the place of others in a loop: only the copy is the caller's, and what the loop makes is given back.
/// <code>
/// var y = new double[n]; for (…) { var z = new double[n]; …; y = z; } return y;   →   … return copy of y;
/// </code>
/// Single-assignment form.
/// </summary>
internal static class OwnResults
{
    public static Block Run(Method method, Block body, Ids ids)
    {
        if (method.Declaration.Dispatch != Dispatch.None || !body.Yields.Any(WholeCopies.IsOf)) return body;
        var normalized = method with { Body = body };
        var flow = BufferFlow.Run(normalized);
        var all = BufferFlow.Run(normalized, CallResults.AsResolved);
        var replaced = ReplacedArrays.Of(method, body);
        var builder = new BlockBuilder(ids) { Origin = method.Exit };
        var yields = body.Yields.Select((result, i) => IsCopied(result)
            && body.Yields.Where((_, j) => j != i).All(other => !all.Of(other).Intersect(all.Of(result)).Any()) ? Copy(result) : result)
            .ToEquatableArray();
        return body with { Statements = [.. body.Statements, .. builder.Statements], Yields = yields };

        bool IsCopied(Operand result) => WholeCopies.IsOf(result) && (flow.All(result).Count > 0 || replaced.Contain(result, body.Yields))
            && flow.Of(result).All(index => IsPlain(method.Parameters[index]));

        Value Copy(Operand original)
        {
            var copy = builder.NewValue(original.Type);
            if (flow.All(original).Contains(MethodFacts.Objects) || replaced.MayBeNull(original))
                WholeCopies.AddUnlessNull(original, copy, builder);
            else WholeCopies.Add(original, copy, builder);
            return copy;
        }
    }

    private static bool IsPlain(Parameter parameter) =>
        parameter is { Type: not BufferType } or { Mode: PassMode.Value, IsReceiver: false, Field: null, Collection: "" };
}
