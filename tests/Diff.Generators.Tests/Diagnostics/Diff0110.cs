using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0110
{
    [Fact]
    public void A_set_of_numbers_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, HashSet<double> {|DIFF0110:weights|}) => x;
        """));

    [Fact]
    public void A_struct_with_text_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public struct Label { public double X; public string Name; }

        [Differentiable]
        public static double F(double x, Label {|DIFF0110:label|}) => x * label.X;
        """));

    [Fact]
    public void A_struct_that_holds_an_array_is_to_be_a_class() => Assert.EndsWith(
        "or the parts of 'Table', or make 'Table' a class that is marked [Differentiable]", GeneratorHost.Diagnostics(Model.With("""
            public struct Table { public double[] Values; }

            [Differentiable]
            public static double F(double x, Table {|DIFF0110:table|}) => x * table.Values[0];
            """)).Diagnostics.Single(diagnostic => diagnostic.Id == "DIFF0110").GetMessage(System.Globalization.CultureInfo.InvariantCulture),
        StringComparison.Ordinal);

    [Fact]
    public void A_struct_with_hidden_numbers_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public struct Counter(double start) { private double _value = start; public double Next() => _value++; }

        [Differentiable]
        public static double F(double x, Counter {|DIFF0110:counter|}) => x;
        """));

    [Fact]
    public void A_struct_whose_fields_share_memory_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)]
        public struct Union
        {
            [System.Runtime.InteropServices.FieldOffset(0)] public double X;
            [System.Runtime.InteropServices.FieldOffset(0)] public double Y;
        }

        [Differentiable]
        public static double F(double x, Union {|DIFF0110:union|}) => x * union.X;
        """));

    [Fact]
    public void A_nullable_number_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, double? {|DIFF0110:y|}) => x;
        """));

    [Fact]
    public void A_framework_vector_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, System.Numerics.Vector<double> {|DIFF0110:z|}, Queue<float> {|DIFF0110:q|}) => x;
        """));

    [Fact]
    public void A_refused_signature_is_told_of_alone() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(HashSet<double> {|DIFF0110:weights|})
        {
        again:
            if (weights.Count < 0) goto again;
            return weights.Count;
        }
        """));

    [Fact]
    public void A_list_without_gradient_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, [NoGradient] List<double> weights) => x * weights[0];
        """));

    [Fact]
    public void Objects_and_dates_are_constants() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, DateTime when, TimeSpan span, decimal price, string name, object any, Guid id) => x * when.Year * span.Ticks;
        """));

    [Theory]
    [InlineData("out double[]")]
    [InlineData("out double[,]")]
    [InlineData("ref float[]")]
    [InlineData("out List<double>")]
    public void An_array_that_is_set_is_to_be_returned(string type) => Assert.Contains(
        $"has type '{type}', which carries floating-point values that cannot be differentiated yet; return it, in a tuple if there are several",
        GeneratorHost.Diagnostics(Model.With($$"""
            [Differentiable]
            public static void F(double x, {{type}} {|DIFF0110:y|}) => throw new NotSupportedException();
            """)).Diagnostics.Single(diagnostic => diagnostic.Id == "DIFF0110").GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    [Theory]
    [InlineData("double[][][]")]
    [InlineData("(double, float)[][][][]")]
    public void A_jagged_array_of_jagged_arrays_is_refused(string type) => Assert.Contains(
        "or an array of three dimensions, or a jagged array for each of them",
        GeneratorHost.Diagnostics(Model.With($$"""
            [Differentiable]
            public static double F(double x, {{type}} {|DIFF0110:w|}) => x;
            """)).Diagnostics.Single(diagnostic => diagnostic.Id == "DIFF0110").GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    [Fact]
    public void A_jagged_array_of_jagged_arrays_may_be_a_constant_and_a_local() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, [NoGradient] double[][][] w)
        {
            double[][][] products = [[[x * w[0][0][0]]]];
            return products[0][0][0];
        }
        """));

    [Fact]
    public void A_struct_of_the_framework_that_shows_nothing_is_told_so() => Assert.Contains(
        "or its numbers: 'Vector' cannot be taken apart because", GeneratorHost.Diagnostics(Model.With("""
            [Differentiable]
            public static double F(double x, System.Numerics.Vector<double> {|DIFF0110:v|}) => x * v[0];
            """)).Diagnostics.Single(diagnostic => diagnostic.Id == "DIFF0110").GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
