using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0011
{
    [Fact]
    public void A_type_parameter_without_numbers_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static T {|DIFF0011:F|}<T>(T x) where T : System.Numerics.IMultiplyOperators<T, T, T> => x * x;
        """));

    [Fact]
    public void A_function_whose_derivative_needs_more_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static T F<T>(T x) where T : System.Numerics.ITrigonometricFunctions<T> => {|DIFF0011:T.Asin(x)|};
        """));

    [Fact]
    public void Numbers_are_enough_for_arithmetic() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static T F<T>(T x) where T : System.Numerics.INumberBase<T> => x * x;
        """));

    [Fact]
    public void Floating_point_numbers_have_everything() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static T F<T>(T x) where T : System.Numerics.IFloatingPointIeee754<T> => T.Asin(x);
        """));
}
