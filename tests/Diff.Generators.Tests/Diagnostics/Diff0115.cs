using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0115
{
    [Fact]
    public void A_type_local_to_its_file_is_refused() => GeneratorHost.Diagnostics("""
        file static partial class Model
        {
            [Differentiable]
            public static double {|DIFF0115:F|}(double x) => x * x;
        }
        """);

    [Fact]
    public void An_interface_with_variance_is_refused() => GeneratorHost.Diagnostics("""
        public partial interface IModel<in T>
        {
            [Differentiable]
            public static double {|DIFF0115:F|}(double x) => x * x;
        }
        """);

    [Fact]
    public void An_internal_type_is_fine() => GeneratorHost.Run("""
        static partial class Model
        {
            [Differentiable]
            public static double F(double x) => x * x;
        }
        """);
}
