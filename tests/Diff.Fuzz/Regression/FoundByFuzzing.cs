using Diff.Generators;
using Diff.Generators.Transform;
using Diff.Testing;

namespace Diff.Fuzz.Regression;

/// <summary>The smallest programs on which the random-program test once failed.</summary>
public sealed class FoundByFuzzing
{
    [Fact]
    public void Tuple_that_a_branch_yields_keeps_its_tangents()
    {
        var run = GeneratorHost.Run("""
            public static partial class P
            {
                [Differentiable]
                public static (double, (double, double)) F(double x, double y)
                {
                    if (y > 1.0) return (x, (y, y));
                    return (x * y, (x, y));
                }
            }
            """);

        var answer = (((double, (double, double)) Value, (double, (double, double)) Tangent))run.Invoke("P", "FJvp", 3.0, 0.5, 1.0, 10.0)!;

        Assert.Equal((0.5 * 1.0 + 3.0 * 10.0, (1.0, 10.0)), answer.Tangent);
    }

    [Fact]
    public void Tuple_that_a_loop_carries_keeps_its_tangents()
    {
        var run = GeneratorHost.Run("""
            public static partial class P
            {
                [Differentiable]
                public static double F(double x, int n)
                {
                    var pair = (x, 1.0);
                    for (var i = 0; i < n; i++) pair = (pair.Item1 * x, pair.Item1 + pair.Item2);
                    return pair.Item1 + pair.Item2;
                }
            }
            """);

        // n = 2: x³ + (1 + x + x²)
        var answer = ((double Value, double Tangent))run.Invoke("P", "FJvp", 2.0, 2, 1.0)!;

        Assert.Equal((15.0, 12.0 + 1.0 + 4.0), answer);
    }

    [Fact]
    public void Detached_expression_that_is_printed_in_place_needs_no_variable()
    {
        var run = GeneratorHost.Run("""
            public static partial class P
            {
                [Differentiable]
                public static double F(double x, double y)
                {
                    var d = Gradient.Detach(y > 1.8 ? y : 3.0);
                    return d * x * d + y;
                }
            }
            """);

        Assert.Equal((9.0, 1.0), ((double, double))run.Invoke("P", "FGradient", 1.0, 1.0)!);
    }

    [Fact]
    public void Detached_variable_is_not_assigned_to_itself()
    {
        var run = GeneratorHost.Run("""
            public static partial class P
            {
                [Differentiable]
                public static double F(double x, int n)
                {
                    for (var i = 0; i < n; i++) x = x <= -1.0 ? Math.Sin(x) : Gradient.Detach(x);
                    return 2.0 * x;
                }
            }
            """);

        Assert.DoesNotContain("x = x;", run.Text);
        Assert.Equal(0.0, run.Invoke("P", "FGradient", 1.0, 2));
        Assert.Equal(2.0, run.Invoke("P", "FGradient", 1.0, 0));
    }

    [Fact]
    public void Tuple_returned_from_inside_a_loop_keeps_its_adjoints()
    {
        var run = GeneratorHost.Run("""
            public static partial class P
            {
                [Differentiable]
                public static (double, double) F(double x, int n)
                {
                    var y = x;
                    for (var i = 0; i < n; i++)
                    {
                        if (y <= 0.1) return (3.0 * y, y * x);
                        y = 0.5 * y;
                    }

                    return (y, x);
                }
            }
            """);

        // Already 0.05 is below the limit, so F is (3 x, x²).
        Assert.Equal(new[,] { { 3.0 }, { 0.1 } }, run.Delegate<Func<double, int, double[,]>>("P", "FJacobian")(0.05, 4));
    }

    [Fact]
    public void Tuple_assigned_inside_try_keeps_all_its_adjoints()
    {
        var run = GeneratorHost.Run("""
            public static partial class P
            {
                [Differentiable]
                public static double F(double x, double y)
                {
                    var pair = (x, y);
                    var calls = 0;
                    try
                    {
                        pair = (pair.Item1 * x, pair.Item2 * y * y);
                    }
                    finally
                    {
                        calls++;
                    }

                    return pair.Item1 + pair.Item2;
                }
            }
            """);

        Assert.Equal((6.0, 12.0), ((double, double))run.Invoke("P", "FGradient", 3.0, 2.0)!);
    }

    [Fact]
    public void Names_of_a_long_loop_condition_differ_from_those_of_the_body()
    {
        GeneratorHost.Run("""
            public static partial class P
            {
                [Differentiable]
                public static double F(double x, ReadOnlySpan<double> xs)
                {
                    for (var l = 1; l < xs.Length; l++)
                    {
                        var count = 0;
                        while (count < 1 && 2.0 * xs[l] <= (x < -0.3 ? xs[l] : x))
                        {
                            count++;
                            x *= 0.1 * Math.MinMagnitude(x < -0.5 ? x : 3.0, -1.0);
                        }
                    }

                    return x * (x - x > 2.0 ? x - x * 0.1 : Math.Exp(x <= 1.5 ? -0.5 : xs[0]));
                }
            }
            """);
    }

    [Fact]
    public void Reverse_half_of_a_call_runs_even_where_a_kink_blocks_its_adjoint()
    {
        var run = GeneratorHost.Run("""
            public static partial class P
            {
                [Differentiable]
                public static double F(double x)
                {
                    var y = G(x);
                    return G(Math.Clamp(2.0 * y, -1.0, 1.0)) + y;
                }

                [Differentiable]
                public static double G(double x)
                {
                    var s = Math.Sin(x);
                    return s * Math.Exp(s);
                }
            }
            """);

        // 2 G(1) > 1, so that nothing flows through the clamp: G'(x) = cos x · (1 + sin x) · exp(sin x).
        var s = Math.Sin(1.0);
        Assert.Equal(Math.Cos(1.0) * (1 + s) * Math.Exp(s), (double)run.Invoke("P", "FGradient", 1.0)!, 1e-14);
    }

    [Fact]
    public void Gradient_of_a_double_with_respect_to_a_float_is_a_float()
    {
        var run = GeneratorHost.Run("""
            public static partial class P
            {
                [Differentiable]
                public static double F(float x, int n)
                {
                    var product = 1.0;
                    for (var i = 0; i < n; i++) product *= x;
                    return product;
                }
            }
            """);

        Assert.Equal(12f, run.Invoke("P", "FGradient", 2f, 3));
    }

    [Fact]
    public void A_flag_that_an_inner_branch_passes_on_has_no_adjoint() => GeneratorHost.Run(
        """
        public static partial class P
        {
            [Differentiable]
            public static double F(double x, double y, bool flag)
            {
                flag = x > y;
                for (var i = 0; i < 2; i++) x = Math.Cos(i switch { 0 => 0.5, 1 when flag => y * x, _ => x > 1 ? x : y });
                return x;
            }
        }
        """,
        GeneratorOptions.Default with { Generator = new DifferentiableGenerator { Optimizations = Optimizations.None } });

    [Fact]
    public void An_operator_is_applied_before_a_part_of_its_result_is_taken()
    {
        var run = GeneratorHost.Run(
            """
            public static partial class P
            {
                [Differentiable]
                public readonly partial record struct Pair(double X, double Y)
                {
                    public static Pair operator *(double s, Pair a) => new(s * a.X, s * s * a.Y);
                    public static Pair operator +(Pair a, Pair b) => new(a.X + b.X * b.X, a.Y + b.Y);
                }

                [Differentiable]
                public static double F(double x, int n)
                {
                    var pair = new Pair(n, 1);
                    return x * (3.0 * (pair + pair)).Y + (2.0 * (3.0 * pair + pair)).Y;
                }
            }
            """,
            GeneratorOptions.Default with { Generator = new DifferentiableGenerator { Optimizations = Optimizations.None } });

        Assert.Equal((5 * 18.0 + 40, 18.0), ((double, double))run.Invoke("P", "FValueAndGradient", 5.0, 7)!);
    }

    [Fact]
    public void Local_may_have_the_name_of_a_weight_that_is_a_tuple_with_an_array()
    {
        var run = GeneratorHost.Run("""
            public static partial class P
            {
                [Differentiable]
                public static (double[], double) F(double x, double y)
                {
                    double weight = x * y;
                    return (new double[] { x, weight }, weight * weight);
                }
            }
            """);
        // 1 + 3 y, 3 x of the array, 2 x y² and 2 x² y of the square
        var (weights, arguments) = ((new[] { 1.0, 3.0 }, 1.0), new object?[] { 2.0, 0.5, null, 0.0, 0.0 });
        arguments[2] = weights;
        run.Invoke("P", "FVjp", arguments);
        Assert.Equal((2.5 + 1.0, 6.0 + 4.0), ((double)arguments[3]!, (double)arguments[4]!));
    }
}
