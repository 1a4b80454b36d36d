using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

/// <summary>Loops whose bounds do not change while they run are counted; nothing is recorded for their indices.</summary>
public sealed class CountedLoopTests
{
    private static readonly GeneratorRun Run = GeneratorHost.Run("""
        public partial class Model
        {
            private int _count = 3;
            private readonly int[] _offsets = [0, 2];
            private volatile int _shared = 3;
            private int Asked => _count;
            private int Size { get; set; } = 3;

            [Differentiable] public double OfAField(double x) { for (var i = 0; i < _count; i++) x = x * x; return x; }
            [Differentiable] public double OfAProperty(double x) { for (var i = 0; i < Size; i++) x = x * x; return x; }
            [Differentiable] public double OfATable(double x) { for (var i = _offsets[0]; i < _offsets[1]; i++) x = x * x; return x; }
            [Differentiable] public double OfACount(double x, List<int> list) { for (var i = 0; i < list.Count; i++) x = x * x; return x; }
            [Differentiable] public double OfALength(double x, string[] texts) { for (var i = 0; i + 1 < texts.Length; i++) x = x * x; return x; }
            [Differentiable] public double OfARow(double[][] x) { var s = 1.0; for (var i = 0; i < x.Length; i++) for (var j = 0; j < x[i].Length; j++) s *= x[i][j]; return s; }
            [Differentiable] public double OfAShiftedIndex(double x, int n, int w) { for (var i = 0; w + i <= n; i++) x = x * x; for (var i = n; i - w > 0; i--) x = x * x; return x; }
            [Differentiable] public double OfAFunction(double x, int n, int m) { for (var i = 0; i < Math.Min(n, m); i++) x = x * x; return x; }
            [Differentiable] public double OfTwoBounds(double x, int n, int m) { for (var i = 0; i < n && i < m; i++) x = x * x; return x; }
            [Differentiable] public double OfBoundsOfABlock(double x, int[] t, int n) { for (var i = n; i < t.Length && i < n + 8 && !(i > 99); i += 2) x = x * x; return x; }
            [Differentiable] public double OfANegation(double x, int n) { var i = n; while (!(i < 0)) { x = x * x; i--; } return x; }
            [Differentiable] public double OfALeadingBreak(double x, int n) { var i = 0; while (true) { if (i >= n) break; x = x * x; i++; } return x; }
            [Differentiable] public double OfTwoLeadingBreaks(double x, int n) { for (var i = 0; ; i++) { if (i >= n) break; if (i > 3) break; if (!(i < 9)) break; x = x * x; } return x; }

            [Differentiable] public double NotOfAFieldThatChanges(double x) { for (var i = 0; i < _count; i++) { x = x * x; _count--; } return x; }
            [Differentiable] public double NotOfATableThatChanges(double x, int[] t) { for (var i = 0; i < t[0]; i++) { x = x * x; t[0]--; } return x; }
            [Differentiable] public double NotOfAGetter(double x) { for (var i = 0; i < Asked; i++) x = x * x; return x; }
            [Differentiable] public double NotOfAVolatileField(double x) { for (var i = 0; i < _shared; i++) x = x * x; return x; }
            [Differentiable] public double NotOfAnInterface(double x, IReadOnlyList<int> list) { for (var i = 0; i < list.Count; i++) x = x * x; return x; }
            [Differentiable] public double NotBesideUnseenCode(double x, Action act) { for (var i = 0; i < _count; i++) { x = x * x; act(); } return x; }
            [Differentiable] public double NotByAShiftThatChanges(double x, int n, int w) { for (var i = 0; i + w < n; i++) { x = x * x; w++; } return x; }
            [Differentiable] public double NotOfTwoBoundsOfWhichOneChanges(double x, int n, int m) { for (var i = 0; i < n && i < m; i++) { x = x * x; m--; } return x; }
            [Differentiable] public double NotOfTwoIndices(double x, int n, int m) { var j = 0; for (var i = 0; i < n && j < m; i++) { x = x * x; j += i; } return x; }
            [Differentiable] public double NotOfABoundThatMayFail(double x, int n, int m) { for (var i = 0; i < n && i < 9 / m; i++) x = x * x; return x; }
            [Differentiable] public double NotOfAFlag(double x, int n) { var go = true; for (var i = 0; i < n && go; i++) { x = x * x; go = x > 0; } return x; }
            [Differentiable] public double NotOfALaterBreak(double x, int n) { for (var i = 0; ; i++) { x = x * x; if (i >= n) break; } return x; }
        }
        """);

    public static TheoryData<string> Counted { get; } =
        ["OfAField", "OfAProperty", "OfATable", "OfACount", "OfALength", "OfARow", "OfAShiftedIndex", "OfAFunction",
            "OfTwoBounds", "OfBoundsOfABlock", "OfANegation", "OfALeadingBreak", "OfTwoLeadingBreaks"];

    public static TheoryData<string> Uncounted { get; } =
    [
        "NotOfAFieldThatChanges", "NotOfATableThatChanges", "NotOfAGetter", "NotOfAVolatileField", "NotOfAnInterface",
        "NotBesideUnseenCode", "NotByAShiftThatChanges", "NotOfTwoBoundsOfWhichOneChanges", "NotOfTwoIndices", "NotOfABoundThatMayFail",
        "NotOfAFlag", "NotOfALaterBreak",
    ];

    [Theory]
    [MemberData(nameof(Counted))]
    public void A_loop_is_counted_if_its_bound_stays(string method) => Assert.DoesNotContain("trips", Vjp(Run, method));

    [Theory]
    [MemberData(nameof(Uncounted))]
    public void A_loop_is_not_counted_if_its_bound_may_change(string method) => Assert.Contains("trips", Vjp(Run, method));

    [Fact]
    public void An_index_from_a_table_is_read_again() =>
        Assert.DoesNotContain("tape", Vjp(GeneratorHost.Run("""
            public static partial class Model
            {
                [Differentiable] public static double Gather(ReadOnlySpan<double> x, int[][] t)
                {
                    var sum = 0.0;
                    for (var i = 0; i < t.Length; i++) for (var j = 0; j < t[i].Length; j++) sum += x[t[i][j]] * x[i];
                    return sum;
                }
            }
            """), "Gather"));

    private static string Vjp(GeneratorRun run, string method)
    {
        var start = run.Text.IndexOf($"double {method}Vjp(", StringComparison.Ordinal);
        return run.Text[start..run.Text.IndexOf("/// <summary>", start, StringComparison.Ordinal)];
    }
}
