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
    public void Static_members_with_arrays_that_only_types_reach_are_refused() => GeneratorHost.Diagnostics("""
        public partial interface IScale<T> where T : IScale<T> { [Differentiable] static abstract double[] At(double[] x); [Differentiable] static virtual double {|DIFF0105:Sum|}(double[] x) => x[0]; }

        public partial class Half : IScale<Half>
        {
            [Differentiable]
            static double[] IScale<Half>.{|DIFF0105:At|}(double[] x) => [x[0] / 2];
        }
        """);

    [Fact]
    public void The_accessor_of_a_property_may_carry_the_mark() => GeneratorHost.Run("""
        [Differentiable]
        public partial struct Square
        {
            public double Side;
            public double Area { [Differentiable] get => Side * Side; set => Side = Math.Sqrt(value); }
        }

        public partial class Line
        {
            private double _slope = 2;
            public double Slope { [Differentiable] get => _slope; init => _slope = value; }

            [Differentiable]
            public double At(double x, Square square) => Slope * x * square.Area;
        }
        """);

    [Fact]
    public void An_explicit_implementation_of_an_unmarked_member_is_refused() => GeneratorHost.Diagnostics("""
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
