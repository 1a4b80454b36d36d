namespace Diff.Generators.Ir;

/// <summary>Pairs the values of a method or call with the parameters they belong to.</summary>
internal static class Binding
{
    /// <summary>The entry value of every parameter.</summary>
    public static IEnumerable<(Value Value, Parameter Parameter)> BoundParameters(this Method method) =>
        method.Body.Parameters.Skip(method.HasReceiver ? 1 : 0).Zip(method.Parameters, (value, parameter) => (value, parameter));

    /// <summary>The argument of every parameter of a primal or forward call.</summary>
    public static IEnumerable<(Operand Argument, CalleeParameter Parameter)> Bound(this Call call) =>
        call.Arguments.Skip(call.Callee.IsInstance ? 1 : 0).Zip(call.Callee.Parameters, (argument, parameter) => (argument, parameter));

    /// <summary>The tangents that a call in forward mode, or of the tangent of a half, is given.</summary>
    public static IEnumerable<Operand> Tangents(this Call call)
    {
        var callee = call.Callee;
        if (call.Kind != CallKind.ReverseTangent) return call.Arguments.Skip((callee.IsInstance ? 1 : 0) + callee.Parameters.Count);
        var buffers = callee.Parameters.Count(parameter => parameter.IsIndependent && parameter.Mode != PassMode.Out
            && parameter.Type.IsBuffer());
        return call.Arguments.Skip(call.Arguments.Count - callee.Results.Count(result => result.IsDifferentiable) - 2 * buffers);
    }

    /// <summary>The tangents that such a call delivers.</summary>
    public static IEnumerable<Value> TangentResults(this Call call, Let let) =>
        let.Results.Skip(call.Kind == CallKind.ReverseTangent ? let.Results.Count / 2 : call.Callee.Results.Count);

    /// <summary>How many tangents a call takes for each independent, and delivers for each result.</summary>
    public static int TangentsOfValues(this Call call) => call.Kind switch
    {
        CallKind.Jvp or CallKind.ForwardTangent => 1,
        CallKind.JvpTangent => 3,
        _ => 0,
    };

    /// <summary>The memory that a reverse call adds adjoints to.</summary>
    public static IEnumerable<Operand> Accumulators(this Call call)
    {
        var count = call.Callee.Parameters.Count(parameter => parameter.IsIndependent && parameter.Mode != PassMode.Out
            && parameter.Type.IsBuffer());
        return call.Arguments.Skip(call.Arguments.Count - count);
    }

    /// <summary>The differentiable results of a primal or forward call.</summary>
    public static IEnumerable<Value> DifferentiableResults(this Call call, Let let) =>
        let.Results.Zip(call.Callee.Results, (value, result) => (value, result)).Where(pair => pair.result.IsDifferentiable)
            .Select(pair => pair.value);
}
