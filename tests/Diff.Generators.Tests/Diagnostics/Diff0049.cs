using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0049
{
    [Fact]
    public void A_call_of_a_method_that_cannot_be_given_derivatives_is_refused_without_errors_in_generated_code() => GeneratorHost.Diagnostics("""
        public static class Whole
        {
            [Differentiable]
            public static double {|DIFF0100:Square|}(double x) => x * x;
        }

        public interface IWhole
        {
            [Differentiable]
            double {|DIFF0100:Apply|}(double x);
        }

        public static partial class Model
        {
            [Differentiable]
            public static double F(double x) => {|DIFF0049:Whole.Square(x)|} + 1;

            [Differentiable]
            public static double G(IWhole function, double x) => {|DIFF0049:function.Apply(x)|};

            public static double Slope(double x) => Gradient.Of({|DIFF0049:Whole.Square|}, x);
        }
        """);

    [Fact]
    public void A_call_of_one_whose_members_only_throw_is_fine() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double Refused(double x)
        {
        again:
            x *= 2;
            if (x < 100) {|DIFF0007:goto again;|}
            return x;
        }

        [Differentiable]
        public static double F(double x) => Refused(x) + 1;
        """));

    [Fact]
    public void What_carries_no_derivative_is_passed_to_it_freely() => GeneratorHost.Run("""
        public static class Whole
        {
            public static double Square(double x) => x * x;
        }

        public static partial class Model
        {
            [Differentiable]
            public static double Cube(double x) => x * x * x;

            [Differentiable]
            public static double F(double x) => Cube(x) * Whole.Square(3);
        }
        """);

    [Fact]
    public void A_call_of_a_method_whose_signature_is_refused_is_refused_too() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static void Make(double x, out double[] {|DIFF0110:made|}) => made = [x, x * x];

        [Differentiable]
        public static double Product((double[] Values, double Scale) {|DIFF0110:scaled|}) => scaled.Values[0] * scaled.Scale;

        [Differentiable]
        public static double F(double x)
        {
            {|DIFF0049:Make(x, out var made)|};
            return made[0] * made[1];
        }

        [Differentiable]
        public static double G(double x) => {|DIFF0049:Product(([x], x))|};
        """));

    [Fact]
    public void A_call_of_one_that_takes_what_cannot_be_followed_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double Sum(double? {|DIFF0110:part|}, double x) => x;

        [Differentiable]
        public static double G(double x) => {|DIFF0049:Sum(null, x)|};
        """));
}
