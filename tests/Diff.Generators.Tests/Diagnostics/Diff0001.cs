using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0001
{
    [Fact]
    public void A_lock_statement_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        private static readonly object Gate = new();

        [Differentiable]
        public static double F(double x)
        {
            {|DIFF0001:lock|} (Gate) x *= 2;
            return x;
        }
        """));

    [Theory]
    [InlineData("{|DIFF0001:list.Add(t);|}")]
    [InlineData("{|DIFF0001:Help(list, t);|}")]
    [InlineData("if (t > 1) { {|DIFF0001:list.Clear();|} continue; }")]
    [InlineData("for (var i = 0; i < 3; i++) { {|DIFF0001:list.Add(t);|} break; }")]
    public void A_change_of_the_list_that_a_loop_enumerates_is_refused(string statement) => GeneratorHost.Diagnostics(Model.With($$"""
        private static void Help(List<double> list, double x) => list.Add(x);

        [Differentiable]
        public static double F(double x)
        {
            var list = new List<double> { x, x * x };
            foreach (var t in list) { {{statement}} }
            return list[0];
        }
        """));

    [Fact]
    public void A_change_by_a_function_that_the_loop_calls_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            var list = new List<double> { x };
            void Add(double t) => {|DIFF0001:list.Add(t)|};
            foreach (var t in list) Add(t);
            return list[0];
        }
        """));

    [Fact]
    public void A_lock_outside_the_method_is_fine() => GeneratorHost.Run(Model.With("""
        private static readonly object Gate = new();

        [Differentiable]
        public static double F(double x) => 2 * x;

        public static double G(double x)
        {
            lock (Gate) return F(x);
        }
        """));

    [Fact]
    public void A_change_of_this_that_callers_do_not_see_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial struct Counter
        {
            public double Sum;

            public double Add(double x)
            {
                if (x > 1)
                {
                    var Sum = x * x;
                    return Sum;
                }

                {|DIFF0001:Sum += x;|}
                return x;
            }
        }
        """);
}
