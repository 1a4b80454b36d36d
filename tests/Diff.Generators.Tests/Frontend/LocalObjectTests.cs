using Diff.Testing;

namespace Diff.Generators.Tests.Frontend;

/// <summary>Objects that a method makes and changes, where they cannot be taken apart.</summary>
public sealed class LocalObjectTests
{
    private const string Cell = """
        public sealed class Cell
        {
            public double X;
            public static Cell Of(double x) => new() { X = x };
            public Cell Self() => this;
        }


        """;

    private static string With(string members) => Cell + $$"""
        public static partial class User
        {
            private static Cell kept = new();

            {{members}}
        }
        """;

    [Fact]
    public void An_object_that_leaves_the_method_is_refused() => GeneratorHost.Diagnostics(With("""
        [Differentiable]
        public static double Kept(double x) { var cell = Cell.Of(x); {|DIFF0050:kept = cell|}; return cell.X; }

        [Differentiable]
        public static double Boxed(double x) { object cell = {|DIFF0050:Cell.Of(x)|}; return ((Cell)cell).X; }

        [Differentiable]
        public static double Printed(double x) { var cell = Cell.Of(x); Console.WriteLine({|DIFF0050:cell|}); return cell.X; }

        [Differentiable]
        public static double Compared(double x) { var cell = Cell.Of(x); return {|DIFF0050:cell|} == kept ? 1 : cell.X; }
        """));

    [Fact]
    public void A_second_name_of_an_object_that_changes_is_accepted() => GeneratorHost.Diagnostics(With("""
        [Differentiable]
        public static double Best(double[] x)
        {
            var best = new Cell();
            var cell = Cell.Of(x[0]);
            for (var i = 0; i < x.Length; i++)
            {
                if (cell.X > best.X) best = cell;
                cell.X += x[i];
            }

            return best.X;
        }

        [Differentiable]
        public static double Renamed(double[] x) { var cell = Cell.Of(x[0]); var same = cell; cell = Cell.Of(x[1]); same.X += 1; return cell.X * same.X; }

        [Differentiable]
        public static double Returned(double[] x) { var cell = Cell.Of(x[0]); var same = cell.Self(); same.X = x[1]; return cell.X; }
        """));

    [Fact]
    public void An_object_whose_name_a_function_gives_to_another_one_is_refused_if_it_changes() => GeneratorHost.Diagnostics(With("""
        [Differentiable]
        public static double Replaced(double[] x)
        {
            var cell = Cell.Of(x[0]);
            return Step({|DIFF0050:cell|}) * cell.X;
            double Step(Cell before) { cell = Cell.Of(x[1]); before.X += 1; return before.X; }
        }
        """));

    [Fact]
    public void Names_for_one_object_that_stay_are_accepted() => GeneratorHost.Diagnostics(With("""
        [Differentiable]
        public static double F(double[] x)
        {
            var cell = Cell.Of(x[0]);
            var same = cell;
            Add(same, x[1]);
            return cell.X * Sum(cell, same);
        }

        private static void Add(Cell cell, double x) => cell.X += x;

        private static double Sum(Cell left, Cell right)
        {
            left.X *= 2;
            return left.X + right.X;
        }
        """));

    [Fact]
    public void What_only_the_class_can_name_is_refused() => GeneratorHost.Diagnostics("""
        public static class Known
        {
            private static readonly double[] Weights = [1, 2];

            public sealed class Table
            {
                private double _sum;
                public void Add(double x) => _sum += {|DIFF0051:Weights|}[0] * x;
                public double Sum => _sum;
            }
        }

        public static partial class User
        {
            [Differentiable]
            public static double F(double x) { var table = new Known.Table(); table.Add(x); return table.Sum; }
        }
        """);

    [Fact]
    public void An_object_shared_by_two_fields_is_refused_if_it_changes() => GeneratorHost.Diagnostics(With("""
        private sealed class Twice(Cell cell)
        {
            public Cell First { get; } = {|DIFF0050:cell|};
            public Cell Second { get; } = {|DIFF0050:cell|};
        }

        [Differentiable]
        public static double F(double x) { var twice = new Twice(Cell.Of(x)); twice.First.X *= 2; return twice.Second.X; }
        """));

    [Fact]
    public void A_copy_in_a_tuple_of_an_object_that_changes_is_refused() => GeneratorHost.Diagnostics(With("""
        [Differentiable]
        public static double F(double[] x)
        {
            var pair = (Cell.Of(x[0]), 1);
            var same = {|DIFF0050:pair|};
            same.Item1.X = x[1];
            return pair.Item1.X;
        }
        """));

    [Fact]
    public void An_object_from_elsewhere_whose_class_is_not_known_is_refused() => GeneratorHost.Diagnostics("""
        public class Account { public double X = 1; public virtual double Worth => X; public void Add(double x) => X += x; }

        public static partial class User
        {
            [Differentiable]
            public static double F(double x, Account given)
            {
                var account = {|DIFF0050:given|};
                if (x > 0) account = new Account();
                account.Add(x);
                return account.Worth;
            }
        }
        """);

    [Fact]
    public void An_object_that_is_replaced_before_it_is_used_is_refused() => GeneratorHost.Diagnostics(With("""
        private static double Sum(Cell left, Cell right) { left.X += right.X; return left.X; }

        [Differentiable]
        public static double Argument(double x) { var cell = Cell.Of(x); return Sum({|DIFF0050:cell|}, cell = Cell.Of(2 * x)); }

        [Differentiable]
        public static double Place(double x) { var cell = Cell.Of(x); {|DIFF0050:cell|}.X = (cell = Cell.Of(2 * x)).X + 1; return cell.X; }

        [Differentiable]
        public static double Called(double x)
        {
            var cell = Cell.Of(x);
            return Sum({|DIFF0050:cell|}, Replace()) + cell.X;
            Cell Replace() { cell = Cell.Of(2 * x); return Cell.Of(1); }
        }
        """));

    [Fact]
    public void An_object_whose_variable_a_lambda_assigns_that_a_helper_gets_is_refused() => GeneratorHost.Diagnostics(With("""
        private static double Run(Cell cell, Action replace) { replace(); return cell.X; }

        [Differentiable]
        public static double F(double x)
        {
            var cell = Cell.Of(x);
            Action replace = () => cell = Cell.Of(2 * x);
            return Run({|DIFF0050:cell|}, replace);
        }
        """));

    [Fact]
    public void A_struct_that_a_method_with_an_object_changes_is_refused() => GeneratorHost.Diagnostics(With("""
        public struct Weight
        {
            public double W;
            public void Feed(Cell cell, double x) { W *= 2; cell.X += W * x; }
        }

        [Differentiable]
        public static double F(double x)
        {
            var cell = Cell.Of(x);
            var weight = new Weight { W = 1 };
            {|DIFF0051:weight.Feed(cell, x)|};
            return cell.X;
        }
        """));

    [Fact]
    public void A_chain_that_an_override_breaks_goes_on_with_the_object_that_it_gives() => GeneratorHost.Run("""
        public class Sum
        {
            public double Value;
            public virtual Sum Add(double x) { Value += x; return this; }
            public double Get() => Value;
        }

        public class Fresh : Sum
        {
            public Fresh(double x) { Value = x; }
            public override Sum Add(double x) => new Sum { Value = Value + 2 * x };
        }

        public static partial class User
        {
            [Differentiable]
            public static double F(double x) { Sum sum = new Fresh(x); return sum.Add(x).Get(); }
        }
        """);

    [Fact]
    public void A_compound_assignment_by_an_operator_of_an_object_to_a_place_that_moves_is_refused() => GeneratorHost.Diagnostics("""
        public sealed class Offset
        {
            public double X;
            public static double operator +(double x, Offset offset) => x + offset.X;
        }

        public static partial class User
        {
            [Differentiable]
            public static double F(double x)
            {
                var (offset, a, i) = (new Offset { X = x }, new double[2], 0);
                {|DIFF0051:a[i++] += offset|};
                return a[0];
            }
        }
        """);

    [Fact]
    public void An_object_from_elsewhere_that_a_call_may_change_is_refused() => GeneratorHost.Diagnostics("""
        public sealed class Cell(double x)
        {
            public double X = x;
            public void Bump() => X = 7;
        }

        public static partial class User
        {
            private static readonly Cell shared = new(3);
            private static void Reset() => shared.Bump();

            [Differentiable]
            public static double Bumped(double x) { var cell = x > 0 ? {|DIFF0050:shared|} : new Cell(x); shared.Bump(); return cell.X * x; }

            [Differentiable]
            public static double WasReset(double x) { var cell = x > 0 ? {|DIFF0050:shared|} : new Cell(x); Reset(); return cell.X * x; }
        }
        """);

    [Fact]
    public void A_field_that_may_hold_no_object_is_refused_where_its_object_is_made() => GeneratorHost.Diagnostics("""
        public sealed record Cell(double X);

        public sealed class Holder(double k)
        {
            public double K = k;
            public Cell Inner;
        }

        public sealed class Full
        {
            public double K;
            public Cell Inner;
            public Full(double k) => (K, Inner) = (k, new(k));
        }

        public static partial class User
        {
            [Differentiable]
            public static double Never(double x) { var holder = {|DIFF0050:new Holder(x)|}; return holder.Inner.X * holder.K; }

            [Differentiable]
            public static double Initialized(double x) { var holder = new Holder(x) { Inner = new(x) }; return holder.Inner.X * holder.K; }

            [Differentiable]
            public static double Constructed(double x) { var full = new Full(x); return full.Inner.X * full.K; }
        }
        """, GeneratorOptions.Default);

    [Fact]
    public void An_object_from_elsewhere_that_a_getter_may_change_is_refused() => GeneratorHost.Diagnostics("""
        public sealed class Cell(double x) { public double X = x; }

        public static partial class User
        {
            private static readonly Cell shared = new(3);
            private static int Next { get { shared.X++; return 1; } }

            [Differentiable]
            public static double F(double x) { var cell = x > 0 ? {|DIFF0050:shared|} : new Cell(x); var next = Next; return cell.X * x * next; }
        }
        """);

    [Fact]
    public void A_copy_of_an_object_that_a_nested_initializer_changes_is_refused() => GeneratorHost.Diagnostics(With("""
        public sealed class Holder(Cell inner) { public Cell Inner = inner; }

        [Differentiable]
        public static double F(double x)
        {
            var inner = Cell.Of(x);
            var holder = new Holder({|DIFF0050:inner|}) { Inner = { X = 2 * x } };
            return inner.X * holder.Inner.X;
        }
        """));
}
