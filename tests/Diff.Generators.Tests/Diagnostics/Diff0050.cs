using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

/// <summary>Objects that a method makes, where it is not known which object a name stands for.</summary>
public sealed class Diff0050
{
    [Fact]
    public void An_object_that_stays_in_the_method_is_accepted() => GeneratorHost.Run(Model.With("""
        public sealed class Cell { public double X; }

        [Differentiable]
        public static double F(double x)
        {
            var cell = new Cell { X = x };
            cell.X *= cell.X;
            return cell.X;
        }
        """));

    [Fact]
    public void An_object_of_a_derived_class_in_a_variable_of_its_base_class_is_accepted() => GeneratorHost.Run(Model.With("""
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
            if (x > 0) line = parabola;
            return line.At(x);
        }
        """));

    [Fact]
    public void An_object_that_the_method_returns_beside_a_number_that_it_changes_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public sealed class Node { public double X; public Node? Next; }

        [Differentiable]
        public static Node F(double x, ref double sum)
        {
            Node? last = null;
            sum *= x;
            return {|DIFF0050:new Node { X = x * sum, Next = last }|};
        }
        """));

    [Theory]
    [InlineData("{|DIFF0050:flows|}.Contains({|DIFF0050:new Flow(x)|}) ? x : 1")]
    [InlineData("{|DIFF0050:flows|}.IndexOf({|DIFF0050:flows[1]|}) * x")]
    public void A_search_that_compares_records_is_refused(string result) => GeneratorHost.Diagnostics(Model.With($$"""
        public record Flow(double Amount);

        [Differentiable]
        public static double F(double x)
        {
            var flows = new List<Flow> { new(x), new(x) };
            return {{result}};
        }
        """));

    [Fact]
    public void An_object_of_a_generic_class_that_gets_numbers_is_refused()
    {
        var run = GeneratorHost.Diagnostics(Model.With("""
            public sealed class Box<T> { public T? Value; }

            public sealed class Pair<T>(T first) { public T First = first; }

            [Differentiable]
            public static double Initialized(double x) { var box = {|DIFF0050:new Box<double> { Value = x * 2 }|}; return box.Value; }

            [Differentiable]
            public static double Constructed(double x) { var pair = {|DIFF0050:new Pair<double>(x)|}; return pair.First; }

            [Differentiable]
            public static double Constant(double x) { var box = new Box<double> { Value = 2 }; return box.Value * x; }
            """));
        Assert.All(run.Messages("DIFF0050"), message => Assert.Contains("generic classes are not followed", message, StringComparison.Ordinal));
    }

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
            var line = x > 0 ? {|DIFF0050:Other|} : new Line(x);
            return line.At(x);
        }
        """));
}
