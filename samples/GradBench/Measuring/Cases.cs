using Diff;
using GradBench.Evals;

namespace GradBench.Measuring;

/// <summary>The evals at the sizes that the public table shows, on inputs drawn from a fixed seed.</summary>
public static class Cases
{
    /// <summary>All cases; an input is made when its case is reached.</summary>
    public static IEnumerable<Case> All() =>
    [
        .. new[] { (2, 5), (10, 25), (20, 50), (64, 50) }.Select(size => GaussianMixture(size.Item1, size.Item2, 1000)),
        BundleAdjustment(49, 7776, 31843),
        .. new[] { 2, 4 }.Select(layers => Network(layers, 1024)),
        .. new[] { 7, 9 }.Select(Expansion),
        .. new[] { 2500, 160000 }.Select(LogSum),
        Squares(4096, 128),
        Chain(1000, 100),
        .. new[] { 100, 1000 }.Select(HandTracking),
    ];

    private static Case GaussianMixture(int d, int k, int n)
    {
        var input = Inputs.Mixture(d, k, n);
        return new Case("gmm", $"d {d}, k {k}, n {n}", () => input.Objective(), () => input.Jacobian(), () => Recorded(tape =>
            Mixture.Objective__Forward(input.Alpha, input.Mu, input.Q, input.L, input.X, input.D, input.M, input.Gamma, tape)));
    }

    private static Case BundleAdjustment(int n, int m, int p)
    {
        var input = Inputs.Bundle(n, m, p);
        return new Case("ba", $"n {n}, m {m}, p {p}", () => input.Objective(), () => input.Jacobian(), () => Recorded(tape =>
        {
            Bundle.Residual__Forward(input.Cameras.AsSpan(0, 11), input.Points.AsSpan(0, 3), input.Weights[0], input.Features, out var record);
            tape.Push(record);
        }));
    }

    private static Case Network(int layers, int characters)
    {
        var input = Inputs.Lstm(layers, 14, characters);
        return new Case("lstm", $"{layers} layers × {characters}", () => input.Objective(), () => input.Jacobian(), () => Recorded(tape =>
            Lstm.Objective__Forward(input.Main, input.Extra, input.State, input.Sequence, tape)));
    }

    private static Case Expansion(int ell)
    {
        var a = Inputs.Vector(ell * ell);
        return new Case(
            "det",
            $"ell {ell}",
            () => Determinant.Primal(a, ell),
            () => Determinant.PrimalGradient(a, ell),
            () => Recorded(tape => Determinant.Primal__Forward(a, ell, tape)));
    }

    private static Case LogSum(int n)
    {
        var x = Inputs.Vector(n);
        return new Case(
            "lse",
            $"n {n}",
            () => LogSumExp.Primal(x),
            () => LogSumExp.PrimalGradient(x),
            () => Recorded(tape => LogSumExp.Primal__Forward(x, tape)));
    }

    private static Case Squares(int n, int m)
    {
        var x = Inputs.Vector(m);
        return new Case(
            "llsq",
            $"n {n}, m {m}",
            () => LeastSquares.Primal(x, n),
            () => LeastSquares.PrimalGradient(x, n),
            () => Recorded(tape => LeastSquares.Primal__Forward(x, n, tape)));
    }

    private static Case Chain(int n, int steps)
    {
        var x = Inputs.Vector(n, 0, 2);
        var y = new double[n];
        return new Case(
            "ode",
            $"n {n}, s {steps}",
            () => Ode.Solve(x, steps, y),
            () => Ode.LastGradient(x, steps),
            () => Recorded(tape => Ode.Last__Forward(x, steps, tape)));
    }

    private static Case HandTracking(int correspondences)
    {
        var input = Inputs.Hand(22, 544, correspondences, onSurface: false);
        return new Case("ht", $"{correspondences} correspondences", () => input.Objective(), () => input.Jacobian(), null);
    }

    private static long Recorded(Action<Tape> forward)
    {
        using var tape = Tape.Rent();
        forward(tape);
        return tape.BytesRecorded;
    }
}
