using System.Runtime.CompilerServices;
using Diff.Generators.Transform;
using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

/// <summary>The bundled functions of Diff.Tests with all other optimizations off, and which methods are bundled at all.</summary>
public class BundleTests
{
    private static readonly double[] X = [0.7, 1.3, -0.4, 0.9, 0.25, -1.1];

    private static readonly Lazy<GeneratorRun> Plain = new(() => GeneratorHost.Run(
        [File.ReadAllText(Source())], GeneratorOptions.Default with { Generator = new DifferentiableGenerator { Optimizations = Optimizations.None with { Bundle = true } } }));

    private delegate double[] Product(double[] x, ReadOnlySpan<double> direction);

    [Theory]
    [InlineData("Leaves")]
    [InlineData("Diffuses")]
    public void Each_lane_is_a_direction_without_other_optimizations(string name)
    {
        var type = Plain.Value.Type("Diff.Tests.SecondOrder.Bundles");
        Assert.NotNull(type.GetMethod(name + "__HvpBundle"));
        var hessian = (double[,])type.GetMethod(name + "Hessian", [typeof(double[])])!.Invoke(null, [X])!;
        var product = type.GetMethod(name + "Hvp", [typeof(double[]), typeof(ReadOnlySpan<double>)])!.CreateDelegate<Product>();
        for (var column = 0; column < X.Length; column++)
        {
            var expected = product([.. X], [.. X.Select((_, i) => i == column ? 1.0 : 0)]);
            Assert.All(Enumerable.Range(0, column + 1), row => Assert.Equal(expected[row], hessian[row, column]));
        }
    }

    [Theory]
    [InlineData("[Differentiable(Order = 2)] public static double F(double[] x) => x[0] * x[1];", true)]
    [InlineData("[Differentiable(Order = 2)] public static double F(double x, double y) => x * y;", false)]
    [InlineData("[Differentiable(Order = 2)] public static float F(float[] x) => x[0] * x[1];", true)]
    [InlineData("[Differentiable(Order = 2)] public static float F(float x, float y) => x * y;", false)]
    [InlineData("[Differentiable(Order = 2)] public static double F(double[,] x) => x[0, 0] * x[0, 1];", true)]
    [InlineData("[Differentiable(Order = 2)] public static double F(double[][] x) => x[0][0] * x[0][1];", true)]
    [InlineData("[Differentiable(Order = 2)] public static double F((double A, double B, double C) x) => x.A * x.B * x.C;", true)]
    [InlineData("[Differentiable(Order = 2)] public static double F((double A, double B) x) => x.A * x.B;", false)]
    [InlineData("[Differentiable(Order = 2)] public static double F((double A, int B)[] x) => x[0].A * x[1].A;", false)]
    [InlineData("[Differentiable(Order = 2)] public static double F((double A, float B)[] x) => x[0].A * x[1].A;", false)]
    [InlineData("[Differentiable(Order = 2)] public static double F(System.Numerics.Complex[] x) => x[0].Real * x[1].Imaginary;", true)]
    [InlineData("[Differentiable(Order = 2)] public static double F(double[] x, float y) => x[0] * y;", false)]
    [InlineData("[Differentiable(Order = 2)] public static double F(double[] x) { System.Console.Write(1); return x[0] * x[1]; }", false)]
    [InlineData("[Differentiable] public static double[] F(double[] x) => [x[0] * x[1], x[0]];", true)]
    [InlineData("[Differentiable] public static double F(double[] x) => x[0] * x[1];", false)]
    [InlineData("[Differentiable] public static (double, double, double) F(double x, double y) => (x * y, x, y);", false)]
    public void Numbers_of_one_precision_without_effects_are_bundled(string method, bool isBundled) =>
        Assert.Equal(isBundled, GeneratorHost.Run($"public static partial class Model {{ {method} }}").Text.Contains("Bundle(", StringComparison.Ordinal));

    // What it calls unmarked may count the calls, or is seen to change nothing but its own variables.
    [Theory]
    [InlineData("static double G(int n) { var f = 1.0; for (; n > 1; n--) f *= n; return f * Scales[0] + Math.Log(n); }", "G(3)", true)]
    [InlineData("static double G(double a) => a > 1 ? G(a / 2) : H(ref a, 2); static double H(ref double a, int n) => a *= n;", "G(3)", false)]
    [InlineData("static double G(double a) => a > 1 ? G(a / 2) : H(a, 2); static double H(in double a, int n) => Math.Sqrt(a * n);", "G(3)", true)]
    [InlineData("static double G(int n) { Count++; return n; }", "G(3)", false)]
    [InlineData("static double G(int n) { Scales[0] = n; return n; }", "G(3)", false)]
    [InlineData("static int G(int n) { foreach (var scale in Scales) Console.Write(scale); return n; }", "G(3)", false)]
    [InlineData("static int G(string text) { int.TryParse(text, out Count); return Count; }", "G(\"3\")", false)]
    [InlineData("static double G(double x) => x * x * x; [DerivativeOf(typeof(Model), nameof(G))] public static double GDerivative(double x) => 3 * x * x;", "G(x[1])", true)]
    public void Unmarked_code_is_looked_into_for_effects(string unmarked, string call, bool isBundled)
    {
        var method = $"[Differentiable] public static double[] F(double[] x) => [x[0] * {call}, x[0], x[1], x[2]];";
        var text = GeneratorHost.Run($"public static partial class Model {{ static int Count; static readonly double[] Scales = [0.5, 2]; {unmarked} {method} }}").Text;
        Assert.Equal(isBundled, text.Contains("F__JvpBundle(", StringComparison.Ordinal));
    }

    // What runs code of the user does not count as a change of memory that the method has made.
    [Theory]
    [InlineData("var own = new int[3]; own[k] = 1;", true)]
    [InlineData("int[] own = [3, 1, 2]; own[k] = 1;", true)]
    [InlineData("var own = new List<int>(); own.Add(k);", true)]
    [InlineData("var own = Given; own[k] = 1;", false)]
    [InlineData("var own = k > 1 ? Given : new int[3]; own[k] = 1;", false)]
    [InlineData("var own = new Counter { Index = Given[1] }; own.Bump(7);", false)]
    public void A_change_of_what_the_method_made_is_no_effect(string change, bool isBundled)
    {
        var method = $$"""[Differentiable] public static double[] F(double[] x, int k) { {{change}} return [x[0] * x[1], x[0], x[1], x[2]]; }""";
        const string Counter = "sealed class Counter { public int Index; public void Bump(int k) { Given[Index] = k; } }";
        var text = GeneratorHost.Run($"public static partial class Model {{ static int[] Given = [1, 2, 3]; {Counter} {method} }}").Text;
        Assert.Equal(isBundled, text.Contains("F__JvpBundle(", StringComparison.Ordinal));
    }

    [Fact]
    public void A_constant_of_another_precision_is_bundled_as_zero() => Assert.Contains(
        "F__HvpBundle(",
        GeneratorHost.Run("public static partial class Model { [Differentiable(Order = 2)] public static float F(ReadOnlySpan<double> x) => 5f; }", GeneratorOptions.Default with { Expect = ["DIFF0202"] }).Text,
        StringComparison.Ordinal);

    // Rows also of methods with effects, which run once; not of what changes a number that it was passed.
    [Theory]
    [InlineData("public static double[] F(double[] x) => [x[0] * x[1], x[0]];", true)]
    [InlineData("public static double[] F(double[] x) { System.Console.Write(1); return [x[0] * x[1], x[0]]; }", true)]
    [InlineData("public static double F(double[] x) => x[0] * x[1];", false)]
    [InlineData("public static (double, double) F(double[] x) => (x[0], x[1]);", false)]
    [InlineData("public static void F(double[] x, ref double s, Span<double> y) { y[0] = x[0] * s; s *= s; }", false)]
    [InlineData("public static float[] F(float[] x) => [x[0] * x[1], x[0]];", true)]
    [InlineData("public static double[] F(float[] x) => [x[0] * x[1], x[0]];", false)]
    [InlineData("public static (double, double)[] F((double, double)[] x) => [x[0], x[1]];", true)]
    public void Rows_of_numbers_are_bundled(string method, bool isBundled) =>
        Assert.Equal(isBundled, GeneratorHost.Run($"public static partial class Model {{ [Differentiable] {method} }}").Text.Contains("F__ReverseBundle(", StringComparison.Ordinal));

    // Its gradient is a constant zero, of another precision than the rows.
    [Fact]
    public void Rows_are_not_bundled_beside_an_input_of_another_precision() => Assert.DoesNotContain(
        "F__ReverseBundle(",
        GeneratorHost.Run("public static partial class Model { [Differentiable] public static void F(double x, float y, Span<double> z) => z[1] *= x; }", GeneratorOptions.Default with { Expect = ["DIFF0202"] }).Text,
        StringComparison.Ordinal);

    [Fact]
    public void A_callee_is_bundled_only_for_callers_with_columns()
    {
        const string Callee = "[Differentiable] public static double G(double[] x) { var s = 0.0; for (var i = 0; i < x.Length; i++) s += x[i] * x[i]; return s; }";
        Assert.DoesNotContain("G__JvpBundle(", Text("[Differentiable] public static double F(double[] x) => G(x);"), StringComparison.Ordinal);
        Assert.Contains("double Value, __Lanes Tangent) G__JvpBundle(", Text("[Differentiable] public static double[] F(double[] x) => [G(x), x[0]];"), StringComparison.Ordinal);

        string Text(string caller) => GeneratorHost.Run($"public static partial class Model {{ {Callee} {caller} }}").Text;
    }

    // A rule serves the derivatives of G: what G itself does decides nothing.
    [Fact]
    public void Halves_with_custom_rules_are_bundled_if_the_rules_give_partials() => Assert.Contains("void Sum__ReverseTangentBundle(", GeneratorHost.Run("""
        public static partial class Model
        {
            public static double G(double x) => x * x * x;

            [DerivativeOf(typeof(Model), nameof(G)), Differentiable(Order = 2)]
            public static double GDerivative(double x) => 3 * x * x;

            [Differentiable(Order = 2)]
            public static double Sum(double[] x) { var s = 0.0; foreach (var e in x) s += G(e) * e; return s; }

            [Differentiable(Order = 2)]
            public static double F(double[] x) => x[0] * Sum(x);
        }
        """).Text, StringComparison.Ordinal);

    // Try blocks are not bundled, nor are virtual methods and structs.
    [Theory]
    [InlineData("[Differentiable] public static double G(double x) { try { return x * x * Math.Exp(x) * Math.Sin(x) + x * Math.Cos(x * x); } catch (ArithmeticException) { throw; } }", "G(x[0])")]
    [InlineData("[Differentiable] public static float G(float x) { for (var i = 0; i < 3; i++) x *= x; return x; }", "G((float)x[0])")]
    public void A_caller_is_not_bundled_if_a_callee_is_not(string callee, string call) => Assert.DoesNotContain(
        "JvpBundle(", GeneratorHost.Run($"public static partial class Model {{ {callee} [Differentiable] public static double[] F(double[] x) => [{call}, x[0]]; }}").Text, StringComparison.Ordinal);

    // The halves of a callee, for callers with a Hessian of several variables; not where the callee's body takes the place of its calls.
    [Theory]
    [InlineData("[Differentiable(Order = 2)] public static double F(double[] x) => x[0] * G(x);", true)]
    [InlineData("[Differentiable(Order = 2)] public static double F(double[] x) { System.Console.Write(1); return x[0] * G(x); }", false)]
    [InlineData("[Differentiable(Order = 2)] public static double F(double x) => x * G([x]);", false)]
    [InlineData("[Differentiable(Order = 2)] public static double F(double[] x) => x[0] * H(x[0]);", false)]
    [InlineData("[Differentiable(Order = 2)] public static double F(double[] x) { try { return x[0] * G(x); } catch (ArithmeticException) { throw; } }", false)]
    public void Halves_of_a_callee_are_bundled_for_callers_with_Hessians(string caller, bool areBundled)
    {
        const string Callees = "[Differentiable(Order = 2)] public static double G(double[] x) { var s = 0.0; foreach (var e in x) s += e * e; return s; } [Differentiable(Order = 2)] public static double H(double x) => x * x;";
        var text = GeneratorHost.Run($"public static partial class Model {{ {Callees} {caller} }}").Text;
        Assert.Equal(areBundled, text.Contains("(double Value, __Lanes Tangent) G__ForwardTangentBundle(double[] x, global::System.ReadOnlySpan<__Lanes> xTangent", StringComparison.Ordinal));
        Assert.Equal(areBundled, text.Contains("void G__ReverseTangentBundle(", StringComparison.Ordinal));
        Assert.DoesNotContain("H__ReverseTangentBundle(", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bundles.cs", "Valley", "Leaves", "Diffuses", "Singular", "Mixed", "Numbers", "Total")]
    [InlineData("ShapedBundles.cs", "Grid", "Jagged", "Structs", "Moved", "Tuples", "Singles", "Arrows")]
    public void Bundles_make_no_generated_file_more_than_four_times_as_long(string file, params string[] bundled)
    {
        var source = File.ReadAllText(Source(file));
        var (second, first) = (GeneratorHost.Generate([source]), GeneratorHost.Generate([source.Replace("(Order = 2)", "", StringComparison.Ordinal)]));
        foreach (var name in bundled)
        {
            var (twice, once) = (Of(second, name), Of(first, name));
            Assert.Contains($"{name}__HvpBundle(", twice, StringComparison.Ordinal);
            Assert.DoesNotContain("Hvp", once, StringComparison.Ordinal);
            Assert.InRange(twice.Length, once.Length, 4 * once.Length);
        }

        static string Of(IReadOnlyDictionary<string, string> sources, string name) => sources.Single(pair => pair.Key.EndsWith($".{name}.g.cs", StringComparison.Ordinal)).Value;
    }

    private static string Source(string file = "Bundles.cs", [CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "../../Diff.Tests/SecondOrder", file);
}
