using Diff.Generators.Tests.Diagnostics;
using Diff.Testing;

namespace Diff.Generators.Tests.Frontend;

/// <summary>What is followed of the idioms of real code, and what is refused beside it.</summary>
public sealed class RealCodeTests
{
    [Fact]
    public void A_struct_that_is_not_marked_says_that_it_may_be()
    {
        var run = GeneratorHost.Run("""
            public struct Vector
            {
                private double _x;
                public Vector(double x) { _x = x; }
                public double X { get => _x; set => _x = value; }
            }
            """ + Model.With("""
            [Differentiable]
            public static double F(double x)
            {
                var v = new Vector(x);
                v.X = 2 * x;
                return v.X;
            }
            """), new() { Expect = ["DIFF0003"] });
        Assert.Equal(["new Vector(x)"], run.Squiggles("DIFF0003"));
        Assert.EndsWith("or mark 'Vector' itself [Differentiable]", run.Messages("DIFF0003")[0]);
    }

    [Fact]
    public void An_object_that_holds_a_queue_says_so()
    {
        var run = GeneratorHost.Run("""
            public sealed class Average
            {
                private readonly Queue<double> _last = new();
                private readonly double _gain;
                public Average(double gain) => _gain = gain;
                public double Add(double x) { _last.Enqueue(x); return _gain * _last.Peek(); }
            }
            """ + Model.With("""
            [Differentiable]
            public static double F(double x) => new Average(x).Add(2 * x);
            """), new() { Expect = ["DIFF0050"] });
        Assert.Equal(["new Average(x)"], run.Squiggles("DIFF0050"));
        Assert.Contains("because 'Average' has the field '_last' of type 'Queue<double>';", run.Messages("DIFF0050")[0]);
    }

    [Theory]
    [InlineData("System.Threading.Tasks.Parallel.For(0, 2, (i, state) => { if (x > 2) state.Stop(); y[i] = x; })")]
    [InlineData("System.Threading.Tasks.Parallel.Invoke(() => y[0] = x, () => y[1] = x * x)")]
    [InlineData("y[0] = x; y[1] = {|DIFF0002:y.AsParallel()|}.Select(v => v * v).Sum()", true)]
    public void Parallel_code_whose_order_or_sharing_out_counts_is_refused(string statement, bool isMarked = false) =>
        GeneratorHost.Diagnostics(Model.With($$"""
        [Differentiable]
        public static double F(double x)
        {
            var y = new double[2];
            {{(isMarked ? statement : $"{{|DIFF0002:{statement}|}}")}};
            return y[0] * y[1];
        }
        """));

    [Fact]
    public void An_operator_of_a_struct_without_numbers_is_refused_as_an_increment() => GeneratorHost.Diagnostics("""
        public struct Counter
        {
            public int N;
            public static Counter operator ++(Counter c) => new() { N = c.N + 2 };
        }
        """ + Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            var c = new Counter();
            {|DIFF0002:c++|};
            return c.N * x;
        }
        """));

    [Fact]
    public void An_operator_on_structs_that_may_be_null_is_refused_if_it_gives_no_struct() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public readonly partial record struct Length(double Metres)
        {
            public static bool operator <(Length a, Length b) => a.Metres < b.Metres;
            public static bool operator >(Length a, Length b) => a.Metres > b.Metres;
        }
        """ + Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            Length? a = new Length(x), b = null;
            return {|DIFF0002:a < b|} ? x : a.Value.Metres;
        }
        """));

    [Fact]
    public void The_value_of_nothing_is_an_exception()
    {
        var run = GeneratorHost.Run(Model.With("""
            [Differentiable]
            public static double F(double x)
            {
                double? y = x > 0 ? x : null;
                return y.Value * x;
            }
            """));
        var gradient = run.Delegate<Func<double, double>>("Model", "FGradient");
        Assert.Equal(4, gradient(2));
        Assert.Throws<InvalidOperationException>(() => gradient(-2));
    }

    [Fact]
    public void The_identity_and_the_text_of_an_anonymous_object_are_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            var a = new { X = x, N = 1 };
            var b = new { X = x, N = 1 };
            {|DIFF0002:Console.WriteLine(a)|};
            return {|DIFF0002:a == b|} ? {|DIFF0002:b.ToString()|}!.Length : a.X;
        }
        """));

    [Fact]
    public void An_array_that_a_helper_keeps_is_not_taken_for_a_new_one() => GeneratorHost.Diagnostics(Model.With("""
        private static double[]? kept;

        private static double[] Table(int n)
        {
            var table = new double[n];
            kept = table;
            return table;
        }

        [Differentiable]
        public static double F(double x)
        {
            var t = Table(2);
            {|DIFF0005:t[0] = x|};
            return t[0] * kept![0];
        }
        """));

    [Theory]
    [InlineData("if (n > 2) { var kept = new double[n]; return kept; } return kept;")]
    [InlineData("double[] table; kept = table = new double[n]; return table;")]
    [InlineData("var table = new double[n]; Array.Fill(table, 1); return table;")]
    [InlineData("foreach (var row in new[] { kept }) return row; return new double[n];")]
    public void An_array_that_a_helper_seems_to_make_is_not_changed(string body) => GeneratorHost.Diagnostics(Model.With($$"""
        private static double[] kept = new double[2];

        private static class Array
        {
            public static void Fill(double[] table, double value) => kept = table;
        }

        private static double[] Table(int n) { {{body}} }

        [Differentiable]
        public static double F(double x)
        {
            var t = Table(2);
            {|DIFF0005:t[0] = x|};
            return t[0] * kept[0];
        }
        """));

    [Fact]
    public void Many_sections_with_many_jumps_are_read_once_each()
    {
        var sections = string.Concat(Enumerable.Range(0, 40).Select(n => $"case {n}: if (x > {n}) {{|DIFF0007:goto case {n + 1};|}} goto case {n + 2};\n"));
        GeneratorHost.Diagnostics(Model.With($$"""
            [Differentiable]
            public static double F(double x, int n)
            {
                switch (n)
                {
                    {{sections}}
                    case 40: x *= 2; break;
                    case 41: x *= 3; break;
                }
                return x;
            }
            """));
    }

    [Fact]
    public void Sections_that_go_to_each_other_are_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, int n)
        {
            switch (n)
            {
                case 0: x *= 2; {|DIFF0007:goto case 1;|}
                case 1: x += 1; n++; if (n > 9) return x; {|DIFF0007:goto case 0;|}
            }
            return x;
        }
        """));
}
