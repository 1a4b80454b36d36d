using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0105
{
    [Fact]
    public void A_local_function_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static double F(double x)
        {
            [Differentiable]
            static double {|DIFF0105:Square|}(double y) => y * y;
            return Square(x);
        }
        """));

    [Fact]
    public void A_constructor_is_refused() => GeneratorHost.Diagnostics("""
        public partial class Length
        {
            [Differentiable]
            public {|DIFF0105:Length|}(double x) => Metres = (int)x;

            public int Metres { get; }
        }
        """);

    [Fact]
    public void An_operator_and_an_indexer_are_differentiated() => GeneratorHost.Run("""
        public partial class Line
        {
            public int Metres;

            [Differentiable]
            public double this[double x] => 2 * x;

            [Differentiable]
            public static double operator *(Line line, double x) => line.Metres * line[x];

            [Differentiable]
            public double Twice(double x) => this * x * 2;
        }
        """);

    [Fact]
    public void An_explicit_interface_implementation_is_refused() => GeneratorHost.Diagnostics("""
        public interface ICurve { double At(double x); }

        public partial class Line : ICurve
        {
            [Differentiable]
            double ICurve.{|DIFF0105:At|}(double x) => 2 * x;
        }
        """);

    [Fact]
    public void A_property_is_read_as_a_constant() => GeneratorHost.Run("""
        public partial class Line
        {
            [Differentiable]
            public double Slope => 2;

            [Differentiable]
            public double At(double x) => Slope * x;
        }
        """);
}
