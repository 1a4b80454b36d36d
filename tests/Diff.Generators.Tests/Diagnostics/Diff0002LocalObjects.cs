using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

/// <summary>Objects that a method makes, where their classes do what cannot be followed.</summary>
public sealed class Diff0002LocalObjects
{
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
                {|DIFF0002:other|}.Feed(sum, x);
                return sum.Value * _slope;
            }
        }
        """));

    [Fact]
    public void A_number_that_a_method_without_gradient_stores_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public sealed class Sum
        {
            public double Value;
            [NoGradient] public double Add(double x) { {|DIFF0002:Value|} += x; return x; }
        }

        [Differentiable]
        public static double F(double x)
        {
            var sum = new Sum();
            return x * sum.Add(x) + sum.Value;
        }
        """));

    [Fact]
    public void An_object_of_a_derived_class_in_a_variable_of_its_base_class_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public class Line(double slope)
        {
            public double Slope = slope;
            public virtual double At(double x) => Slope * x;
        }

        public sealed class Parabola : Line
        {
            public Parabola(double slope) : base(slope) { }
            public override double At(double x) => Slope * x * x;
        }

        [Differentiable]
        public static double F(double x)
        {
            Line parabola = new Parabola(x);
            var line = new Line(x);
            if (x > 0) {|DIFF0002:line = parabola|};
            return line.At(x);
        }
        """));

    [Fact]
    public void An_object_from_elsewhere_whose_base_class_has_virtual_members_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public class Shape
        {
            public double Size;
            public virtual double At(double x) => x;
        }

        public class Line : Shape { public Line(double size) { Size = size; } }

        private static readonly Line Other = new(1);

        [Differentiable]
        public static double F(double x)
        {
            var line = x > 0 ? {|DIFF0002:Other|} : new Line(x);
            return line.At(x);
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
            var line = {|DIFF0002:new Line()|};
            line.Slope = x;
            return line.Slope * line.Factor;
        }
        """));

    [Fact]
    public void Calls_whose_bodies_multiply_without_end_are_refused()
    {
        var doublings = string.Concat(Enumerable.Range(1, 24).Select(i => $"public void Add{i}(double x) {{ {(i == 1 ? "{|DIFF0002:Add0(x)|}" : $"Add{i - 1}(x)")}; Add{i - 1}(x); }}\n"));
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
}
