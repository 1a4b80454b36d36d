using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

/// <summary>Where all iterations of a loop record the same, they record it once.</summary>
public sealed class SharedBlockTests
{
    [Theory]
    [InlineData("(a, b) = (b, a);", true)]
    [InlineData("var c = new double[n]; (a, b) = (b, c);", true)]
    [InlineData("b = a;", false)]
    [InlineData("if (layer > 1) (a, b) = (b, a);", true)]
    [InlineData("if (layer > 1) b = a;", false)]
    public void A_layer_of_a_network_records_each_activation_once(string exchange, bool isOnce) => Assert.Equal(isOnce, Emitted(exchange).Contains("once for all of its iterations", StringComparison.Ordinal));

    private static string Emitted(string exchange) => GeneratorHost.Run(
        $$"""
        public static partial class Model
        {
            [Differentiable]
            public static double F(double[] w, int n)
            {
                var a = new double[n];
                var b = new double[n];
                a[0] = 0.5;
                for (var layer = 0; layer < 3; layer++)
                {
                    for (var i = 0; i < n; i++)
                    {
                        var z = 0.0;
                        for (var j = 0; j < n; j++) z += w[i * n + j] * a[j];
                        b[i] = Math.Tanh(z);
                    }

                    {{exchange}}
                }

                return a[0];
            }
        }
        """).Text;
}
