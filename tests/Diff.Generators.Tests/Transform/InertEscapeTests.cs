using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

public class InertEscapeTests
{
    [Fact]
    public void An_array_behind_an_object_is_refused_and_not_taken_for_a_constant() => GeneratorHost.Run("""
        public static partial class P
        {
            [Differentiable]
            public static double F(double x)
            {
                double[] a = [x, x * x];
                object o = a;
                var b = (double[])o;
                return b[0] + b[1];
            }
        }
        """, GeneratorOptions.Default with { Expect = ["DIFF0002"] });

    [Theory]
    [InlineData("var s = new Stack<double>(); var t = s; t.Push(x); return s.Peek() * x;")]
    [InlineData("var l = new LinkedList<double>(); l.AddLast(x); var s = 0.0; foreach (var e in l) s += e; return s * x;")]
    [InlineData("var q = new Queue<double>(); var r = q; r.Enqueue(x); return q.Dequeue() * x;")]
    [InlineData("var d = new Dictionary<int, double>(); var e = d; e.Add(1, x); d.TryGetValue(1, out var v); return v * x;")]
    [InlineData("var d = new SortedDictionary<int, double>(); d.Add(1, x); d.TryGetValue(1, out var v); return v * x;")]
    [InlineData("var b = new System.Text.StringBuilder(); b.Append(x); return double.Parse(b.ToString()) * x;")]
    public void An_object_that_has_been_given_a_value_is_not_taken_for_a_constant(string body)
    {
        var run = GeneratorHost.Run($$"""public static partial class P { [Differentiable] public static double F(double x) { {{body}} } }""", GeneratorOptions.Default with { Expect = ["DIFF0002"] });
        Assert.NotEmpty(run.Diagnostics);
    }

    [Fact]
    public void What_keeps_such_an_object_in_between_is_followed() => GeneratorHost.Diagnostics("""
        public static partial class P
        {
            private static string _text = "";
            private static TimeSpan _time;
            private static string? _log;
            [Differentiable]
            public static double Text(double x) { _text = x.ToString("R"); return {|DIFF0002:double.Parse(_text)|} * x; }
            [Differentiable]
            public static double Time(double x)
            {
                var sum = 0.0;
                for (var i = 0; i < 3; i++)
                {
                    sum += x * {|DIFF0002:_time.TotalSeconds|};
                    _time = TimeSpan.FromSeconds(x);
                }
                return sum;
            }
            private static ((string Text, int Place), int) Shown(double x) => ((x.ToString("R"), 1), 2);
            [Differentiable]
            public static double Tuple(double x) { var (shown, n) = Shown(x); return {|DIFF0002:double.Parse(shown.Text)|} * x * n; }
            private static readonly System.Text.StringBuilder _builder = new();
            private static readonly List<string> _lines = [];
            private static readonly Dictionary<string, string> _settings = new() { ["rate"] = "1.5" };
            private static string _setting = "1.5";
            private static void Keep(string text) => _text = text;
            private static double Kept() => double.Parse(_text);
            private static void Record(double x) => _lines.Add($"{x}");
            [Differentiable]
            public static double Built(double x) { _builder.Clear().Append(x); return {|DIFF0002:double.Parse(_builder.ToString())|} * x; }
            [Differentiable]
            public static double Listed(double x) { _lines.Add($"{x}"); return {|DIFF0002:double.Parse(_lines[^1])|} * x; }
            [Differentiable]
            public static double KeptThere(double x) { Keep($"{x}"); return {|DIFF0002:double.Parse(_text)|} * x; }
            [Differentiable]
            public static double ReadThere(double x) { _text = $"{x}"; return {|DIFF0002:Kept()|} * x; }
            [Differentiable]
            public static double Recorded(double x) { {|DIFF0004:Record(x)|}; return double.Parse(_lines[^1]) * x; }
            [Differentiable]
            public static double ShownFirst(double x) { _text = $"{x}"; return x; }
            [Differentiable]
            public static double ShownBefore(double x) => {|DIFF0005:ShownFirst(x)|} * double.Parse(_text);
            [Differentiable]
            public static double InAFile(double x)
            {
                System.IO.File.WriteAllText("x", $"{x}");
                return {|DIFF0002:double.Parse(System.IO.File.ReadAllText("x"))|} * x;
            }
            [Differentiable]
            public static double OfAThread(double x)
            {
                System.Threading.Thread.CurrentThread.Name = x.ToString("R");
                return {|DIFF0002:double.Parse(System.Threading.Thread.CurrentThread.Name!)|} * x;
            }
            [Differentiable]
            public static double FromTheConsole(double x)
            {
                Console.SetIn(new System.IO.StringReader(x.ToString("R")));
                return {|DIFF0002:double.Parse(Console.ReadLine()!)|} * x;
            }
            private static readonly IntPtr _place = System.Runtime.InteropServices.Marshal.AllocHGlobal(8);
            private static void Poke(double x) => System.Runtime.InteropServices.Marshal.WriteInt64(_place, BitConverter.DoubleToInt64Bits(x));
            private static double Peek() => BitConverter.Int64BitsToDouble(System.Runtime.InteropServices.Marshal.ReadInt64(_place));
            [Differentiable]
            public static double AtAnAddress(double x) { {|DIFF0004:Poke(x)|}; return Peek() * x; }
            [Differentiable]
            public static double Settings(double x, string text)
            {
                _log = $"{x}";
                _lines.Add(_log);
                return double.Parse(text) * double.Parse("1.5") * double.Parse(_settings["rate"]) * double.Parse(_setting) * x;
            }
            [Differentiable]
            public static double OnlyKept(double x) { _log = $"x = {x}"; return x * x * (_text.Length + _time.TotalSeconds); }
        }
        """);

    [Fact]
    public void The_bits_of_a_number_are_not_taken_for_a_constant() => GeneratorHost.Diagnostics("""
        public static partial class P
        {
            [Differentiable]
            public static double F(double x) => x * BitConverter.Int64BitsToDouble({|DIFF0013:BitConverter.DoubleToInt64Bits(x)|});
        }
        """);
}
