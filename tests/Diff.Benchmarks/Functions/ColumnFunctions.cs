using GradBench.Evals;
using TrustRegion;

namespace Diff.Benchmarks.Functions;

/// <summary>One column or row of a matrix of derivatives, a product with a direction or weight, and the whole matrix; each makes the given number of calls.</summary>
/// <param name="Limit">The goal for the time of the matrix, as a multiple of the time of its columns one by one; null where several columns at once are of no avail.</param>
public sealed record ColumnFunction(string Name, int Columns, double? Limit, Func<int, double> Column, Func<int, double> Matrix);

/// <summary>The Jacobians and Hessians whose columns or rows are computed several at a time.</summary>
public static partial class ColumnFunctions
{
    // A pass along four directions is to cost less than two along one.
    private const double Half = 0.5;

    public static IEnumerable<ColumnFunction> All => [Valley(100), Misfit(12), CallingMisfit(12), GaussianMixture(2, 5), Curve(12), Tail(200, 12), Posed(), .. ShapedColumns.All];

    /// <summary>A sum of decays at the times 0, 0.1, 0.2 …: an amplitude and a rate for each.</summary>
    [Differentiable]
    public static double[] Decays(ReadOnlySpan<double> p, int times)
    {
        var sums = new double[times];
        for (var i = 0; i < times; i++)
        {
            for (var k = 0; k < p.Length; k += 2) sums[i] += p[k] * Math.Exp(-0.1 * i * p[k + 1]);
        }

        return sums;
    }

    /// <summary>The squared distance of a sum of decays from a straight line.</summary>
    [Differentiable(Order = 2)]
    public static double DecayMisfit(ReadOnlySpan<double> p, int times)
    {
        var misfit = 0.0;
        for (var i = 0; i < times; i++)
        {
            var sum = 0.01 * i - 1;
            for (var k = 0; k < p.Length; k += 2) sum += p[k] * Math.Exp(-0.1 * i * p[k + 1]);
            misfit += sum * sum;
        }

        return misfit;
    }

    /// <summary>The same, with its sums in a method of their own.</summary>
    [Differentiable(Order = 2)]
    public static double DecayCallMisfit(ReadOnlySpan<double> p, int times)
    {
        var misfit = 0.0;
        for (var i = 0; i < times; i++)
        {
            var difference = 0.01 * i - 1 + SumOfDecays(p, 0.1 * i);
            misfit += difference * difference;
        }

        return misfit;
    }

    [Differentiable(Order = 2)]
    private static double SumOfDecays(ReadOnlySpan<double> p, [NoGradient] double time)
    {
        var sum = 0.0;
        for (var k = 0; k < p.Length; k += 2) sum += p[k] * Math.Exp(-time * p[k + 1]);
        return sum;
    }

    private static ColumnFunction Valley(int variables)
    {
        var x = Rosenbrock.Start(variables);
        var (direction, product) = (Unit(variables), new double[variables]);
        // The columns are so cheap that the time goes to the matrix itself.
        return new("Hessian of Rosenbrock", variables, null, Repeat(() => Rosenbrock.HeightHvp(x, direction, product)), Repeat(() => Rosenbrock.HeightHessian(x)));
    }

    private static ColumnFunction Misfit(int parameters)
    {
        var p = Parameters(parameters);
        var (direction, product) = (Unit(parameters), new double[parameters]);
        return new("Hessian of decays", parameters, Half, Repeat(() => DecayMisfitHvp(p, 200, direction, product)), Repeat(() => DecayMisfitHessian(p, 200)));
    }

    private static ColumnFunction CallingMisfit(int parameters)
    {
        var p = Parameters(parameters);
        var (direction, product) = (Unit(parameters), new double[parameters]);
        return new("Hessian of decays, by calls", parameters, Half, Repeat(() => DecayCallMisfitHvp(p, 200, direction, product)), Repeat(() => DecayCallMisfitHessian(p, 200)));
    }

    private static ColumnFunction GaussianMixture(int d, int k)
    {
        var input = GradBench.Measuring.Inputs.Mixture(d, k, 1000);
        double[][] points = [input.Alpha, input.Mu, input.Q, input.L];
        var directions = points.Select(point => Unit(point.Length)).ToArray();
        var results = points.Select(point => new double[point.Length]).ToArray();
        return new(
            $"Hessian of gmm, d {d}, k {k}",
            points.Sum(point => point.Length),
            Half,
            Repeat(() => Mixture.ObjectiveHvp(
                input.Alpha, input.Mu, input.Q, input.L, input.X, input.D, input.M, input.Gamma,
                directions[0], directions[1], directions[2], directions[3], results[0], results[1], results[2], results[3])),
            Repeat(() => Mixture.ObjectiveHessian(input.Alpha, input.Mu, input.Q, input.L, input.X, input.D, input.M, input.Gamma)));
    }

    private static ColumnFunction Curve(int parameters)
    {
        var p = Parameters(parameters);
        var direction = Unit(parameters);
        return new("Jacobian of decays", parameters, Half, Repeat(() => DecaysJvp(p, 200, direction)), Repeat(() => DecaysJacobian(p, 200)));
    }

    private static ColumnFunction Tail(int parameters, int times)
    {
        var p = Parameters(parameters);
        var (weight, gradient) = (Unit(times), new double[parameters]);
        return new("Jacobian of decays, by rows", times, Half, Repeat(() => DecaysVjp(p, times, weight, gradient)), Repeat(() => DecaysJacobian(p, times)));
    }

    private static ColumnFunction Posed()
    {
        var input = GradBench.Measuring.Inputs.Hand(22, 544, 100, onSurface: false);
        var (direction, residuals, tangents) = (Unit(Hand.PoseLength), new double[input.Points.Length], new double[input.Points.Length]);
        return new(
            "Jacobian of hand",
            Hand.PoseLength,
            Half,
            Repeat(() => Hand.ResidualsJvp(input.Theta, input.Model, input.Correspondences, input.Points, residuals, direction, tangents)),
            Repeat(() => Hand.ResidualsJacobian(input.Theta, input.Model, input.Correspondences, input.Points, residuals)));
    }

    public static double[] Parameters(int count) => [.. Enumerable.Range(0, count).Select(i => 0.5 + 0.1 * i)];

    private static double[] Unit(int length) => [1, .. new double[length - 1]];

    public static Func<int, double> Repeat(Action call) => calls =>
    {
        for (var i = 0; i < calls; i++) call();
        return 0;
    };
}
