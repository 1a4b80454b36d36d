using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0118
{
    private const string Curve = "public abstract partial class Curve { [Differentiable] public abstract double At(double x, double y); } ";

    [Theory]
    [InlineData("[Differentiable(Name = \"Of\")]", "double x, double y", "the Name of its derivatives is 'Of' and not 'At'")]
    [InlineData("[Differentiable(Order = 2)]", "double x, double y", "its Order is 2 and not 1")]
    [InlineData("[Differentiable]", "double x, [NoGradient] double y", "parameter 'y' is [NoGradient] in only one of them")]
    [InlineData("[Differentiable]", "double y, double x", "parameter 'y' is called 'x' there, and gradients are named like parameters")]
    public void An_override_with_another_family_is_refused(string attribute, string parameters, string difference)
    {
        var run = GeneratorHost.Diagnostics(Curve + $$"""
            public partial class Line : Curve
            {
                {{attribute}} public override double {|DIFF0118:At|}({{parameters}}) => x * y;
            }
            """);
        Assert.Contains(difference, run.Messages("DIFF0118").Single());
    }

    [Fact]
    public void An_override_in_a_class_whose_numbers_would_have_no_gradient_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable] public abstract partial class Layer { public abstract double At(double x); }

        public partial class Dense : Layer
        {
            private double _weight = 1;
            [Differentiable] public override double {|DIFF0118:At|}(double x) => _weight * x;
        }
        """);

    [Fact]
    public void An_implementation_whose_numbers_would_have_no_gradient_is_refused()
    {
        var run = GeneratorHost.Diagnostics("""
            [Differentiable] public partial interface ICurve { double At(double x); }

            public partial class Line : ICurve { [Differentiable] public double {|DIFF0118:At|}(double x) => x; }

            [Differentiable] public readonly partial struct Steep : ICurve { public double {|DIFF0118:At|}(double x) => 2 * x; }
            """);
        Assert.Contains(run.Messages("DIFF0118"), message => message.Contains("'Steep' is a struct", StringComparison.Ordinal));
    }

    [Fact]
    public void An_implementation_of_lower_order_is_refused() => GeneratorHost.Diagnostics("""
        public partial interface ICurve { [Differentiable(Order = 2)] double At(double x); }
        public partial class Line : ICurve { [Differentiable] public double {|DIFF0118:At|}(double x) => x; }
        """);

    [Fact]
    public void An_implementation_that_may_change_its_struct_is_refused() => GeneratorHost.Diagnostics("""
        public partial interface ICurve { [Differentiable] double At(double x); }
        public partial struct Line : ICurve { private int _calls; [Differentiable] public double {|DIFF0118:At|}(double x) => x * ++_calls; }
        """);

    [Fact]
    public void An_implementation_that_does_not_change_its_struct_need_not_promise_it() => GeneratorHost.Run("""
        public partial interface ICurve { [Differentiable] double At(double x); }
        public partial struct Line : ICurve { public int Calls; [Differentiable] public double At(double x) => x * Calls; }
        """);

    [Fact]
    public void A_type_argument_that_makes_a_constant_differentiable_is_refused() => GeneratorHost.Diagnostics("""
        public partial interface ICurve<T> { [Differentiable] double At(double x, [NoGradient] T state); }
        public partial class Line : ICurve<double> { [Differentiable] public double {|DIFF0118:At|}(double x, [NoGradient] double state) => x * state; }
        """);

    [Fact]
    public void An_implementation_of_higher_order_is_fine() => GeneratorHost.Run("""
        public partial interface ICurve<T> { [Differentiable] double At(double x, [NoGradient] T state); }
        public partial class Line : ICurve<int> { [Differentiable(Order = 2)] public double At(double x, [NoGradient] int state) => x * x * state; }
        """);
}
