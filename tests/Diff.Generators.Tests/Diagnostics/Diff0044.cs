using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0044
{
    [Fact]
    public void An_implementation_that_writes_an_array_of_a_method_with_a_value_is_refused() => GeneratorHost.Diagnostics("""
        public partial interface IModel
        {
            [Differentiable] double At(double[] x);
        }

        public partial class Model : IModel
        {
            [Differentiable] public double At(double[] {|DIFF0044:x|}) => Fill(x) + x[0];

            [Differentiable] private static double Fill(double[] x) => x[0] = 2 * x[1];
        }
        """);

    [Fact]
    public void A_virtual_method_that_writes_its_array_is_refused() => GeneratorHost.Diagnostics("""
        public partial class Model
        {
            [Differentiable] public virtual double At(double[] {|DIFF0044:x|}, double[] y)
            {
                x[0] += y[0];
                return x[0];
            }
        }
        """);

    [Fact]
    public void Arrays_of_a_method_without_value_and_spans_may_be_written() => GeneratorHost.Run("""
        public partial interface IModel
        {
            [Differentiable] void Step(double[] x);
            [Differentiable] double Total(Span<double> x);
        }

        public partial class Model : IModel
        {
            [Differentiable] public void Step(double[] x) => x[0] *= x[1];
            [Differentiable] public double Total(Span<double> x) => x[0] *= x[1];
        }
        """);
}
