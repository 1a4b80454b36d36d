using Diff;
using GradBench.Protocol;

namespace GradBench.Evals;

/// <summary>The logarithm of a sum of exponentials.</summary>
public static partial class LogSumExp
{
    /// <summary><c>log Σ exp xᵢ</c>, shifted by the largest element so that no exponential overflows.</summary>
    [Differentiable(Order = 2)]
    public static double Primal(ReadOnlySpan<double> x)
    {
        var largest = x[0];
        for (var i = 1; i < x.Length; i++) largest = Math.Max(largest, x[i]);
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += Math.Exp(x[i] - largest);
        return largest + Math.Log(sum);
    }
}

internal static class LogSumExpModule
{
    public static Module Create() => new("lse", new Dictionary<string, Function>
    {
        ["primal"] = Function.Create(Read, x => LogSumExp.Primal(x), (writer, _, value) => writer.WriteFinite(value)),
        ["gradient"] = Function.Create(Read, x => LogSumExp.PrimalGradient(x), (writer, _, gradient) => writer.WriteVector(gradient)),
    });

    private static double[] Read(InputReader input)
    {
        var x = input["x"];
        return x.Length > 0 ? x.Vector() : throw x.Invalid("is empty");
    }
}
