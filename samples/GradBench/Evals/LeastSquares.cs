using Diff;
using GradBench.Protocol;

namespace GradBench.Evals;

/// <summary>The fit of a polynomial to the sign function.</summary>
public static partial class LeastSquares
{
    /// <summary><c>½ Σᵢ (sign tᵢ − Σⱼ xⱼ·tᵢʲ)²</c> over <paramref name="n"/> points <c>tᵢ</c> evenly spread over [−1, 1].</summary>
    [Differentiable]
    public static double Primal(ReadOnlySpan<double> x, int n)
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++)
        {
            var t = -1 + i * 2.0 / (n - 1);
            var residual = (double)Math.Sign(t);
            var power = 1.0;
            for (var j = 0; j < x.Length; j++)
            {
                residual -= x[j] * power;
                power *= t;
            }

            sum += residual * residual;
        }

        return 0.5 * sum;
    }
}

internal static class LeastSquaresModule
{
    public static Module Create() => new("llsq", new Dictionary<string, Function>
    {
        ["primal"] = Function.Create(
            Read, input => LeastSquares.Primal(input.X, input.N), (writer, _, value) => writer.WriteFinite(value)),
        ["gradient"] = Function.Create(
            Read, input => LeastSquares.PrimalGradient(input.X, input.N), (writer, _, gradient) => writer.WriteVector(gradient)),
    });

    private static (double[] X, int N) Read(InputReader input) => (input["x"].Vector(), input["n"].Int(least: 2));
}
