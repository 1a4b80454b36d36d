using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0109
{
    [Fact]
    public void An_async_method_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static async System.Threading.Tasks.Task<double> {|DIFF0109:F|}(double x)
        {
            await System.Threading.Tasks.Task.Yield();
            return x * x;
        }
        """));

    [Fact]
    public void An_iterator_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static IEnumerable<double> {|DIFF0109:F|}(double x)
        {
            yield return x;
        }
        """));

    [Fact]
    public void An_ordinary_method_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x) => x * x;
        """));
}
