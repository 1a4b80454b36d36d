using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0123
{
    [Fact]
    public void A_type_parameter_is_refused() => GeneratorHost.Diagnostics("""
        public class Model<T>
        {
            public double Slope(double x, T other) => {|DIFF0123:Gradient.Of(static (double x, T other) => x * x, x, other)|};
        }
        """);

    [Fact]
    public void A_method_that_only_a_type_parameter_names_is_refused() => GeneratorHost.Diagnostics("""
        public static partial class Model<T>
        {
            [Differentiable]
            public static double Square(double x) => x * x;

            public static double Slope(double x) => Gradient.Of({|DIFF0123:Square|}, x);
        }

        public static partial class Model
        {
            [Differentiable]
            public static double Cube<T>(double x) => x * x * x;

            public static double Slope<T>(double x) => Gradient.Of({|DIFF0123:Cube<T>|}, x) + Gradient.Of(Cube<int>, x) + Gradient.Of(Model<int[]>.Square, x);
        }
        """);

    [Fact]
    public void A_lambda_that_needs_what_is_private_is_refused_in_a_type_that_is_not_partial() => GeneratorHost.Diagnostics("""
        public class Model
        {
            private static readonly double Scale = 2;

            public double Slope(double x) => Gradient.Of({|DIFF0123:static (double x) => Scale * x|}, x);
        }
        """);

    [Theory]
    [InlineData("{|DIFF0123:Table.Scale|} * x")]
    [InlineData("{|DIFF0123:Table.Steps|}[1] * x")]
    [InlineData("{|DIFF0123:Table.IsLarge(x)|} ? x * x : x")]
    [InlineData("({|DIFF0123:n > 1 ? Kind.Fast : Kind.Slow|}) is Kind.Fast ? x : 2 * x")]
    public void A_member_or_type_that_is_local_to_its_file_is_refused_in_a_differentiated_method(string value) => GeneratorHost.Diagnostics($$"""
        file enum Kind { Fast, Slow }

        file static class Table
        {
            public static readonly double Scale = 2;
            public static readonly double[] Steps = [1, 2];
            public static bool IsLarge(double x) => x > 1;
        }
        """ + Model.With($$"""
        [Differentiable]
        public static double F(double x, int n) => {{value}};
        """));

    [Fact]
    public void Objects_constants_and_functions_of_types_local_to_their_file_are_fine_where_they_leave_no_name() => GeneratorHost.Run("""
        file sealed class Total
        {
            public double Sum { get; private set; }
            public void Add(double x) => Sum += x;
        }

        file readonly struct Pair(double first) { public double First { get; } = first; }

        file static class Table
        {
            public const double Scale = 2;
            public static double Twice(Func<double, double> f) => f(0) + f(1);
        }
        """ + Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            var total = new Total();
            total.Add(x * Table.Scale);
            return total.Sum * new Pair(x).First + Table.Twice(t => t * x);
        }
        """));

    [Fact]
    public void A_private_type_in_the_call_is_refused() => GeneratorHost.Diagnostics("""
        public partial class Model
        {
            private sealed class Inner;

            public double Slope(double x) => {|DIFF0123:Gradient.Of(static (double x, Inner? inner) => x * x, x, (Inner?)null)|};
        }
        """);

    [Fact]
    public void What_is_private_is_fine_in_a_partial_type() => GeneratorHost.Run("""
        public partial class Model
        {
            private static readonly double Scale = 2;

            [Differentiable]
            private static double Square(double x) => x * x;

            public double Slope(double x) => Gradient.Of(static (double x) => Scale * x, x) + Gradient.Of(Square, x);

            private static class Inner
            {
                public static double Slope(double x) => Gradient.Of(Square, x);
            }
        }

        public class Generic<T>
        {
            public static double Slope(double x) => Gradient.Of(static (double x) => x * x, x);
        }
        """);

    [Fact]
    public void A_private_member_that_only_a_called_local_function_names_is_refused_too() => GeneratorHost.Diagnostics("""
        public class Model
        {
            private static readonly double Scale = 2;

            public double Slope(double x)
            {
                return Gradient.Of({|DIFF0123:static (double x) => Scaled(x) * x|}, x);

                static double Scaled(double x) => Scale * x;
            }
        }
        """);
}
