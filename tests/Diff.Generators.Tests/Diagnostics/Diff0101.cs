using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0101
{
    [Fact]
    public void Overloads_clash() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double {|DIFF0101:F|}(double x) => x * x;

        [Differentiable]
        public static double {|DIFF0101:F|}(double x, double y) => x * y;
        """));

    [Fact]
    public void Overloads_with_names_of_their_own_are_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x) => x * x;

        [Differentiable(Name = "FOfTwo")]
        public static double F(double x, double y) => x * y;
        """));

    [Fact]
    public void Implementations_of_one_interface_for_two_types_are_to_be_explicit() => Assert.All(GeneratorHost.RunUnchecked(["""
        public partial interface ICurve<T>
            where T : System.Numerics.IFloatingPointIeee754<T>
        {
            [Differentiable]
            T At(T x);
        }

        public partial class Square : ICurve<double>, ICurve<float>
        {
            [Differentiable]
            public double At(double x) => x * x;

            [Differentiable]
            public float At(float x) => x * x;
        }
        """]).Messages("DIFF0101"), message => Assert.Matches("; implement 'ICurve<(double|float)>.At\\(\\1\\)' explicitly, or in another class", message));

    [Fact]
    public void An_overload_that_is_not_marked_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x) => x * x;

        public static double F(int n) => n;
        """));
}
