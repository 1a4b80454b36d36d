using Diff.Testing;

namespace Diff.Generators.Tests.Frontend;

/// <summary>Objects of several classes that a method makes, in places of an interface, where it is not known what they are.</summary>
public sealed class LocalFamilyTests
{
    private static string With(string members) => $$"""
        public interface IShape { double Area(); }

        public sealed class Circle(double r) : IShape { public double Area() => 3 * r * r; }

        public sealed record Square(double Side) : IShape { public double Area() => Side * Side; }

        public static partial class User
        {
            private static readonly IShape kept = new Circle(1);

            {{members}}
        }
        """;

    [Fact]
    public void An_object_from_elsewhere_is_refused_beside_objects_of_other_classes() => GeneratorHost.Diagnostics(With("""
        [Differentiable]
        public static double Given(double x, IShape given) { var shape = x > 1 ? new Circle(x) : {|DIFF0050:given|}; return shape.Area(); }

        [Differentiable]
        public static double Static(double x) { IShape[] shapes = [new Circle(x), new Square(x), {|DIFF0050:kept|}]; return shapes[0].Area(); }
        """));

    [Fact]
    public void Objects_that_leave_the_method_are_refused() => GeneratorHost.Diagnostics(With("""
        [Differentiable]
        public static double Shown(double x) { IShape shape = new Circle(x); Console.WriteLine({|DIFF0050:shape|}); return shape.Area(); }

        [Differentiable]
        public static double Boxed(double x) { IShape shape = new Circle(x); object box = {|DIFF0050:shape|}; return shape.Area(); }
        """));

    [Fact]
    public void What_compares_records_by_their_values_is_refused() => GeneratorHost.Diagnostics(With("""
        [Differentiable]
        public static double Listed(double x) { var shapes = new List<IShape> { new Square(x) }; return {|DIFF0050:shapes|}.Contains({|DIFF0050:new Square(x)|}) ? shapes[0].Area() : 1; }

        [Differentiable]
        public static double Distinct(double x) { IShape[] shapes = [new Square(x), new Square(x)]; return {|DIFF0050:shapes.Distinct()|}.Sum(shape => shape.Area()); }
        """));

    [Fact]
    public void The_message_names_the_class_that_is_in_the_way()
    {
        var messages = GeneratorHost.RunUnchecked([With("""
            public sealed class Odd(double x) : IShape { public double? Y = x; public double Area() => x; }

            [Differentiable]
            public static double F(double x) { IShape[] shapes = [new Circle(x), new Odd(x)]; return shapes[0].Area(); }
            """)]).Messages("DIFF0050");
        Assert.All(messages, message =>
            Assert.Contains("goes where objects of other classes may be as well while 'Odd' has the field 'Y' of type 'double?'", message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_class_of_an_object_is_a_number_in_a_column()
    {
        var code = GeneratorHost.Run(With("""
            [Differentiable]
            public static double F(double x, bool round)
            {
                IShape shape = round ? new Circle(x) : new Square(x);
                return shape.Area();
            }
            """)).Text;
        Assert.Contains("shape_kind[0] == 0", code, StringComparison.Ordinal);
        Assert.DoesNotContain("global::System.Array.Copy", code, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_that_a_using_statement_disposes_of_is_refused() => GeneratorHost.Diagnostics("""
        public interface ISource : IDisposable { double Value { get; } }

        public sealed class Kept(double x) : ISource { public double Value => x; public void Dispose() { } }

        public sealed class Squared(double x) : ISource { public double Value => x * x; public void Dispose() { } }

        public static partial class User
        {
            [Differentiable]
            public static double F(double x)
            {
                using ISource {|DIFF0050:source = x > 1 ? new Kept(x) : new Squared(x)|};
                return source.Value;
            }
        }
        """);
}
