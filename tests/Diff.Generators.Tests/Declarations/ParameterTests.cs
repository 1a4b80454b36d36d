using Diff.Testing;

namespace Diff.Generators.Tests.Declarations;

/// <summary>Parameters are repeated in generated members as they were declared.</summary>
public sealed class ParameterTests
{
    [Fact]
    public void Default_values_are_repeated()
    {
        var run = GeneratorHost.Run("""
            public enum Kind { Plain, Fancy }

            public static partial class Model
            {
                [Differentiable]
                public static double F(
                    double x, float y = 0.1f, int n = -3, string s = "a\"\n", char c = '\'', Kind k = Kind.Fancy, decimal m = 1.5m,
                    string? none = null, DateTime when = default, int? maybe = 4, bool b = true, [NoGradient] double inf = double.PositiveInfinity, long big = long.MinValue) => x * y * n;

                public static double Use() => FGradient(2).x + FGradient(2, n: 5).y;
            }
            """);
        Assert.Equal(-0.3 - 0.0 + 10, (double)run.Invoke("Model", "Use")!, 6);
    }

    [Fact]
    public void Params_are_repeated() => GeneratorHost.Run("""
        public static partial class Model
        {
            [Differentiable] public static double F(params double[] x) => x[0] * x[1];
            [Differentiable] public static double G(params ReadOnlySpan<double> x) => x[0] * x[1];

            public static double Use() => FGradient(2, 3)[0] + GGradient(2, 3)[0];
        }
        """);

    [Fact]
    public void Ways_of_passing_and_keywords_are_repeated() => GeneratorHost.Run("""
        public static partial class Model
        {
            [Differentiable] public static double F(in double @in, ref readonly float r, scoped ReadOnlySpan<double> @params, ref double z) => @in * r * @params[0] * z;
        }
        """);

    [Fact]
    public void Constraints_are_repeated() => GeneratorHost.Run("""
        using System.Numerics;

        public static partial class Model
        {
            [Differentiable]
            public static T F<T, TState, TOther>(T x, TState state, TOther? other)
                where T : struct, IFloatingPointIeee754<T>
                where TState : class, IDisposable, new()
                where TOther : class? => x * x;
        }
        """);
}
