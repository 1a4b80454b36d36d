using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0005
{
    [Fact]
    public void Storing_an_active_value_in_a_static_field_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        private static double last;

        [Differentiable]
        public static double F(double x)
        {
            {|DIFF0005:last|} = x * x;
            return x;
        }
        """));

    [Fact]
    public void Storing_a_detached_value_is_fine() => GeneratorHost.Run(Model.With("""
        private static double last;

        [Differentiable]
        public static double F(double x)
        {
            last = Gradient.Detach(x * x);
            return x;
        }
        """));

    [Fact]
    public void Counting_calls_is_fine() => GeneratorHost.Run(Model.With("""
        private static int calls;

        [Differentiable]
        public static double F(double x)
        {
            calls++;
            return x * x;
        }
        """));
}
