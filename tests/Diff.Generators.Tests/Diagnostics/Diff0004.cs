using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0004
{
    [Fact]
    public void A_call_of_an_unmarked_method_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static double Cube(double x) => x * x * x;

        [Differentiable]
        public static double F(double x) => 2 * {|DIFF0004:Cube(x)|};
        """));

    [Fact]
    public void A_call_of_a_marked_method_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double Cube(double x) => x * x * x;

        [Differentiable]
        public static double F(double x) => 2 * Cube(x);
        """));

    [Fact]
    public void A_call_with_constants_is_fine() => GeneratorHost.Run(Model.With("""
        public static double Cube(double x) => x * x * x;

        [Differentiable]
        public static double F(double x) => x * Cube(2);
        """));

    [Fact]
    public void A_call_that_may_change_what_is_read_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        private static double total;

        private static void Keep(double x) => total += x;

        [Differentiable]
        public static double F(double x)
        {
            {|DIFF0004:Keep(x)|};
            return total * x;
        }
        """));

    [Fact]
    public void A_test_that_keeps_what_is_read_later_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        private static double last;

        private static bool Save(double x)
        {
            last = x;
            return x > 0;
        }

        private static bool SaveTwice(double x) => Save(2 * x);

        [Differentiable]
        public static double F(double x, double y) => {|DIFF0004:SaveTwice(x)|} ? last * y : y;
        """));

    [Fact]
    public void A_test_that_keeps_an_integer_is_fine() => GeneratorHost.Run(Model.With("""
        private static int tests;

        private static bool IsLarge(double x)
        {
            tests++;
            var square = x * x;
            return square > 2;
        }

        [Differentiable]
        public static double F(double x, double y) => IsLarge(x) ? x * y : y * tests;
        """));

    [Fact]
    public void Numbers_are_kept_by_code_in_disguise() => GeneratorHost.Diagnostics("""
        public static class Log
        {
            public static double Last;
            public static int Save(double x) { Last = x; return 1; }
            public static double Value { set => Last = value; }
        }

        public struct Setting { public Setting(double x) => Value = x; private double Value { set => Log.Last = value; } }

        public struct Initialised(double x) { public int Kept = Log.Save(x); }

        public struct Sum
        {
            public double Total;
            public static Sum operator +(Sum sum, double x) { Log.Last = x; return sum; }
            public void Deconstruct(out double a, out double b) { Log.Last = Total; a = b = 0; }
            public override string ToString() { Log.Last = Total; return ""; }
        }

        public static partial class Model
        {
            private static readonly Predicate<double> keep = x => Log.Save(x) > 0;
            private static readonly float[] kept = new float[2];

            private static bool Keeps(double x) => Log.Save(x) > 0;
            private static int ByName(double x) => Array.FindIndex(new[] { x }, Keeps);
            private static int ByDelegate(double x) => Array.FindIndex(new[] { x }, keep);
            private static int BySetter(double x) { var made = new Setting(x); return 1; }
            private static int ByInitialiser(double x) { var made = new Initialised(x); return 1; }
            private static int ByOperator(double x) { var sum = new Sum(); sum += x; return 1; }
            private static int ByDeconstruction(double x) { var (a, b) = new Sum { Total = x }; return 1; }
            private static int ByPattern(double x) => new Sum { Total = x } is (> 0, > 0) ? 1 : 0;
            private static int ByText(double x) => ("a" + new Sum { Total = x }).Length;
            private static int ByInterpolation(double x) => $"{new Sum { Total = x }}".Length;
            private static int ByCopy(double x) { new System.Numerics.Vector2((float)x, 1).CopyTo(kept); return 1; }

            [Differentiable]
            public static double F(double x, double y)
            {
                var n = 0;
                if ({|DIFF0004:ByName(x)|} > 0) n++;
                if ({|DIFF0004:ByDelegate(x)|} > 0) n++;
                if ({|DIFF0004:BySetter(x)|} > 0) n++;
                if ({|DIFF0004:ByInitialiser(x)|} > 0) n++;
                if ({|DIFF0004:ByOperator(x)|} > 0) n++;
                if ({|DIFF0004:ByDeconstruction(x)|} > 0) n++;
                if ({|DIFF0004:ByPattern(x)|} > 0) n++;
                if ({|DIFF0004:ByText(x)|} > 0) n++;
                if ({|DIFF0004:ByInterpolation(x)|} > 0) n++;
                if ({|DIFF0004:ByCopy(x)|} > 0) n++;
                return n > 3 ? Log.Last * y : y * kept[0];
            }
        }
        """);

    [Fact]
    public void Members_of_a_struct_without_marks_have_no_derivatives() => GeneratorHost.Diagnostics(Model.With("""
        public struct Pair
        {
            public double A, B;
            public readonly double First() => A;
            public readonly double Second => B;
            public readonly double this[int i] => i == 0 ? A : B;
            public readonly void Put(double[] into) => into[0] = A;
            public readonly bool IsLarge() => A > 1;
        }

        [Differentiable]
        public static double Method(double x, double y) { var p = new Pair { A = x, B = y }; return {|DIFF0004:p.First()|} * y; }

        [Differentiable]
        public static double Getter(double x, double y) { var p = new Pair { A = x, B = y }; return {|DIFF0004:p.Second|} * x; }

        [Differentiable]
        public static double Indexer(double x, double y) { var p = new Pair { A = x, B = y }; return {|DIFF0004:p[0]|} * y; }

        [Differentiable]
        public static double Written(double x, double y) { var p = new Pair { A = x, B = y }; var a = new double[1]; {|DIFF0004:p.Put(a)|}; return a[0] * y; }

        [Differentiable]
        public static double Test(double x, double y) { var p = new Pair { A = x, B = y }; return p.IsLarge() ? p.A * y : p.B; }
        """));

    [Fact]
    public void A_list_that_others_see_may_not_keep_a_value() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, [NoGradient] List<double> list)
        {
            {|DIFF0004:list.Add(x)|};
            return list[0] * x;
        }
        """));

    [Fact]
    public void A_method_that_may_write_an_array_is_refused_by_its_name_as_it_is_written()
    {
        var run = GeneratorHost.Diagnostics(Model.With("""
            private static void Limit<T>(T[] values, T limit) where T : IComparable<T> { if (values[0].CompareTo(limit) > 0) values[0] = limit; }

            private static void Clear(double[,] table) => table[0, 0] = 0;

            [Differentiable]
            public static double Limited(double x) { double[] y = [x, x]; {|DIFF0004:Limit(y, 1.0)|}; return y[0]; }

            [Differentiable]
            public static double Added(double x, [NoGradient] List<double[]> rows) { double[] y = [x, x]; {|DIFF0004:rows.Add(y)|}; return y[0]; }

            [Differentiable]
            public static double Cleared(double x) { var table = new double[2, 2]; table[0, 0] = x; {|DIFF0004:Clear(table)|}; return table[0, 0]; }
            """));
        Assert.Contains(run.Messages("DIFF0004"), message => message.Contains("'Model.Clear(double[,])'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_call_for_its_effect_alone_is_fine() => GeneratorHost.Run(Model.With("""
        private static double last;

        private static readonly double scale = 2;

        private static void Keep(double x) => last = x;

        [Differentiable]
        public static double F(double x)
        {
            Keep(x);
            return scale * x;
        }
        """));

    [Fact]
    public void A_call_with_a_detached_argument_is_fine() => GeneratorHost.Run(Model.With("""
        public static double Cube(double x) => x * x * x;

        [Differentiable]
        public static double F(double x) => x * Cube(Gradient.Detach(x));
        """));

    [Theory]
    [InlineData("{|DIFF0004:Fill(y, x * x)|};")]
    [InlineData("y[1] = x; {|DIFF0004:Swap(y, 0, 1)|};")]
    [InlineData("{|DIFF0004:y.AsSpan().Replace(0.0, x * x)|};")]
    [InlineData("{|DIFF0004:Keep(x * x)|}; GiveBack(y);")]
    [InlineData("{|DIFF0004:Keep(x * x)|}; GiveBack(out y[0]);")]
    [InlineData("{|DIFF0004:s_kept.AddRange(y.AsSpan())|}; y[0] = x * s_kept[0];", "y[0] = x;")]
    public void What_is_written_or_kept_by_a_method_without_derivative_is_not_lost(string code, string before = "") => GeneratorHost.Diagnostics(Model.With($$"""
        private static readonly List<double> s_kept = [];

        [Differentiable]
        public static double F(double x)
        {
            var y = new double[2];
            {{before}}
            {{code}}
            return y[0] * x;
        }

        private static void Fill<T>(T[] target, T value) => Array.Fill(target, value);

        private static void Swap<T>(T[] a, int i, int j) => (a[i], a[j]) = (a[j], a[i]);

        private static void Keep(double value) => s_kept.Add(value);

        private static void GiveBack(double[] values) => values[0] = s_kept[0];

        private static void GiveBack(out double value) => value = s_kept[0];
        """));

    [Theory]
    [InlineData("var kept = new Kept(x[0]); if (x[1] > 9) throw kept;")]
    [InlineData("Array.BinarySearch(x, 0.5, s_order);")]
    [InlineData("_ = string.Format(\"{0}\", new Shown(x));")]
    [InlineData("_ = new Row(x).ToString();")]
    public void A_guard_that_runs_code_which_may_keep_its_numbers_is_refused(string body) => GeneratorHost.Diagnostics(Guarded(body, "{|DIFF0004:Guard(x)|}"));

    [Theory]
    [InlineData("if (x.Length < 2) throw new Failed(string.Format(\"{0} numbers\", x.Length), 3);")]
    [InlineData("ArgumentNullException.ThrowIfNull(x); if (Array.IndexOf(x, 3.0) > 5) throw new ArgumentOutOfRangeException(nameof(x), x[0], $\"{x[0]:F3}\");")]
    public void A_guard_that_only_throws_just_runs(string body) => GeneratorHost.Run(Guarded(body, "Guard(x)"));

    private static string Guarded(string body, string call) => $$"""
        public sealed class Kept : Exception
        {
            public static double Last;
            public Kept(double x) => Last = x;
        }

        public sealed class Failed(string message, int code) : Exception(message)
        {
            public int Code => code;
        }

        public sealed class Order : IComparer<double>
        {
            public int Compare(double x, double y) => x.CompareTo(Kept.Last = y);
        }

        public struct Shown(double[] x)
        {
            public override string ToString() => $"{x[0] = 5}";
        }

        public record struct Row(double[] Numbers)
        {
            private bool PrintMembers(System.Text.StringBuilder text) => (Numbers[0] = 5) > 0;
        }

        public static partial class Model
        {
            private static readonly Order s_order = new();

            [Differentiable]
            public static double F(double[] x)
            {
                {{call}};
                return x[0] * x[1] * Kept.Last;
            }

            private static void Guard(double[] x)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("{|DIFF0004:_seen?.Add(x)|};", "_seen![^1]")]
    [InlineData("{|DIFF0004:_memory?.Keep(x)|};", "_memory.Last")]
    [InlineData("if ({|DIFF0004:_memory?.Is(x)|} == true) return x;", "Scaled(1)")]
    [InlineData("_ = {|DIFF0004:Show(x)?.Length|};", "_last")]
    [InlineData("{|DIFF0004:_log?.Invoke(Show(x))|};", "_last")]
    [InlineData("{|DIFF0004:Check(true, () => Show(x))|};", "_last")]
    [InlineData("{|DIFF0004:_memory.Keep(x)|};", "Scaled(1)")]
    [InlineData("if ({|DIFF0004:_memory.Is(x)|}) return x;", "Scaled(1)")]
    [InlineData("foreach (var i in {|DIFF0004:Each(x)|}) { }", "Scaled(1)")]
    [InlineData("for (var i = 0; i < 2; i++) {|DIFF0004:Show(x)|};", "Rate")]
    [InlineData("{|DIFF0004:_memory.Keep(x)|};", "ValueOf(n)")]
    [InlineData("{|DIFF0004:_memory.KeepElement(x)|};", "_memory.Elements[0]")]
    [InlineData("{|DIFF0004:_memory?.Keep(x)|}; {|DIFF0004:_seen?.Add(x)|};", "_last")]
    [InlineData("if ({|DIFF0004:_memory?.Is(x)|} == true) return x;", "_memory.Elements[0]")]
    [InlineData("for (var i = 0; i < 2; i++) {|DIFF0004:_memory.Keep(x)|};", "Rate")]
    [InlineData("{|DIFF0004:_memory.KeepElement(x)|};", "_seen![^1]")]
    [InlineData("_ = {|DIFF0004:Show(x)|}; {|DIFF0004:_memory.KeepElement(x)|};", "Scaled(1)")]
    public void What_is_stored_is_not_read_again(string store, string read) => GeneratorHost.Diagnostics(Storing(store, read));

    [Theory]
    [InlineData("_seen?.Add(n); _seen?.Add(Gradient.Detach(x)); _counts?.Add((int)x);", "_last")]
    [InlineData("_log?.Invoke($\"{x}\"); Check(true, () => $\"{x:F2}\"); Count(x);", "Scaled(1)")]
    [InlineData("_memory?.Keep(x); _seen?.Add(x);", "Square(2)")]
    [InlineData("_ = x.ToString()?.Length;", "Scaled(1)")]
    public void What_is_only_shown_or_counted_or_never_read_is_fine(string store, string read) => GeneratorHost.Run(Storing(store, read));

    private static string Storing(string store, string read) => $$"""
        public partial class Memory
        {
            public readonly double[] Elements = [1, 2];
            public double Last = 1;
            public void Keep(double x) => Last = x;
            public void KeepElement(double x) => Elements[0] = x;
            public bool Is(double x) { Last = x; return false; }
        }

        public partial class Model
        {
            private readonly List<double>? _seen = [1];
            private readonly List<int>? _counts = [];
            private readonly Memory _memory = new();
            private readonly Action<string>? _log = Console.WriteLine;
            private double _last = 1;
            private int _count;
            private string Show(double x) { _last = x; return ""; }
            private IEnumerable<int> Each(double x) { _last = x; yield return 1; }
            private static void Check(bool isFine, Func<string> text) { if (!isFine) Console.WriteLine(text()); }
            private void Count(double x) { _count++; Console.WriteLine(x); }
            private double ValueOf(double n) => n * _memory.Last;

            [Differentiable] public double Rate => _last;
            [Differentiable] public double Scaled(double x) => Twice(_memory.Last * x);
            [Differentiable] public static double Twice(double x) => 2 * x;
            [Differentiable] public static double Square(double x) => x * x;

            [Differentiable]
            public double F(double x, [NoGradient] double n)
            {
                {{store}}
                return {{read}} * x * n;
            }
        }
        """;
}
