using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

/// <summary>Bodies of members of objects that a method makes, where they cannot stand for their calls.</summary>
public sealed class Diff0051
{
    [Fact]
    public void Bodies_that_use_what_the_method_can_name_are_accepted() => GeneratorHost.Run(Model.With("""
        public sealed class Sum
        {
            internal const double Factor = 2;
            private double _value;
            public double Value => _value;
            public void Add(double x) => _value += Factor * x;
        }

        [Differentiable]
        public static double F(double x)
        {
            var sum = new Sum();
            sum.Add(x);
            return sum.Value;
        }
        """));

    [Theory]
    [InlineData("flows[0] == flows[1]")]
    [InlineData("flows[0].Equals(flows[1])")]
    public void A_comparison_of_records_is_refused(string comparison) => GeneratorHost.Diagnostics(Model.With($$"""
        public record Flow(double Amount);

        [Differentiable]
        public static double F(double x)
        {
            var flows = new List<Flow> { new(x), new(x) };
            return {|DIFF0051:{{comparison}}|} ? x : 1;
        }
        """));

    [Fact]
    public void A_member_of_another_differentiable_object_that_gets_an_object_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public sealed class Sum
        {
            public double Value;
            public void Add(double x) => Value += x;
        }

        [Differentiable]
        public partial class Line
        {
            private readonly double _slope = 2;
            private void Feed(Sum sum, double x) => sum.Add(x);

            public double Loss(Line other, double x)
            {
                var sum = new Sum();
                sum.Add(x);
                Feed(sum, x);
                {|DIFF0051:other|}.Feed(sum, x);
                return sum.Value * _slope;
            }
        }
        """));

    [Fact]
    public void A_number_that_a_method_without_gradient_stores_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public sealed class Sum
        {
            public double Value;
            [NoGradient] public double Add(double x) { {|DIFF0051:Value|} += x; return x; }
        }

        [Differentiable]
        public static double F(double x)
        {
            var sum = new Sum();
            return x * sum.Add(x) + sum.Value;
        }
        """));

    [Fact]
    public void A_base_constructor_that_runs_with_default_values_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public class Scale
        {
            public double Factor;
            public Scale(double factor = 1) { Factor = factor; }
        }

        public sealed class Line : Scale { public double Slope; }

        [Differentiable]
        public static double F(double x)
        {
            var line = {|DIFF0051:new Line()|};
            line.Slope = x;
            return line.Slope * line.Factor;
        }
        """));

    [Fact]
    public void Calls_whose_bodies_multiply_without_end_are_refused()
    {
        var doublings = string.Concat(Enumerable.Range(1, 24).Select(i => $"public void Add{i}(double x) {{ {(i == 1 ? "{|DIFF0051:Add0(x)|}" : $"Add{i - 1}(x)")}; Add{i - 1}(x); }}\n"));
        GeneratorHost.Diagnostics(Model.With($$"""
            public sealed class Sum
            {
                public double Value;
                public void Add0(double x) { Value += x; }
                {{doublings}}
            }

            [Differentiable]
            public static double F(double x)
            {
                var sum = new Sum();
                sum.Add24(x);
                return sum.Value;
            }
            """));
    }

    [Fact]
    public void The_message_names_the_property_of_an_accessor() => Assert.Contains("'Value' cannot take the place", GeneratorHost.RunUnchecked([Model.With("""
        public sealed class Sum
        {
            private double _value;
            public double Value { get => _value; set { _value = value; if (value > 9) Value = value - 1; } }
        }

        [Differentiable]
        public static double F(double x)
        {
            var sum = new Sum();
            sum.Value = x;
            return sum.Value;
        }
        """)]).Messages("DIFF0051")[0], StringComparison.Ordinal);

    [Fact]
    public void A_method_that_passes_itself_functions_of_its_own_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static double Compose(Func<double, double> f, int n, double x) => n == 0 ? x : {|DIFF0051:Compose(t => f(f(t)), n - 1, f(x))|};

        [Differentiable]
        public static double F(double x) => Compose(t => t * x, 2, x);
        """));

    [Fact]
    public void A_method_that_calls_itself_with_a_function_that_assigns_a_variable_is_refused() => Assert.Contains(
        "a function that it is given assigns 'sum' of the method around it; write a loop, or assign an element of an array", GeneratorHost.RunUnchecked([Model.With("""
        public static void ForAll(Action<int> act, int n)
        {
            if (n == 0) return;
            act(n);
            ForAll(act, n - 1);
        }

        [Differentiable]
        public static double F(double x)
        {
            var sum = 0.0;
            ForAll(i => sum += i * x, 3);
            return sum;
        }
        """)]).Messages("DIFF0051")[0], StringComparison.Ordinal);

    [Fact]
    public void A_method_that_calls_itself_for_ever_new_types_is_refused() => Assert.Contains("the body for ever new types", GeneratorHost.RunUnchecked([Model.With("""
        public static double Grow<T>(Func<double, double> f, T x, double v, int n) => n == 0 ? f(v) : Grow<(T, int)>(f, (x, 1), f(v), n - 1);

        [Differentiable]
        public static double F(double x) => Grow(t => t * x, 1, x, 3);
        """)]).Messages("DIFF0051")[0], StringComparison.Ordinal);

    [Fact]
    public void A_method_that_calls_itself_with_a_function_of_differentiated_members_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static double Area(Func<double, double> f, double a, int n) => n == 0 ? f(a) : Area(f, a / 2, n - 1);

        [Differentiable]
        public sealed partial class Decay
        {
            private double _rate = 1;

            public double At(double x) => {|DIFF0051:Area(t => Math.Exp(-_rate * t), x, 2)|};
        }
        """));

    [Fact]
    public void A_method_that_takes_a_function_and_calls_the_method_itself_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static double Once(Func<double, double> f, double x) => f(x) + 1;

        [Differentiable]
        public static double F(double x, Func<int, double> f) => x * f(1) + Once(t => {|DIFF0051:F(t, i => i * x)|}, x);
        """));

    [Fact]
    public void A_method_that_has_functions_of_its_own_cannot_stand_in_itself() => GeneratorHost.Diagnostics(Model.With("""
        public static double Apply(Func<double, double> f, double x) => f(x);

        public static double Shifted(Func<double, double> f, double x) => Apply(t => f(t) + 1, x);

        [Differentiable]
        public static double F(double x) => Shifted(t => {|DIFF0051:Shifted(u => u * t * x, t)|}, x);
        """));

    [Fact]
    public void Private_fields_of_classes_are_read_through_a_method_that_the_runtime_binds() => Assert.Contains(
        "Name = \"Table\")]\n    internal static extern ref double[] F__Table1(global::Normal? holder);", GeneratorHost.Run("""
        public sealed class Normal(double mean)
        {
            private static readonly double[] Table = [0.3];
            private readonly double _mean = mean;
            public double At(double x) => (x - _mean) * Table[0] * Table[0];
        }

        public static partial class Model
        {
            [Differentiable]
            public static double F(double x, double mean) => new Normal(mean).At(x);
        }
        """).Text, StringComparison.Ordinal);

    [Fact]
    public void A_private_table_of_a_method_that_takes_a_function_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static class Gauss
        {
            private static readonly double[] Nodes = [-0.57735, 0.57735];

            public static double Integrate(Func<double, double> f)
            {
                var sum = 0.0;
                foreach (var node in {|DIFF0051:Nodes|}) sum += f(node);
                return sum;
            }
        }

        [Differentiable]
        public static double F(double x) => Gauss.Integrate(t => t * x);
        """));

    [Fact]
    public void A_method_that_changes_a_list_and_calls_itself_is_told_to_be_a_loop() => Assert.Contains("because it calls itself; write a loop", GeneratorHost.RunUnchecked([Model.With("""
        private static void Fill(List<double> list, double x, int n) { if (n == 0) return; list.Add(x * n); Fill(list, x, n - 1); }

        [Differentiable]
        public static double F(double x)
        {
            var list = new List<double>();
            Fill(list, x, 3);
            return list[2];
        }
        """)]).Messages("DIFF0051")[0], StringComparison.Ordinal);
}
