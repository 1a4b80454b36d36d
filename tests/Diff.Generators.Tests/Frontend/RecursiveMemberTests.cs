using Diff.Testing;

namespace Diff.Generators.Tests.Frontend;

/// <summary>Members of objects that a method makes and that call themselves.</summary>
public sealed class RecursiveMemberTests
{
    private static string With(string members) => $$"""
        public interface INode { double At(double x); }

        public sealed class Number(double value) : INode { public double At(double x) => value; }

        public sealed class Sum(INode left, INode right) : INode { public double At(double x) => left.At(x) + right.At(x); }

        public static partial class User
        {
            {{members}}
        }
        """;

    [Fact]
    public void A_member_that_calls_itself_becomes_a_method_of_the_row_and_the_columns()
    {
        var code = GeneratorHost.Run(With("""
            [Differentiable]
            public static double F(double x) => new Sum(new Number(x), new Number(2)).At(x);
            """)).Text;
        Assert.Contains("private static double F__At1(int node, double x, int[] node_kind, double[] number_value, int[] sum_left, int[] sum_right)", code, StringComparison.Ordinal);
        Assert.Contains("F__At1(node2, x, node_kind, number_value, sum_left, sum_right)", code, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_that_only_another_class_calls_stands_in_place_of_the_call() => Assert.DoesNotContain("__At", GeneratorHost.Run(With("""
        public sealed class Twice(Number number) { public double At(double x) => 2 * number.At(x); }

        [Differentiable]
        public static double F(double x) => new Twice(new Number(x)).At(1);
        """)).Text, StringComparison.Ordinal);

    [Fact]
    public void A_method_that_calls_itself_must_not_make_objects() => GeneratorHost.Diagnostics(With("""
        private static INode Build(int depth, double x) => depth == 0 ? {|DIFF0051:new Number(x)|} : {|DIFF0051:new Sum(Build(depth - 1, x), Build(depth - 1, 2 * x))|};

        [Differentiable]
        public static double F(double x) => Build(3, x).At(x);
        """));

    [Fact]
    public void Trees_of_any_depth_are_followed() => GeneratorHost.Run(With("""
        [Differentiable]
        public static double F(double x) { INode node = new Number(x); for (var i = 0; i < 3; i++) node = new Sum(node, node); return node.At(x); }
        """));
}
