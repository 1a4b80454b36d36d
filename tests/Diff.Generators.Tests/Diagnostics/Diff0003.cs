using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0003
{
    private const string Models = """
        public partial interface ICurve { [Differentiable] double At(double x); }

        public readonly partial struct Line(double slope) : ICurve
        {
            public double Slope { get; } = slope;

            [Differentiable] public double At(double x) => Slope * x;
        }

        """;

    [Fact]
    public void A_struct_that_stands_for_an_object_is_followed_into_the_method()
    {
        var run = GeneratorHost.Run(Models + Model.With("""
            [Differentiable]
            public static double F(double x) => G(new Line(x), x);

            [Differentiable]
            public static double G<TCurve>(TCurve curve, double x) where TCurve : ICurve => curve.At(x);
            """));
        Assert.Equal(4, run.Delegate<Func<double, double>>("Model", "FGradient")(2));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("2 * x")]
    public void A_struct_that_cannot_be_looked_into_is_refused_if_it_is_made_of_an_active_value(string slope)
    {
        const string Steep = "public readonly partial struct Steep(double slope) : ICurve { [Differentiable] public double At(double x) => slope * x; } ";
        GeneratorHost.Diagnostics(Models + Steep + Model.With($"[Differentiable] public static double F(double x) => {{|DIFF0003:new Steep({slope})|}}.At(x);"));
        GeneratorHost.Run(Models + Steep + Model.With($"[Differentiable] public static double F(double x) {{ var slope = 2.0; return new Steep({slope.Replace("x", "slope")}).At(x); }}"));
    }

    [Fact]
    public void A_detached_struct_that_stands_for_an_object_is_fine()
    {
        var run = GeneratorHost.Run(Models + Model.With("""
            [Differentiable]
            public static double F(double x) => G(Gradient.Detach(new Line(3)), x);

            [Differentiable]
            public static double G<TCurve>(TCurve curve, double x) where TCurve : ICurve => curve.At(x);
            """));
        Assert.Equal(3, run.Delegate<Func<double, double>>("Model", "FGradient")(2));
    }

    [Fact]
    public void A_vector_of_the_processor_made_of_an_active_value_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            var z = {|DIFF0003:new System.Numerics.Vector<double>(x)|};
            return x * z[0];
        }
        """));

    [Fact]
    public void A_tuple_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            var z = (Re: x, Im: 1.0);
            return z.Re * z.Re + z.Im;
        }
        """));

    [Theory]
    [InlineData("{|DIFF0003:rows[0][1].Mass = x|}; return rows[0][1].Mass;")]
    [InlineData("{|DIFF0003:rows[0][1] = new Body { Mass = x }|}; return rows[0][1].Mass;")]
    [InlineData("var row = rows[0]; {|DIFF0003:row[1].Mass = x|}; return rows[0][1].Mass;")]
    public void An_array_that_the_method_makes_is_told_by_its_type_if_it_cannot_be_followed(string body) => GeneratorHost.Diagnostics($$"""
        public struct Body
        {
            public double Mass;
            public int Id;
        }

        public static partial class Model
        {
            [Differentiable]
            public static double F(double x)
            {
                var rows = new Body[2][];
                rows[0] = new Body[2];
                {{body}}
            }
        }
        """);

    [Theory]
    [InlineData("var own = new Tag[2]; own[1].Mass = x;", "own[1].Mass", "or mark 'Model.Tag' itself [Differentiable]")]
    [InlineData("var own = new double?[2]; own[1] = x;", "(own[1] ?? 0)", "or keep the values in one array, and in another one which of them are there")]
    public void The_message_says_how_an_array_can_be_followed(string change, string read, string advice)
    {
        var run = GeneratorHost.RunUnchecked([Model.With($"public struct Tag {{ public double Mass; public string Name; }} [Differentiable] public static double F(double x) {{ {change} return {read}; }}")]);
        Assert.EndsWith($", {advice}", Assert.Single(run.Messages("DIFF0003")), StringComparison.Ordinal);
    }
}
