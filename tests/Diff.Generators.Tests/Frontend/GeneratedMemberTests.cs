using Diff.Testing;

namespace Diff.Generators.Tests.Frontend;

public sealed class GeneratedMemberTests
{
    [Fact]
    public void A_generated_member_in_a_differentiated_body_is_refused() => GeneratorHost.Diagnostics(
        """
        public static partial class Model
        {
            [Differentiable] public static double G(double x) => x * x;
            [Differentiable] public static double F(double x) => x * {|DIFF0010:GGradient(x)|};
        }
        """);
}
