using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0016
{
    [Fact]
    public void A_rule_without_forward_mode_is_hinted_at() => GeneratorHost.Diagnostics(Model.With("""
        public static (double, double) Polar(double r) => (r, r);

        [DerivativeOf(typeof(Model), nameof(Polar))]
        public static (double, double) PolarVjp(double r, (double, double) weight, ref double rGradient)
        {
            rGradient += weight.Item1 + weight.Item2;
            return Polar(r);
        }

        [Differentiable]
        public static double F(double x) => {|DIFF0016:Polar(x)|}.Item1;
        """));

    private const string Polar = """
        public static (double, double) Polar(double r) => (r * r, 3 * r);

        [DerivativeOf(typeof(Model), nameof(Polar))]
        public static (double, double) PolarVjp(double r, (double, double) weight, ref double rGradient)
        {
            rGradient += weight.Item1 * 2 * r + weight.Item2 * 3;
            return Polar(r);
        }

        [Differentiable] public static double F(double x) => Polar(x).Item1;

        [Differentiable] public static double G(double x) { for (var i = 0; i < 2; i++) x = F(x); return x; }
        """;

    [Fact]
    public void Its_callers_and_theirs_have_reverse_mode()
    {
        var run = GeneratorHost.Run(Model.With(Polar), GeneratorOptions.Default with { Expect = ["DIFF0016"] });
        Assert.Equal(4, run.Delegate<Func<double, double>>("Model", "FGradient")(2));
        Assert.Equal(4 * 2 * 2 * 2, run.Delegate<Func<double, double>>("Model", "GGradient")(2));
        Assert.Equal(["Polar(x)"], run.Squiggles("DIFF0016"));
    }

    [Theory]
    [InlineData("FJvp")]
    [InlineData("GJvp")]
    public void Calling_the_Jvp_of_one_is_an_error_that_says_why(string jvp)
    {
        var run = GeneratorHost.Run(
            [Model.With(Polar), $"public static class User {{ public static object Use() => Model.{jvp}(1, 1); }}"], GeneratorOptions.Default with { Expect = ["DIFF0016", "CS0619"] });
        Assert.Contains("add a rule for Model.Polar(double) with the signature of a Jvp", run.Messages("CS0619")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_points_take_no_forward_mode_of_them()
    {
        var run = GeneratorHost.Run([Model.With(Polar), """
            public static class User
            {
                public static double Marked(double x) => Gradient.Of(Model.F, x);
                public static double Lambda(double x) => Gradient.Of(static x => Model.Polar(x).Item2, x);
                public static double MarkedJvp(double x) => Gradient.Jvp(Model.F, x, 1.0).Tangent;
                public static double LambdaJvp(double x) => Gradient.Jvp(static x => Model.Polar(x).Item2, x, 1.0).Tangent;
            }
            """], GeneratorOptions.Default with { Expect = ["DIFF0016", "DIFF0124"] });
        Assert.Equal(["Model.F", "static x => Model.Polar(x).Item2"], run.Squiggles("DIFF0124"));
    }

    [Fact]
    public void Methods_of_other_assemblies_say_so_themselves()
    {
        var library = GeneratorHost.Run(Model.With(Polar), GeneratorOptions.Default with { AssemblyName = "Library", Expect = ["DIFF0016"] });
        var run = GeneratorHost.Run(
            "public static partial class Caller { [Differentiable] public static double H(double x) => Model.G(x) * x; }", GeneratorOptions.Default with { Dependencies = [library] });
        Assert.Contains("H has no forward mode, because the rule for Model.Polar(double)", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_without_tangents_is_nothing_to_speak_of() => Assert.DoesNotContain("no forward mode", GeneratorHost.Run(Model.With("""
        public static (double, double) Polar(double r) => (r, r);

        [DerivativeOf(typeof(Model), nameof(Polar))]
        public static (double, double) PolarVjp(double r, (double, double) weight, ref double rGradient)
        {
            rGradient += weight.Item1 + weight.Item2;
            return Polar(r);
        }

        [Differentiable]
        public static double F(double x) => x * Polar(2).Item1;
        """)).Text, StringComparison.Ordinal);

    [Fact]
    public void A_vjp_with_a_scalar_result_serves_forward_mode_too() => GeneratorHost.Run(Model.With("""
        public static double Square(double r) => r * r;

        [DerivativeOf(typeof(Model), nameof(Square))]
        public static double SquareVjp(double r, double weight, ref double rGradient)
        {
            rGradient += weight * 2 * r;
            return r * r;
        }

        [Differentiable]
        public static double F(double x) => Square(x);
        """));

    [Fact]
    public void A_rule_with_its_forward_companion_is_fine() => GeneratorHost.Run(Model.With("""
        public static (double, double) Polar(double r) => (r, r);

        [DerivativeOf(typeof(Model), nameof(Polar))]
        public static (double, double) PolarVjp(double r, (double, double) weight, ref double rGradient)
        {
            rGradient += weight.Item1 + weight.Item2;
            return Polar(r);
        }

        [DerivativeOf(typeof(Model), nameof(Polar))]
        public static ((double, double), (double, double)) PolarJvp(double r, double rTangent) => (Polar(r), (rTangent, rTangent));

        [Differentiable]
        public static double F(double x) => Polar(x).Item1;
        """));

    [Fact]
    public void A_rule_for_a_written_span_needs_a_companion() => GeneratorHost.Diagnostics(Model.With("""
        public static void Double(Span<double> a) { foreach (ref var v in a) v *= 2; }

        [DerivativeOf(typeof(Model), nameof(Double))]
        public static void DoubleVjp(Span<double> a, Span<double> aWeight)
        {
            Double(a);
            Double(aWeight);
        }

        [Differentiable]
        public static double F(double x)
        {
            double[] a = [x];
            {|DIFF0016:Double(a)|};
            return a[0];
        }
        """));
}
