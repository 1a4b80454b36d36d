using Diff.Testing;

namespace Diff.Generators.Tests.Declarations;

public sealed class HintNameTests
{
    [Fact]
    public void A_file_is_named_after_its_method() => Assert.Equal(["Shop.Model.F.g.cs"], HintNames("""
        namespace Shop;

        public static partial class Model
        {
            [Differentiable] public static double F(double x) => x * x;
        }
        """));

    [Fact]
    public void Overloads_have_files_of_their_own() => Assert.Equal(2, HintNames("""
        public static partial class Model
        {
            [Differentiable] public static double F(double x) => x * x;
            [Differentiable(Name = "F2")] public static double F(double x, double y) => x * y;
        }
        """).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    [Fact]
    public void Names_that_differ_only_in_case_have_files_of_their_own() => Assert.Equal(4, HintNames("""
        public static partial class Model
        {
            [Differentiable] public static double F(double x) => x * x;
            [Differentiable] public static double f(double x) => x + x;
        }

        public static partial class model
        {
            [Differentiable] public static double F(double x) => x * x;
        }

        public static partial class Model<T>
        {
            [Differentiable] public static double F(double x) => x * x;
        }
        """).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    [Fact]
    public void Long_names_are_cut()
    {
        var name = new string('N', 300);
        var hint = Assert.Single(HintNames(Source(name)));
        Assert.True(hint.Length < 180, hint);
        Assert.NotEqual(hint, Assert.Single(HintNames(Source(name + "N"))));

        static string Source(string name) => $$"""public static partial class Model { [Differentiable] public static double {{name}}(double x) => x * x; }""";
    }

    private static IReadOnlyList<string> HintNames(string source) =>
        [.. GeneratorHost.Run(source).Sources.Keys.Order(StringComparer.Ordinal)];
}
