using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0130
{
    [Fact]
    public void Marked_members_without_a_family_are_told() => GeneratorHost.Diagnostics("""
        public sealed class Row
        {
            private readonly double[] _values;
            [Differentiable] public {|DIFF0130:Row|}(int length) => _values = new double[length];
            [Differentiable] public double {|DIFF0130:this|}[int index] { get => _values[index]; set => _values[index] = value; }
            [Differentiable] public static Row operator {|DIFF0130:*|}(Row row, double factor) { var scaled = new Row(1); scaled[0] = row[0] * factor; return scaled; }
            [Differentiable] public void {|DIFF0130:Add|}(double x) => _values[0] += x;
            [Differentiable] public double {|DIFF0130:First|}() => _values[0];
        }

        public static partial class User
        {
            [Differentiable]
            public static Row {|DIFF0130:Made|}(double x) { var row = new Row(1); row.Add(x); return row; }

            [Differentiable]
            public static double F(double x) => (Made(x) * x).First();
        }
        """);

    [Fact]
    public void A_marked_method_that_changes_a_list_of_numbers_is_told() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        private static void {|DIFF0130:Add|}(List<double> to, double x) => to.Add(x * x);

        [Differentiable]
        private static double Count(double x, List<int> calls) { calls.Add(1); return x * x; }

        [Differentiable]
        public static double F(double x)
        {
            var list = new List<double>();
            Add(list, x);
            return list[0] + Count(x, []);
        }
        """));

    [Fact]
    public void Marked_setters_are_told() => GeneratorHost.Diagnostics("""
        public partial class Line
        {
            private double _slope = 2;
            public double Slope { get => _slope; [Differentiable] {|DIFF0130:set|} => _slope = value; }
            public double Start { get => _slope; [Differentiable] {|DIFF0130:init|} => _slope = value; }

            [Differentiable]
            public double At(double x) => Slope * x;
        }
        """);

    [Fact]
    public void Marked_members_with_a_family_are_not() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x) => x * x;
        """));

    [Fact]
    public void Overloads_under_a_mark_on_their_type_are_told() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public readonly partial record struct Place(double X, double Y)
        {
            public double {|DIFF0130:Dot|}(Place other) => X * other.X + Y * other.Y;
            public double {|DIFF0130:Dot|}(double x, double y) => X * x + Y * y;
            [Differentiable(Name = "DotWithBoth")] public double Dot(double both) => (X + Y) * both;
            public double Length() => Math.Sqrt(Dot(this));
        }
        """);
}
