using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

public class InertEscapeTests
{
    [Fact]
    public void An_array_behind_an_object_is_refused_and_not_taken_for_a_constant() => GeneratorHost.Run("""
        public static partial class P
        {
            [Differentiable]
            public static double F(double x)
            {
                double[] a = [x, x * x];
                object o = a;
                var b = (double[])o;
                return b[0] + b[1];
            }
        }
        """, GeneratorOptions.Default with { Expect = ["DIFF0002"] });
}
