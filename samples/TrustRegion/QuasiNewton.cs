using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace TrustRegion;

/// <summary>L-BFGS of MathNet.Numerics, which has the gradient alone.</summary>
public static class QuasiNewton
{
    private const int Memory = 10;
    private const int MaximumIterations = 10_000;

    /// <summary>Minimises the function until its gradient is shorter than <paramref name="tolerance"/>, or nothing changes any more.</summary>
    public static Minimum Run(ValueAndGradient f, double[] start, double tolerance)
    {
        var gradients = 0;
        var objective = ObjectiveFunction.Gradient(x =>
        {
            gradients++;
            var gradient = new double[x.Count];
            return (f(x.AsArray() ?? x.ToArray(), gradient), Vector<double>.Build.Dense(gradient));
        });
        var optimiser = new LimitedMemoryBfgsMinimizer(tolerance, parameterTolerance: 1e-15, functionProgressTolerance: 1e-15, Memory, MaximumIterations);
        var result = optimiser.FindMinimum(objective, Vector<double>.Build.Dense((double[])start.Clone()));
        return new Minimum(result.MinimizingPoint.ToArray(), result.FunctionInfoAtMinimum.Value, result.Iterations, gradients, 0);
    }
}
