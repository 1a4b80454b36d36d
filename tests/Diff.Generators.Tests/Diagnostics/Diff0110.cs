using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0110
{
    [Fact]
    public void A_list_of_numbers_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, List<double> {|DIFF0110:weights|}) => x;
        """));

    [Fact]
    public void A_struct_of_numbers_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public struct Point { public double X; }

        [Differentiable]
        public static double F(double x, Point {|DIFF0110:p|}) => x;
        """));

    [Fact]
    public void A_nullable_number_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, double? {|DIFF0110:y|}) => x;
        """));

    [Fact]
    public void A_framework_vector_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, System.Numerics.Complex {|DIFF0110:z|}, ReadOnlyMemory<float> {|DIFF0110:m|}, Half {|DIFF0110:h|}) => x;
        """));

    [Fact]
    public void A_refused_signature_is_told_of_alone() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(List<double> {|DIFF0110:weights|})
        {
            lock (weights) return weights[0];
        }
        """));

    [Fact]
    public void A_list_without_gradient_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, [NoGradient] List<double> weights) => x * weights[0];
        """));

    [Fact]
    public void Objects_and_dates_are_constants() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, DateTime when, TimeSpan span, decimal price, string name, object any, Guid id) => x * when.Year * span.Ticks;
        """));
}
