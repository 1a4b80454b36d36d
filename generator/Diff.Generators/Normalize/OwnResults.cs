using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Contracts;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Derivatives return memory of their own: an array that may be a parameter, or that of an object or static, is copied before it is
/// returned. Callers that could tell the two apart are refused (ReturnedArguments), so methods whose callers do not know which body they
/// call return neither. Nor are two results copied that may be one array, nor tables, whose rows would be shared. Two arrays that a loop
/// exchanges are never one.
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
    /// <param name="original">The body before choices took the place of arrays: of these it can be seen which are different.</param>
    public static Block Run(Method method, Block body, Block original, Ids ids)
    {
        if (method.Declaration.Dispatch != Dispatch.None || !body.Yields.Any(WholeCopies.IsOf)) return body;
        var normalized = method with { Body = body };
        var flow = BufferFlow.Run(normalized);
        var all = BufferFlow.Run(normalized, CallResults.AsResolved);
        var replaced = ReplacedArrays.Of(method, body);
        var distinct = DistinctBuffers.Of(original);
        var builder = new BlockBuilder(ids) { Origin = method.Exit };
        var indices = Enumerable.Range(0, body.Yields.Count).ToList();
        var yields = body.Yields.Select((result, i) => IsCopied(result) && indices.TrueForAll(other => IsOther(i, other))
            ? Copy(result)
            : result).ToEquatableArray();
        return body with { Statements = [.. body.Statements, .. builder.Statements], Yields = yields };

        bool IsCopied(Operand result) => WholeCopies.IsOf(result) && (flow.All(result).Count > 0 || replaced.Contain(result))
            && flow.Of(result).All(index => IsPlain(method.Parameters[index]));

        // Two copies of one array could be told apart.
        bool IsOther(int index, int other) => index == other || !body.Yields[other].Type.IsBuffer()
            || distinct.AreDistinct(original.Yields[index], original.Yields[other])
            || !(replaced.MayBeOne(body.Yields[index], body.Yields[other])
                || all.Of(body.Yields[index]).Intersect(all.Of(body.Yields[other])).Any());

        Value Copy(Operand result)
        {
            var copy = builder.NewValue(result.Type);
            if (flow.All(result).Contains(MethodFacts.Objects) || replaced.MayBeNull(result))
                WholeCopies.AddUnlessNull(result, copy, builder);
            else WholeCopies.Add(result, copy, builder);
            return copy;
        }
    }

    private static bool IsPlain(Parameter parameter) =>
        parameter is { Type: not BufferType } or { Mode: PassMode.Value, IsReceiver: false, Field: null, Collection: "" };
}
