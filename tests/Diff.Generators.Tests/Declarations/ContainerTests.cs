using Diff.Testing;

namespace Diff.Generators.Tests.Declarations;

/// <summary>Members are generated into every kind of partial type, and compile there without warnings.</summary>
public sealed class ContainerTests
{
    [Theory]
    [InlineData("public partial class Model")]
    [InlineData("internal sealed partial class Model")]
    [InlineData("public partial struct Model")]
    [InlineData("public readonly partial struct Model")]
    [InlineData("public ref partial struct Model")]
    [InlineData("public partial record Model(int N)")]
    [InlineData("public partial record struct Model(int N)")]
    [InlineData("public partial class Model<TKey, TValue> where TKey : notnull where TValue : class, new()")]
    [InlineData("public partial class @class")]
    public void Instance_and_static_members_are_generated_into(string declaration)
    {
        var run = GeneratorHost.Run($$"""
            {{declaration}}
            {
                [Differentiable] public static double F(double x) => x * x;
                [Differentiable] internal double G(double x, int n) => n * x;
            }
            """);
        Assert.Contains("FGradient", run.Text);
        Assert.Contains("GGradient", run.Text);
    }

    [Fact]
    public void Interfaces_take_static_members() => GeneratorHost.Run("""
        public partial interface IModel<T>
        {
            [Differentiable] public static double F(double x) => x * x;
        }
        """);

    [Fact]
    public void Private_members_of_nested_types_stay_private()
    {
        var run = GeneratorHost.Run("""
            namespace A.@namespace;

            public partial class Outer<T>
            {
                private protected partial struct Inner
                {
                    [Differentiable] private static double F(double x) => x * x;
                }
            }
            """);
        Assert.Contains("private static double FGradient(double x)", run.Text);
    }

    [Fact]
    public void A_family_that_hides_an_inherited_one_is_new() => GeneratorHost.Run("""
        public partial class Curve
        {
            [Differentiable] public double At(double x) => x;
        }

        public partial class Line : Curve
        {
            [Differentiable] public new double At(double x) => 2 * x;
        }
        """);

    [Fact]
    public void A_partial_method_in_two_files_is_generated_once() => Assert.Single(GeneratorHost.Run(
        [
            "public static partial class Model { [Differentiable] public static partial double F(double x); }",
            "public static partial class Model { public static partial double F(double x) => x * x; }",
        ]).Sources);
}
