using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0045
{
    [Fact]
    public void A_delegate_that_is_passed_in_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, Func<double, double> f) => x + {|DIFF0045:f(x)|};
        """));

    [Fact]
    public void A_variable_that_is_assigned_twice_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            Func<double, double> f = t => t * t;
            if (x > 0) f = t => t;
            return {|DIFF0045:f(x)|};
        }
        """));

    [Fact]
    public void Fields_and_choices_are_refused() => GeneratorHost.Diagnostics(Model.With("""
        private static readonly Func<double, double> Square = t => t * t;

        [Differentiable]
        public static double F(double x, bool isCube)
        {
            Func<double, double> f = isCube ? t => t * t * t : Math.Sin;
            return {|DIFF0045:f(x)|} + {|DIFF0045:Square(x)|};
        }
        """));

    [Fact]
    public void An_object_whose_variable_changes_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public partial record Power(int N) { [Differentiable] public double Of(double t) => Math.Pow(t, N); }

        [Differentiable]
        public static double F(double x)
        {
            var power = new Power(2);
            Func<double, double> f = power.Of;
            power = new Power(3);
            return {|DIFF0045:f(x)|} * power.N;
        }
        """));

    [Fact]
    public void Lambdas_methods_and_delegates_of_integers_are_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, Func<int, double> weight)
        {
            Func<double, double> f = t => t * weight(1), g = Math.Sin;
            return f(x) + g(x);
        }
        """));
}
