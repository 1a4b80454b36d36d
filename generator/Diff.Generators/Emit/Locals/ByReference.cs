using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>An operand and a result of a call that are one <c>ref</c> argument.</summary>
internal readonly record struct ReferencePair(int Operand, int Result);

internal static class ByReference
{
    /// <summary>The <c>ref</c> arguments of a call: one variable holds the operand before and the result after it.</summary>
    public static IReadOnlyList<ReferencePair> Of(Let let)
    {
        if (let.Operation is not Call { Kind: not (CallKind.Reverse or CallKind.ReverseTangent), Callee: var callee } call
            || callee.Parameters.All(parameter => parameter.Mode != PassMode.Ref))
            return [];
        var pairs = new List<ReferencePair>();
        var first = callee.IsInstance ? 1 : 0;
        for (var result = 0; result < callee.Results.Count; result++)
            if (IsRef(callee, result)) pairs.Add(new(first + callee.Results[result].Parameter, result));
        var (operand, tangent) = (first + callee.Parameters.Count, callee.Results.Count);
        for (var i = 0; i < call.TangentsOfValues(); i++)
        {
            AddTangents(callee, operand, tangent, pairs);
            operand += callee.Parameters.Count(parameter => parameter.IsIndependent);
            tangent += callee.Results.Count(result => result.IsDifferentiable);
        }

        return pairs;
    }

    /// <summary>
    /// Whether results are written while arguments may still be read: accumulators of a rule are cleared before the call, and an <c>out</c>
    /// argument can be assigned before an <c>in</c> argument is read. Such a result shares no variable with an argument.
    /// </summary>
    public static bool IsWrittenEarly(Let let) =>
        let.Operation is Call call
        && (CustomCalls.Serves(call)
            || (call.Callee.Results.Any(result => result.Parameter >= 0)
                && call.Callee.Parameters.Any(parameter => parameter.Mode == PassMode.In)));

    private static void AddTangents(Callee callee, int firstOperand, int tangent, List<ReferencePair> pairs)
    {
        for (var result = 0; result < callee.Results.Count; result++)
        {
            if (!callee.Results[result].IsDifferentiable) continue;
            var parameter = callee.Results[result].Parameter;
            if (IsRef(callee, result) && callee.Parameters[parameter].IsIndependent)
                pairs.Add(new(firstOperand + callee.Parameters.Take(parameter).Count(before => before.IsIndependent), tangent));
            tangent++;
        }
    }

    private static bool IsRef(Callee callee, int result) =>
        callee.Results[result].Parameter >= 0 && callee.Parameters[callee.Results[result].Parameter].Mode == PassMode.Ref;
}
