using System.Text.RegularExpressions;
using Diff.Testing;

namespace Diff.Generators.Tests.Emit;

/// <summary>
/// What users read: the Vjp of a straight line, of branches with an early return, of a counted loop, of loops that are reversed one
/// iteration at a time, of arrays that are exchanged or returned; and a Hessian.
/// </summary>
public sealed class OutputTests
{
    private static string Vjp(string method) => Member("[Differentiable]", method, "Vjp");

    private static string Member(string attribute, string method, string suffix)
    {
        var run = GeneratorHost.Run($"public static partial class Model\n{{\n    {attribute}\n{method}\n}}");
        return Regex.Match(run.Text, $@"^    public static \S+ \w+{suffix}\(.*?^    \}}$", RegexOptions.Multiline | RegexOptions.Singleline).Value;
    }

    [Fact]
    public void Straight_line() => Snapshot.Verify(Vjp(
        """
        public static double Rosenbrock(double x, double y)
        {
            var a = 1 - x;
            var b = y - x * x;
            return a * a + 100 * b * b;
        }
        """));

    [Fact]
    public void Branches() => Snapshot.Verify(Vjp(
        """
        public static double Huber(double r, double delta)
        {
            var a = Math.Abs(r);
            if (a <= delta) return 0.5 * r * r;
            return delta * (a - 0.5 * delta);
        }
        """));

    [Fact]
    public void Counted_loop() => Snapshot.Verify(Vjp(
        """
        public static double Logistic(double r, double x0, int steps)
        {
            var x = x0;
            for (var i = 0; i < steps; i++) x = r * x * (1 - x);
            return x;
        }
        """));

    [Fact]
    public void Exchanged_elements() => Snapshot.Verify(Vjp(
        """
        public static double[] Pivoted(double[] a, int pivot)
        {
            var b = (double[])a.Clone();
            for (var k = 0; k < b.Length; k++)
            {
                (b[k], b[pivot]) = (b[pivot], b[k]);
                b[k] *= 2;
            }
            return b;
        }
        """));

    [Fact]
    public void Fused_loop() => Snapshot.Verify(Vjp(
        """
        public static double Misfit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double slope)
        {
            var sum = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                var residual = y[i] - slope * x[i];
                sum += residual * residual;
            }

            return sum / x.Length;
        }
        """));

    [Fact]
    public void Fused_loop_with_scratch() => Snapshot.Verify(Vjp(
        """
        public static double Energy(ReadOnlySpan<double> points, ReadOnlySpan<double> centre, double width)
        {
            var d = centre.Length;
            var offset = new double[d];
            var total = 0.0;
            for (var p = 0; p < points.Length / d; p++)
            {
                for (var j = 0; j < d; j++) offset[j] = points[p * d + j] - centre[j];
                var r2 = 0.0;
                for (var j = 0; j < d; j++) r2 += offset[j] * offset[j];
                total += Math.Exp(-r2 / width);
            }

            return total;
        }
        """));

    [Fact]
    public void Exchanged_arrays() => Snapshot.Verify(Vjp(
        """
        public static double Diffusion(double[] start, double rate, int steps)
        {
            var u = (double[])start.Clone();
            var next = (double[])start.Clone();
            for (var step = 0; step < steps; step++)
            {
                for (var i = 1; i < u.Length - 1; i++) next[i] = u[i] + rate * (u[i - 1] - 2 * u[i] + u[i + 1]);
                (u, next) = (next, u);
            }

            return u[u.Length / 2];
        }
        """));

    [Fact]
    public void Returned_array() => Snapshot.Verify(Vjp(
        """
        public static double[] Softmax(double[] scores)
        {
            var shares = new double[scores.Length];
            var total = 0.0;
            for (var i = 0; i < scores.Length; i++) total += Math.Exp(scores[i]);
            for (var i = 0; i < scores.Length; i++) shares[i] = Math.Exp(scores[i]) / total;
            return shares;
        }
        """));

    [Fact]
    public void Several_directions()
    {
        const string Method =
            """
            public static double Decay(ReadOnlySpan<double> x, double rate)
            {
                var sum = 0.0;
                for (var i = 0; i < x.Length; i++) sum += Math.Exp(-rate * i) * x[i];
                return sum;
            }
            """;
        string[] members = ["Hessian", "__Hessian", "__HvpBundle"];
        Snapshot.Verify(string.Join("\n\n", members.Select(member => Member("[Differentiable(Order = 2)]", Method, member))));
    }
}
