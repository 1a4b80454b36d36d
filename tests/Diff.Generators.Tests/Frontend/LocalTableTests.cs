using Diff.Testing;

namespace Diff.Generators.Tests.Frontend;

/// <summary>Objects in arrays and lists that a method makes, where they go out of sight.</summary>
public sealed class LocalTableTests
{
    private static string With(string members) => $$"""
        public sealed class Cell
        {
            public double X;
            public static Cell Of(double x) => new() { X = x };
        }

        public static partial class User
        {
            private static Cell kept = new();
            private static readonly List<Cell> all = [];

            {{members}}
        }
        """;

    [Fact]
    public void An_object_that_leaves_the_method_is_refused() => GeneratorHost.Diagnostics(With("""
        [Differentiable]
        public static double Kept(double x) { var cells = new List<Cell> { Cell.Of(x) }; {|DIFF0050:kept|} = cells[0]; return cells[0].X; }

        [Differentiable]
        public static double Added(double x) { var cells = new List<Cell> { Cell.Of(x) }; {|DIFF0050:all|}.Add(cells[0]); return cells[0].X; }

        [Differentiable]
        public static double Boxed(double x) { var cells = new Cell[] { Cell.Of(x) }; object cell = {|DIFF0050:cells[0]|}; return cells[0].X; }

        [Differentiable]
        public static double Printed(double x) { Cell? cell = null; cell = Cell.Of(x); Console.WriteLine($"{{|DIFF0050:cell|}}"); return cell.X; }

        [Differentiable]
        public static double Hashed(double x) { Cell? cell = null; cell = Cell.Of(x); return {|DIFF0050:cell|}.GetHashCode() * cell.X; }
        """));

    [Fact]
    public void An_object_from_elsewhere_is_refused_beside_objects_that_are_made() => GeneratorHost.Diagnostics(With("""
        [Differentiable]
        public static double Given(double x, Cell given) { var cells = new List<Cell> { Cell.Of(x) }; cells.Add({|DIFF0050:given|}); return cells[1].X; }

        [Differentiable]
        public static double Static(double x) { var cells = new List<Cell> { Cell.Of(x), {|DIFF0050:kept|} }; return cells[1].X; }

        [Differentiable]
        public static double Matched(double x, object given) { var cells = new List<Cell> { Cell.Of(x) }; return given is {|DIFF0050:Cell cell|} ? 1 : cells[0].X; }

        [Differentiable]
        public static double Asked(double x, object given) { var cells = new List<Cell> { Cell.Of(x) }; return given is {|DIFF0050:Cell { X: > 1 }|} ? 1 : cells[0].X; }

        [Differentiable]
        public static double Listed(double x, System.Collections.ArrayList given)
        {
            var cells = new List<Cell> { Cell.Of(x) };
            foreach (Cell cell in {|DIFF0050:given|}) x += 1;
            return cells[0].X;
        }
        """));

    [Fact]
    public void What_a_collection_does_with_the_help_of_others_is_refused() => GeneratorHost.Diagnostics(With("""
        [Differentiable]
        public static double Sorted(double x) { var cells = new List<Cell> { Cell.Of(x) }; {|DIFF0050:cells|}.Sort({|DIFF0050:(a, b) => a.X.CompareTo(b.X)|}); return cells[0].X; }

        [Differentiable]
        public static double Grouped(double x) { var cells = new List<Cell> { Cell.Of(x) }; return {|DIFF0050:cells.ToLookup(cell => cell.X)|}.Count * x; }

        [Differentiable]
        public static double Found(double x)
        {
            var cells = new Dictionary<int, Cell>();
            cells[0] = Cell.Of(x);
            return {|DIFF0050:cells|}.ContainsValue({|DIFF0050:cells[0]|}) ? 1 : x;
        }
        """));

    [Theory]
    [InlineData("cells.Distinct().First().X", "Distinct")]
    [InlineData("cells.ToDictionary(cell => 1)[1].X", "ToDictionary")]
    [InlineData("cells.FindAll(cell => cell.X > 0)[0].X", "FindAll")]
    [InlineData("cells.RemoveAll(cell => cell.X > 0)", "RemoveAll")]
    public void The_message_names_the_method_of_a_collection_that_is_not_followed(string value, string name) => Assert.Contains(Messages($$"""
        [Differentiable]
        public static double F(double x) { var cells = new List<Cell> { Cell.Of(x) }; return {{value}}; }
        """), message => message.Contains($"because '{name}' is not followed on collections of objects that the method makes; write it as a loop", StringComparison.Ordinal));

    [Theory]
    [InlineData("public double? Y;", "has the field 'Y' of type 'double?'")]
    [InlineData("public override int GetHashCode() => 1;", "has the virtual or overriding member 'GetHashCode'")]
    public void The_message_names_the_member_that_is_in_the_way_of_a_table(string member, string obstacle) => Assert.Contains(Messages($$"""
        public sealed class Own { public double X; {{member}} }

        [Differentiable]
        public static double F(double x) { var owns = new List<Own>(); owns.Add(new Own { X = x }); return owns[0].X; }
        """), message => message.Contains($"into an array or collection while 'Own' {obstacle};", StringComparison.Ordinal));

    [Fact]
    public void Lists_of_constants_that_are_seen_by_other_code_stay_objects() => GeneratorHost.Diagnostics(With("""
        [Differentiable]
        public static double F(double x, [NoGradient] double y)
        {
            var rows = new List<List<double>> { new() };
            rows[0].Add(2 * y);
            Console.WriteLine(rows);
            return rows[0][0] * x;
        }
        """));

    [Fact]
    public void A_list_that_an_object_holds_and_other_code_sees_is_refused() => GeneratorHost.Diagnostics(With("""
        public sealed class Path { public List<double> Times = []; }

        [Differentiable]
        public static double F(double x)
        {
            var path = new Path();
            {|DIFF0004:path.Times.Add(x)|};
            Console.WriteLine(path.Times);
            return path.Times[0];
        }
        """));

    private static IEnumerable<string> Messages(string members) => GeneratorHost.RunUnchecked([With(members)]).Messages("DIFF0050");

    [Fact]
    public void A_list_that_a_later_argument_replaces_is_refused_where_several_bodies_may_get_it() => GeneratorHost.Diagnostics("""
        public interface IRule { double Of(List<double> values, double factor); }
        public sealed class First(double scale) : IRule { public double Of(List<double> values, double factor) => scale * values[0] * factor; }
        public sealed class Last(double scale) : IRule { public double Of(List<double> values, double factor) => scale * values[^1] * factor; }

        public static partial class User
        {
            private static List<double> kept = [1, 2];

            private static double Replace(double x) { kept = [3]; return x; }

            [Differentiable]
            public static double F(double x, int kind)
            {
                IRule[] rules = [new First(x), new Last(x)];
                return rules[kind].Of({|DIFF0051:kept|}, Replace(x));
            }
        }
        """);

    [Fact]
    public void Rows_are_numbers_in_the_derivatives()
    {
        var code = GeneratorHost.Run(With("""
            [Differentiable]
            public static double F(double[] x)
            {
                var cells = new List<Cell>();
                foreach (var value in x) cells.Add(Cell.Of(value));
                var sum = 0.0;
                foreach (var cell in cells) sum += cell.X * cell.X;
                return sum;
            }
            """)).Text;
        Assert.Contains("scratch.List<int>()", code, StringComparison.Ordinal);
        Assert.Contains("cell_X[cell]", code, StringComparison.Ordinal);
        Assert.Contains("Reverses each iteration of foreach (var cell in cells) when it has run", code, StringComparison.Ordinal);
        Assert.Contains("scratch.Grow(ref cell_X, cellCount, level: 0);", code, StringComparison.Ordinal);
    }

    [Fact]
    public void An_array_that_an_object_gets_while_members_that_call_themselves_run_is_refused() => GeneratorHost.Diagnostics("""
        public sealed class Layer(double[] weights)
        {
            public double[] Weights = weights;

            public double At(int depth, double x) => depth == 0 ? x : At(depth - 1, x * 0.5) + Weights[0] * x;
        }

        public static partial class User
        {
            [Differentiable]
            public static double F(double[] x)
            {
                var (layers, s) = (new List<Layer>(), 0.0);
                foreach (var v in x)
                {
                    layers.Add(new Layer([v]));
                    s += {|DIFF0002:layers[0].At(2, v)|};
                    layers[0].Weights = [s, v];
                }

                return s;
            }
        }
        """);
}
