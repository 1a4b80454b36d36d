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

    [Theory]
    [InlineData("var flow = new Flow(x, x); return ({|DIFF0050:flow with { Time = 1 }|}).Amount;")]
    [InlineData("var flows = new List<Flow> { new(x, x) }; return ({|DIFF0050:flows[0] with { Time = 1 }|}).Amount;")]
    [InlineData("Flow[] flows = [new(x, x), new Bond(x, x)]; return ({|DIFF0050:flows[1] with { Time = 1 }|}).Amount;")]
    public void A_copy_of_a_record_by_a_copy_constructor_of_its_own_is_refused(string body) => GeneratorHost.Diagnostics(Model.With($$"""
        public record Flow(double Time, double Amount)
        {
            protected Flow(Flow other) { Time = other.Time; Amount = 2 * other.Amount; }
        }

        public record Bond(double Time, double Amount) : Flow(Time, Amount);

        [Differentiable]
        public static double F(double x) { {{body}} }
        """));

    [Theory]
    [InlineData("var flows = new HashSet<Flow>(); {|DIFF0050:flows|}.Add({|DIFF0050:new Flow(x)|}); return x;")]
    [InlineData("var ranks = new SortedSet<Rank>(); {|DIFF0050:ranks|}.Add({|DIFF0050:new Rank(x)|}); return x;")]
    [InlineData("var ranks = new PriorityQueue<int, Rank>(); {|DIFF0050:ranks|}.Enqueue(1, {|DIFF0050:new Rank(x)|}); return x;")]
    public void A_collection_that_compares_records_or_orders_objects_is_refused(string body) => GeneratorHost.Diagnostics(Model.With($$"""
        public record Flow(double Amount);

        public sealed class Rank(double x) : IComparable<Rank>
        {
            public double X = x;
            public int CompareTo(Rank? other) => -X.CompareTo(other!.X);
        }

        [Differentiable]
        public static double F(double x) { {{body}} }
        """));

    [Fact]
    public void A_copy_of_an_object_by_the_name_of_a_base_class_is_refused_if_it_is_no_row() => GeneratorHost.Diagnostics(Model.With("""
        public record Flow(double Amount) { public virtual double Value() => Amount; }

        public sealed record Bond(double Amount, double Rate) : Flow(Amount)
        {
            ~Bond() { }
            public override double Value() => Amount * Rate;
        }

        [Differentiable]
        public static double F(double x) { Flow flow = new Bond(x, 3); return ({|DIFF0050:flow with { Amount = x * x }|}).Value(); }
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
