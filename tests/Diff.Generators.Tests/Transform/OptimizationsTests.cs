using Diff.Generators.Transform;
using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

public class OptimizationsTests
{
    private const string Kernels = """
        public static partial class P
        {
            [Differentiable]
            public static double Heat(double[] start, double k, int steps)
            {
                var (u, v) = (start.AsSpan().ToArray(), new double[start.Length]);
                for (var s = 0; s < steps; s++)
                {
                    for (var i = 0; i < u.Length; i++) v[i] = u[i] + k * ((i > 0 ? u[i - 1] : 0.0) - u[i]) * u[i];
                    (u, v) = (v, u);
                }

                var total = 0.0;
                foreach (var t in u) total += t * t;
                return total;
            }

            [Differentiable]
            public static double Scan(double[] x, double a, int limit)
            {
                var y = new double[x.Length];
                for (var i = 0; i < y.Length; i++)
                {
                    y[i] = (i > 0 ? y[i - 1] : a) * Math.Exp(-x[i]);
                    for (var j = 0; j < i; j++)
                    {
                        if (y[j] < 0.1) break;
                        y[i] *= 1 + y[j] / (j + 1);
                        if (j > limit) return y[i] * a;
                    }
                }

                return y[^1] + Scan2(y, 0) * Math.Pow(a, 1.5);
            }

            [Differentiable]
            public static double Misfit(double[] x, double a, int count)
            {
                var scale = new double[count];
                for (var i = 0; i < count; i++) scale[i] = Math.Exp(a * i);
                var (sum, penalty) = (0.0, a);
                for (var i = 0; i < x.Length; i++)
                {
                    var r = x[i];
                    for (var j = 0; j < count; j++) r -= scale[j] * Math.Sin(r);
                    if (r > 0) sum += r * r;
                    else penalty += Math.Abs(r) * a;
                }

                return sum / x.Length + 0.5 * penalty;
            }

            [Differentiable]
            public static double Calls(double[] x, double a, int count)
            {
                var (sum, p) = (0.0, (a, x[0]));
                for (var i = 0; i < count; i++)
                {
                    p = Rotate(p, x[i % x.Length]);
                    sum += Huber(p.Item1 - x[1], a) * Square(p.Item2);
                    Move(ref sum, a, out var moved);
                    sum -= Huber(moved, 0.5);
                }

                return sum;
            }

            [Differentiable] public static (double, double) Rotate((double, double) p, double angle) =>
                (p.Item1 * Math.Cos(angle) - p.Item2 * Math.Sin(angle), p.Item1 * Math.Sin(angle) + p.Item2 * Math.Cos(angle));

            [Differentiable] public static double Huber(double r, double delta)
            {
                if (Math.Abs(r) <= delta) return 0.5 * Square(r);
                return delta * (Math.Abs(r) - 0.5 * delta);
            }

            [Differentiable] public static double Square(double x) => x * x;

            [Differentiable] public static void Move(ref double x, [NoGradient] double by, out double sum)
            {
                x += Math.Sin(x * by);
                sum = x + by;
            }

            [Differentiable]
            public static double Scan2(double[] y, int from) => from == y.Length ? 1.0 : Math.Sqrt(1 + y[from]) * Scan2(y, from + 1);
        }
        """;

    private static readonly Lazy<GeneratorRun> Optimized = new(() => Run(Optimizations.All));
    private static readonly Lazy<GeneratorRun> Plain = new(() => Run(Optimizations.None));

    // Different orders of summation differ by a few roundings of the largest term.
    [Theory]
    [InlineData("Heat", 5)]
    [InlineData("Scan", 1)]
    [InlineData("Scan", 9)]
    [InlineData("Misfit", 3)]
    [InlineData("Calls", 6)]
    public void The_gradient_is_the_same_with_all_optimizations_off(string method, int count)
    {
        double[] x = [0.3, 0.5, -0.2, 0.9];
        var (expected, actual) = (Gradient(Plain.Value), Gradient(Optimized.Value));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 13));
        Assert.Contains(expected, partial => Math.Abs(partial) > 0.01);

        double[] Gradient(GeneratorRun run)
        {
            var gradient = (ValueTuple<double[], double>)run.Invoke("P", method + "Gradient", x, 0.7, count)!;
            return [.. gradient.Item1, gradient.Item2];
        }
    }

    [Fact]
    public void A_loop_whose_test_looks_ahead_is_counted() => Assert.DoesNotContain("tape", GeneratorHost.Run(
        """
        public static partial class Model
        {
            [Differentiable]
            public static double Products(ReadOnlySpan<double> x)
            {
                var s = 0.0;
                for (var i = 0; i + 1 < x.Length; i++) s += Math.Sin(x[i]) * x[i + 1];
                return s;
            }
        }
        """).Text.Split("double ProductsVjp(")[1].Split("ProductsJvp(")[0], StringComparison.Ordinal);

    [Fact]
    public void Without_optimizations_the_generated_code_differs() =>
        Assert.NotEqual(Optimized.Value.Text, Plain.Value.Text);

    private static GeneratorRun Run(Optimizations optimizations) =>
        GeneratorHost.Run(Kernels, GeneratorOptions.Default with { Generator = new DifferentiableGenerator { Optimizations = optimizations } });
}
