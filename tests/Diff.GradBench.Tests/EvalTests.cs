using GradBench.Evals;
using GradBench.Measuring;

namespace Diff.GradBench.Tests;

/// <summary>The derivative of each eval on small inputs.</summary>
public sealed class EvalTests
{
    [Fact]
    public void Square_has_twice_its_argument_as_derivative() => Assert.Equal(7, Hello.SquareGradient(3.5));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Log_sum_exp(int n)
    {
        var x = Inputs.Vector(n);
        Gradients.Agree(p => LogSumExp.Primal(p), x, LogSumExp.PrimalGradient(x), v => LogSumExp.PrimalJvp(x, v).Tangent);
    }

    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(2, 3, 8)]
    public void Clusters_have_a_gradient(int d, int k, int n)
    {
        var (points, centroids) = (Inputs.Vector(n * d), Inputs.Vector(k * d + 1)[1..]);
        Gradients.Agree(
            c => Clusters.Cost(points, c, d), centroids, Clusters.CostGradient(points, centroids, d), v => Clusters.CostJvp(points, centroids, d, v).Tangent);
    }

    // The mean of the points of a cluster minimises the sum of their squared distances, so Newton's step leads there: centroid - direction.
    [Fact]
    public void One_Newton_step_moves_the_centroids_to_the_means()
    {
        double[] points = [0, 1, 2, 1, 10, 4, 12, 5, 11, 9], centroids = [0.5, 0.5, 9, 7];
        var direction = Clusters.Direction(points, centroids, 2);
        Assert.Equal([1, 1, 11, 6], centroids.Zip(direction, (c, step) => c - step), (expected, actual) => Math.Abs(expected - actual) < 1e-14);
    }

    [Fact]
    public void Gradient_of_log_sum_exp_sums_to_one_at_a_tie() => Assert.Equal([0.5, 0.5], LogSumExp.PrimalGradient([3, 3]));

    [Theory]
    [InlineData(2, 1)]
    [InlineData(9, 4)]
    public void Least_squares(int n, int m)
    {
        var x = Inputs.Vector(m);
        Gradients.Agree(
            p => LeastSquares.Primal(p, n), x, LeastSquares.PrimalGradient(x, n), v => LeastSquares.PrimalJvp(x, n, v).Tangent);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Determinant_by_expansion(int ell)
    {
        var a = Inputs.Vector(ell * ell);
        Gradients.Agree(
            p => Determinant.Primal(p, ell), a, Determinant.PrimalGradient(a, ell), v => Determinant.PrimalJvp(a, ell, v).Tangent);
    }

    [Fact]
    public void Determinant_of_a_permutation_is_its_sign() => Assert.Equal(-1, Determinant.Primal([0, 1, 0, 1, 0, 0, 0, 0, 1], 3));

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 3, 4)]
    [InlineData(4, 2, 3)]
    public void Gaussian_mixture(int d, int k, int n)
    {
        var input = Inputs.Mixture(d, k, n);
        double[] x = [.. input.Alpha, .. input.Mu, .. input.Q, .. input.L];
        var gradient = input.Jacobian();
        Gradients.Agree(
            p => At(p).Objective(),
            x,
            [.. gradient.Alpha, .. gradient.Mu, .. gradient.Q, .. gradient.L],
            v =>
            {
                var along = At(v);
                return Mixture.ObjectiveJvp(
                    input.Alpha, input.Mu, input.Q, input.L, input.X, input.D, input.M, input.Gamma, along.Alpha, along.Mu, along.Q, along.L).Tangent;
            });

        MixtureInput At(double[] p) => input with
        {
            Alpha = p[..k],
            Mu = p[k..(k + k * d)],
            Q = p[(k + k * d)..(k + 2 * k * d)],
            L = p[(k + 2 * k * d)..],
        };
    }

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(2, 3, 5)]
    public void Network(int layers, int b, int characters)
    {
        var input = Inputs.Lstm(layers, b, characters);
        var gradient = input.Jacobian();
        var split = input.Main.Length;
        Gradients.Agree(
            p => Lstm.Objective(p.AsSpan(0, split), p.AsSpan(split), input.State, input.Sequence),
            [.. input.Main, .. input.Extra],
            [.. gradient.Main, .. gradient.Extra],
            v => Lstm.ObjectiveJvp(input.Main, input.Extra, input.State, input.Sequence, v.AsSpan(0, split), v.AsSpan(split)).Tangent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bundle_adjustment(bool withoutRotation)
    {
        var input = Inputs.Bundle(2, 3, 4);
        if (withoutRotation) input.Cameras.AsSpan(0, 3).Clear();
        const int Camera = Bundle.CameraLength;
        var jacobian = input.Jacobian();
        var columns = Camera * input.N + 3 * input.M + input.P;
        double[] x = [.. input.Cameras, .. input.Points, .. input.Weights];
        for (var row = 0; row < 3 * input.P; row++)
        {
            var dense = new double[columns];
            for (var at = jacobian.Rows[row]; at < jacobian.Rows[row + 1]; at++) dense[jacobian.Columns[at]] = jacobian.Values[at];
            // Central differences leave the branch that has no rotation; its tangent plane is still the right one there.
            GradientCheck.Verify(dense, p => Error(p, row), x, 1e-5);
        }

        double Error(double[] p, int row)
        {
            var at = input with
            {
                Cameras = p[..(Camera * input.N)],
                Points = p[(Camera * input.N)..(Camera * input.N + 3 * input.M)],
                Weights = p[(Camera * input.N + 3 * input.M)..],
            };
            var (reprojections, weights) = at.Objective();
            return row < 2 * input.P ? reprojections[row] : weights[row - 2 * input.P];
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(5, 7)]
    public void Differential_equation(int n, int steps)
    {
        var x = Inputs.Vector(n, 0.5, 2);
        Gradients.Agree(p => Ode.Last(p, steps), x, Ode.LastGradient(x, steps), v => Ode.LastJvp(x, steps, v).Tangent);
    }

    [Fact]
    public void Differential_equation_is_solved_to_fourth_order()
    {
        double[] x = [1, 2];
        var y = new double[2];
        Ode.Solve(x, 10, y);
        Assert.Equal(2, y[0], 1e-14);
        Assert.Equal(4, y[1], 1e-14);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Hand_tracking(bool onSurface, bool mirrored)
    {
        var input = Inputs.Hand(22, 30, 8, onSurface, mirrored);
        var jacobian = input.Jacobian();
        var columns = input.Columns;
        for (var row = 0; row < input.Points.Length; row++)
        {
            // A place on the surface moves its own point only.
            var places = onSurface ? 2 : 0;
            var own = 2 * (row / 3);
            double[] x = [.. onSurface ? input.Us.AsSpan(own, 2) : [], .. input.Theta];
            GradientCheck.Verify(
                jacobian.AsSpan(row * columns, columns),
                p =>
                {
                    var us = (double[])input.Us.Clone();
                    p.AsSpan(0, places).CopyTo(us.AsSpan(places == 0 ? 0 : own));
                    return (input with { Us = us, Theta = p[places..] }).Objective()[row];
                },
                x,
                1e-6);
        }
    }

    [Fact]
    public void Hand_tracking_agrees_in_both_modes()
    {
        var input = Inputs.Hand(22, 30, 8, onSurface: false);
        var forward = input.Jacobian();
        var reverse = Hand.ResidualsJacobian(input.Theta, input.Model, input.Correspondences, input.Points, new double[input.Points.Length]);
        var scale = forward.Max(Math.Abs);
        for (var row = 0; row < input.Points.Length; row++)
        {
            for (var column = 0; column < Hand.PoseLength; column++)
                Assert.Equal(forward[row * Hand.PoseLength + column], reverse[row, column], 1e-13 * scale);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Landing_of_a_particle(bool isForwardInside)
    {
        var gradient = 0.0;
        Particle.LandingVjp(0.3, isForwardInside, 1, ref gradient);
        GradientCheck.Verify([gradient], w => Particle.Landing(w[0], isForwardInside), [0.3]);
        Assert.Equal(gradient, Particle.LandingJvp(0.3, isForwardInside, 1).Tangent, 1e-12 * Math.Abs(gradient));
    }

    [Fact]
    public void A_particle_is_aimed_at_the_origin_in_all_pairs_of_modes()
    {
        var aims = (bool[])[false, true];
        var found = aims.SelectMany(outer => aims.Select(inner => Particle.Aim(0.1, outer, inner))).ToArray();
        Assert.All(found, w => Assert.Equal(found[0], w, 1e-10));
        Assert.Equal(0, Particle.Landing(found[0], isForward: false), 1e-8);
    }

    // Far from the top the steps of the inner descent multiply the start by a number, which the outer derivative does not change.
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_saddle_point_is_where_all_slopes_vanish(bool isForward, bool isForwardInside)
    {
        Assert.Equal((3, 4), Saddle.HeightGradient(1.5, 2, 1, 1, isForwardInside));
        Assert.All(Saddle.Find(0.5, -2, isForward, isForwardInside), number => Assert.Equal(0, number, 1e-4));
    }

    [Fact]
    public void Log_gamma_of_small_integers_and_of_one_half()
    {
        var factorial = 1.0;
        for (var n = 1; n < 20; n++)
        {
            Assert.Equal(Math.Log(factorial), LogGamma.Of(n), 1e-14 * Math.Max(1, Math.Log(factorial)));
            factorial *= n;
        }

        Assert.Equal(0.5 * Math.Log(Math.PI), LogGamma.Of(0.5), 1e-14);
    }
}
