using Diff.Testing;

namespace Diff.Generators.Tests.Emit;

public sealed class MemberTests
{
    private static GeneratorRun Run(string members, GeneratorOptions? options = null) =>
        GeneratorHost.Run("public static partial class Model\n{\n" + members + "\n}", options);

    private delegate double Overwrite(ReadOnlySpan<double> w, double bias, Span<double> wGradient, out double biasGradient);

    private delegate double Vjp(ReadOnlySpan<double> w, double bias, double weight, Span<double> wGradient, ref double biasGradient);

    private const string Affine =
        "[Differentiable] public static double F(ReadOnlySpan<double> w, double bias) { var s = bias; foreach (var x in w) s += x * x; return s; }";

    [Fact]
    public void Gradient_of_several_independents_is_a_tuple_named_after_them()
    {
        var run = Run("[Differentiable] public static double F(double x, double y) => x * x * y;\npublic static double G() { var g = FGradient(3, 2); return g.x + g.y; }");
        Assert.Equal(12.0 + 9.0, run.Delegate<Func<double>>("Model", "G")());
    }

    [Fact]
    public void Defaults_stay_where_nothing_is_appended()
    {
        var run = Run("[Differentiable] public static double F(double x, double y = 2) => x * y;\npublic static double G() => FGradient(3).y + FValueAndGradient(5).Value;");
        Assert.Equal(13.0, run.Delegate<Func<double>>("Model", "G")());
    }

    [Fact]
    public void Params_stay_where_nothing_is_appended()
    {
        var run = Run("[Differentiable] public static double F(params double[] xs) { var s = 0.0; foreach (var x in xs) s += x * x; return s; }\npublic static double[] G() => FGradient(1, 2, 3);");
        Assert.Equal([2.0, 4.0, 6.0], run.Delegate<Func<double[]>>("Model", "G")());
    }

    [Theory]
    [InlineData("this double x, double y", "3.0.FGradient(2).x + 3.0.FValueAndGradient(2).Value + 3.0.FJvp(2, 1, 0).Tangent", 2 + 6 + 2)]
    [InlineData("this in double x, double y", "3.0.FGradient(2).x", 2)]
    [InlineData("this double x, double y = 2", "3.0.FGradient().x", 2)]
    public void Members_of_an_extension_method_are_extension_methods(string parameters, string use, double expected)
    {
        var run = Run($"[Differentiable] public static double F({parameters}) => x * y;\npublic static double G() => {use};");
        Assert.Equal(expected, run.Delegate<Func<double>>("Model", "G")());
    }

    [Fact]
    public void Buffers_pullbacks_second_derivatives_and_references_can_be_extended()
    {
        var run = Run("""
            [Differentiable] public static double Norm(this double[] x) { var s = 0.0; foreach (var v in x) s += v * v; return s; }
            [Differentiable] public static void Scale(this ref double x, double k) => x *= k;
            [Differentiable(Order = 2)] public static double Cube(this double x) => x * x * x;
            [Differentiable] public static (double, double) Pair(this double x) => (x, x * x);
            public static double G()
            {
                double[] v = [1, 2];
                double x = 3, weight = 1, kGradient = 0;
                x.ScaleVjp(5, ref weight, ref kGradient);
                using var pullback = v.NormWithPullback();
                return v.NormGradient()[1] + pullback.Gradient(1)[0] + 1.0.CubeHessian()[0, 0] + 4.0.PairJacobian()[1, 0] + x + weight + kGradient;
            }
            """);
        Assert.Equal(4 + 2 + 6 + 8 + 15 + 5 + 3, run.Delegate<Func<double>>("Model", "G")());
    }

    [Fact]
    public void ValueAndGradient_overwrites_buffers()
    {
        double[] w = [1, 2], gradient = [7, 7];
        var value = Run(Affine).Delegate<Overwrite>("Model", "FValueAndGradient")(w, 3, gradient, out var bias);
        Assert.Equal((8.0, 1.0), (value, bias));
        Assert.Equal([2.0, 4.0], gradient);
    }

    [Fact]
    public void Vjp_adds_into_buffers()
    {
        double[] w = [1, 2], gradient = [7, 7];
        var bias = 1.0;
        Run(Affine).Delegate<Vjp>("Model", "FVjp")(w, 3, 0.5, gradient, ref bias);
        Assert.Equal(1.5, bias);
        Assert.Equal([8.0, 9.0], gradient);
    }

    [Fact]
    public void A_buffer_of_the_wrong_length_is_named_before_anything_is_written()
    {
        double[] w = [1, 2], gradient = [7, 7, 7];
        var bias = 1.0;
        var vjp = Run(Affine).Delegate<Vjp>("Model", "FVjp");
        var thrown = Assert.Throws<ArgumentException>(() => vjp(w, 3, 1, gradient, ref bias));
        Assert.Equal("wGradient", thrown.ParamName);
        Assert.Equal([7.0, 7.0, 7.0], gradient);
    }

    [Fact]
    public void A_gradient_must_not_overlap_an_input()
    {
        double[] w = [1, 2];
        var bias = 1.0;
        var vjp = Run(Affine).Delegate<Vjp>("Model", "FVjp");
        Assert.Contains("'w'", Assert.Throws<ArgumentException>(() => vjp(w, 3, 1, w, ref bias)).Message);
    }

    [Fact]
    public void A_pullback_answers_twice_and_not_after_disposal()
    {
        var run = Run(
            """
            [Differentiable] public static double F(double x, double[] v) => Math.Exp(x) * v[0];
            public static (double, double, string) G()
            {
                var p = FWithPullback(0, [2]);
                var (first, second) = (p.Gradient(1), p.Gradient(3));
                p.Dispose();
                p.Dispose();
                try { p.Gradient(1); } catch (ObjectDisposedException e) { return (first.x, second.v[0], e.Message); }
                return default;
            }
            """);
        var (x, v, message) = run.Delegate<Func<(double, double, string)>>("Model", "G")();
        Assert.Equal((2.0, 3.0), (x, v));
        Assert.Contains("disposed", message);
    }

    [Fact]
    public void A_tuple_result_has_a_jacobian()
    {
        var run = Run("[Differentiable] public static (double, (double, double)) F(double x, double[] y) => (x * x, (x * y[0], y[1]));");
        var jacobian = run.Delegate<Func<double, double[], double[,]>>("Model", "FJacobian")(3, [4, 5]);
        Assert.Equal(new double[,] { { 6, 0, 0 }, { 4, 3, 0 }, { 0, 0, 1 } }, jacobian);
    }

    [Fact]
    public void A_written_matrix_has_a_jacobian_over_its_elements()
    {
        var run = Run("[Differentiable] public static void F(double[,] a) { a[0, 1] = a[0, 0] * a[0, 0]; }");
        var jacobian = run.Delegate<Func<double[,], double[,]>>("Model", "FJacobian")(new double[,] { { 3, 4 } });
        Assert.Equal(new double[,] { { 1, 0 }, { 6, 0 } }, jacobian);
    }

    [Fact]
    public void A_written_array_of_arrays_has_a_jacobian_over_its_elements()
    {
        var run = Run("[Differentiable] public static void F(double[][] a) { a[1][0] = a[0][0] * a[0][0]; }");
        var jacobian = run.Delegate<Func<double[][], double[,]>>("Model", "FJacobian")([[3], [4, 5]]);
        Assert.Equal(new double[,] { { 1, 0, 0 }, { 6, 0, 0 }, { 0, 0, 1 } }, jacobian);
    }

    [Fact]
    public void A_vector_result_has_no_gradient_and_says_what_to_call()
    {
        var run = Run(
            "[Differentiable] public static (double, double) F(double x) => (x, x * x);\npublic static double G() => FGradient(1);",
            GeneratorOptions.Default with { Expect = ["CS0619"] });
        Assert.Contains("FVjp", run.Messages("CS0619").Single());
    }

    [Fact]
    public void The_gradient_of_a_method_that_may_write_an_array_says_which()
    {
        var run = Run(
            "[Differentiable] public static double F(double[] x, bool c) { var w = c ? x : new double[1]; w[0] = 1; return x[0]; }\npublic static double[] G() => FGradient([1], true);",
            GeneratorOptions.Default with { Expect = ["CS0619"] });
        Assert.Contains("because it may write elements of its parameter 'x'", run.Messages("CS0619").Single());
    }

    private delegate void StepVjp(ref double x, double dt, ref double xWeight, ref double dtGradient);

    [Fact]
    public void A_weight_of_a_ref_parameter_leaves_as_its_gradient()
    {
        var run = Run("[Differentiable] public static void F(ref double x, double dt) { x = x * x * dt; }");
        var (x, weight, dt) = (3.0, 1.0, 0.0);
        run.Delegate<StepVjp>("Model", "FVjp")(ref x, 2, ref weight, ref dt);
        Assert.Equal((18.0, 12.0, 9.0), (x, weight, dt));
    }

    [Fact]
    public void Names_that_clash_get_a_trailing_underscore()
    {
        var run = Run("[Differentiable] public static double F(double weight, double tape, double @class, double Item1) => weight * tape * @class * Item1;\npublic static double G() => FGradient(1, 2, 3, 5).Item1_;");
        Assert.Equal(6.0, run.Delegate<Func<double>>("Model", "G")());
        Assert.Contains("double weight_, ", run.Text);
    }

    [Fact]
    public void Members_of_generic_and_nested_types_compile()
    {
        GeneratorHost.Run(
            """
            namespace N.M;
            public partial class Outer<T> where T : class
            {
                internal readonly partial struct Inner(double scale)
                {
                    private readonly double _scale = scale;
                    [Differentiable] public double F(double x) => _scale * Math.Sqrt(x);
                    [Differentiable] internal TNumber G<TNumber>(TNumber x) where TNumber : System.Numerics.IFloatingPointIeee754<TNumber> => TNumber.Sin(x) * x;
                }
            }
            """);
    }

    [Fact]
    public void A_refused_method_has_members_that_throw()
    {
        var run = Run(
            """
            public static double s_state;
            [Differentiable] public static double F(double x) { s_state = x; return x; }
            [Differentiable] public static double Caller(double x) => F(x) + x;
            public static double UsePullback() { using var p = FWithPullback(1); return p.Value + p.Gradient(1); }
            """, GeneratorOptions.Default with { Expect = ["DIFF0005"] });
        Assert.StartsWith("DIFF0005: ", Assert.Throws<NotSupportedException>(() => run.Delegate<Func<double, double>>("Model", "FGradient")(1)).Message);
        Assert.Throws<NotSupportedException>(() => run.Delegate<Func<double>>("Model", "UsePullback")());
        Assert.Throws<NotSupportedException>(() => run.Delegate<Func<double, double>>("Model", "CallerGradient")(1));
    }
}
