using GradBench.Evals;
using GradBench.Measuring;
using TrustRegion;

namespace Diff.Benchmarks.Functions;

/// <summary>A gradient and a Hessian-vector product, each of which makes the given number of calls.</summary>
public sealed record SecondOrderFunction(string Name, Func<int, double> Gradient, Func<int, double> Product);

/// <summary>The functions of the samples whose second derivatives are measured.</summary>
public static class SecondOrderFunctions
{
    public static IEnumerable<SecondOrderFunction> All => [GaussianMixture(2, 5), GaussianMixture(10, 25), GaussianMixture(20, 50), Network(2), Network(4), Valley(1000)];

    private static SecondOrderFunction GaussianMixture(int d, int k)
    {
        var input = GradBench.Measuring.Inputs.Mixture(d, k, 1000);
        double[][] points = [input.Alpha, input.Mu, input.Q, input.L];
        var (directions, results) = (Like(points, 1), Like(points, 0));
        return new(
            $"gmm, d {d}, k {k}",
            Repeat(() => Mixture.ObjectiveValueAndGradient(
                input.Alpha, input.Mu, input.Q, input.L, input.X, input.D, input.M, input.Gamma, results[0], results[1], results[2], results[3])),
            Repeat(() => Mixture.ObjectiveHvp(
                input.Alpha, input.Mu, input.Q, input.L, input.X, input.D, input.M, input.Gamma,
                directions[0], directions[1], directions[2], directions[3], results[0], results[1], results[2], results[3])));
    }

    private static SecondOrderFunction Network(int layers)
    {
        var input = GradBench.Measuring.Inputs.Lstm(layers, 14, 1024);
        double[][] points = [input.Main, input.Extra];
        var (directions, results) = (Like(points, 1), Like(points, 0));
        return new(
            $"lstm, {layers} layers",
            Repeat(() => Lstm.ObjectiveValueAndGradient(input.Main, input.Extra, input.State, input.Sequence, results[0], results[1])),
            Repeat(() => Lstm.ObjectiveHvp(input.Main, input.Extra, input.State, input.Sequence, directions[0], directions[1], results[0], results[1])));
    }

    private static SecondOrderFunction Valley(int variables)
    {
        double[][] points = [Rosenbrock.Start(variables)];
        var (directions, results) = (Like(points, 1), Like(points, 0));
        return new(
            $"Rosenbrock, {variables} variables",
            Repeat(() => Rosenbrock.HeightValueAndGradient(points[0], results[0])),
            Repeat(() => Rosenbrock.HeightHvp(points[0], directions[0], results[0])));
    }

    private static double[][] Like(double[][] points, double value) => [.. points.Select(point => Enumerable.Repeat(value, point.Length).ToArray())];

    private static Func<int, double> Repeat(Action call) => calls =>
    {
        for (var i = 0; i < calls; i++) call();
        return 0;
    };
}
