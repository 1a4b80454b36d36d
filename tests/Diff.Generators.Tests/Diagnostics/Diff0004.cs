using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0004
{
    [Fact]
    public void A_call_of_an_unmarked_method_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static double Cube(double x) => x * x * x;

        [Differentiable]
        public static double F(double x) => 2 * {|DIFF0004:Cube(x)|};
        """));

    [Fact]
    public void A_call_of_a_marked_method_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double Cube(double x) => x * x * x;

        [Differentiable]
        public static double F(double x) => 2 * Cube(x);
        """));

    [Fact]
    public void A_call_with_constants_is_fine() => GeneratorHost.Run(Model.With("""
        public static double Cube(double x) => x * x * x;

        [Differentiable]
        public static double F(double x) => x * Cube(2);
        """));

    [Fact]
    public void A_call_that_may_change_what_is_read_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        private static double total;

        private static void Keep(double x) => total += x;

        [Differentiable]
        public static double F(double x)
        {
            {|DIFF0004:Keep(x)|};
            return total * x;
        }
        """));

    [Fact]
    public void A_test_that_keeps_what_is_read_later_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        private static double last;

        private static bool Save(double x)
        {
            last = x;
            return x > 0;
        }

        private static bool SaveTwice(double x) => Save(2 * x);

        [Differentiable]
        public static double F(double x, double y) => {|DIFF0004:SaveTwice(x)|} ? last * y : y;
        """));

    [Fact]
    public void A_test_that_keeps_an_integer_is_fine() => GeneratorHost.Run(Model.With("""
        private static int tests;

        private static bool IsLarge(double x)
        {
            tests++;
            var square = x * x;
            return square > 2;
        }

        [Differentiable]
        public static double F(double x, double y) => IsLarge(x) ? x * y : y * tests;
        """));

    [Fact]
    public void A_list_that_others_see_may_not_keep_a_value() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, [NoGradient] List<double> list)
        {
            {|DIFF0004:list.Add(x)|};
            return list[0] * x;
        }
        """));

    [Fact]
    public void A_call_for_its_effect_alone_is_fine() => GeneratorHost.Run(Model.With("""
        private static double last;

        private static readonly double scale = 2;

        private static void Keep(double x) => last = x;

        [Differentiable]
        public static double F(double x)
        {
            Keep(x);
            return scale * x;
        }
        """));

    [Fact]
    public void A_call_with_a_detached_argument_is_fine() => GeneratorHost.Run(Model.With("""
        public static double Cube(double x) => x * x * x;

        [Differentiable]
        public static double F(double x) => x * Cube(Gradient.Detach(x));
        """));
}
