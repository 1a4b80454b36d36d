using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0003
{
    [Fact]
    public void A_complex_number_made_of_an_active_value_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            var z = {|DIFF0003:new System.Numerics.Complex(x, 1)|};
            return x * z.Magnitude;
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
}
