using Diff.Generators.Tests.Rules;

namespace Diff.Generators.Tests.Tensors;

/// <summary>Every method of <c>TensorPrimitives</c> that takes floating-point spans, enumerated by reflection.</summary>
public sealed class TensorRuleTests
{
    /// <summary>Reverse and forward mode round in different orders, over nine elements of size 1 and functions with slopes up to some 100.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Extrapolated differences lose about half of the digits at worst.</summary>
    private const double Difference = 1e-8;

    /// <summary>Floats have 24 bits; slopes of estimates and powers lose some.</summary>
    private const double Single = 1e-4;

    /// <summary>Halves have 11 bits.</summary>
    private const double Half = 1e-3;

    /// <summary>They look at the bits of a number: no derivative, and refused.</summary>
    private static readonly string[] OfBits = ["BitwiseAnd", "BitwiseOr", "OnesComplement", "Xor"];

    /// <summary>Their partials are infinite at 0 or 1.</summary>
    private static readonly string[] Singular = ["Log", "Log2", "Log10", "Sqrt", "Cbrt", "Divide", "Asin", "Acos", "Acosh", "Atanh", "Atan2", "Hypot"];

    /// <summary>Some vectors, and a rest.</summary>
    private const int Long = SpanSums.Long + 9;

    public static TheoryData<string, bool> Methods()
    {
        var data = new TheoryData<string, bool>();
        foreach (var method in TensorMethod.All.Where(method => !OfBits.Contains(method.Name)))
        {
            data.Add(method.Signature, true);
            data.Add(method.Signature, false);
        }

        return data;
    }

    [Fact]
    public void The_enumeration_sees_the_whole_class() => Assert.True(TensorMethod.All.Count > 250, $"{TensorMethod.All.Count} methods found.");

    [Fact]
    public void Functions_of_bits_are_refused() => Assert.All(TensorMethod.All.Where(method => OfBits.Contains(method.Name)), method =>
        Assert.Contains("DIFF0004", Assert.Throws<NotSupportedException>(() => Gradient(method.Function(), true, Points(method, 0), 1)).Message, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Methods))]
    public void Reverse_mode_forward_mode_and_differences_agree(string signature, bool isOptimized)
    {
        var method = TensorMethod.All.Single(method => method.Signature == signature);
        var compared = 0;
        foreach (var overwritten in method.Overwritable.Prepend(-1))
            for (var set = 0; set < 3; set++) compared += Compare(method, method.Function(overwritten), Points(method, set), isOptimized);
        Assert.True(compared >= TensorMethod.Length, $"{signature} was compared at {compared} coordinates only.");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_zero_weight_contributes_zero(string signature, bool isOptimized)
    {
        var method = TensorMethod.All.Single(method => method.Signature == signature);
        double[] a = [.. Points(method, 0)];
        Assert.All(Gradient(method.Function(), isOptimized, a, 0), element => Assert.Equal(0, element));
    }

    /// <summary>They are differentiated by operations on spans where short ones are by loops.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void Long_spans_have_the_same_derivatives_in_both_modes(string signature, bool isOptimized)
    {
        var method = TensorMethod.All.Single(method => method.Signature == signature);
        var run = TensorProgram.Of(isOptimized);
        foreach (var function in method.Overwritable.Prepend(-1).Select(method.Function))
        {
            double[] a = [.. Enumerable.Range(0, method.Operands.Count * Long).Select(i => Points(method, 0)[(i / Long * TensorMethod.Length) + (i % Long % TensorMethod.Length)])];
            double[] w = [.. Enumerable.Range(0, Long + 1).Select(i => i % 5 == 0 ? 0 : Weights[i % Weights.Length])];
            double[] direction = [.. a.Select((_, i) => 0.3 + (i * 7 % 11 / 11.0))];
            var gradient = new double[a.Length];
            run.Delegate<TensorProgram.Vjp>("Model", function + "Vjp")(a, w, 1, gradient);
            var tangent = run.Delegate<TensorProgram.Jvp>("Model", function + "Jvp")(a, w, direction).Tangent;
            var expected = gradient.Zip(direction, (slope, step) => slope * step).Sum();
            if (!double.IsFinite(tangent) && !double.IsFinite(expected)) continue;
            Close(tangent, expected, Long * Math.Max(Rounding, ToleranceOf(method)), 0, method, -1);
        }
    }

    [Fact]
    public void A_zero_weight_wins_over_an_infinite_partial_of_a_long_span() =>
        Assert.All(TensorMethod.All.Where(method => Singular.Contains(method.Name) && method.Scalar == typeof(double)), method =>
        {
            foreach (var at in new[] { 0.0, 1.0 })
            {
                double[] a = [.. Enumerable.Repeat(at, method.Operands.Count * Long)];
                var gradient = new double[a.Length];
                TensorProgram.Of(true).Delegate<TensorProgram.Vjp>("Model", method.Function() + "Vjp")(a, new double[Long + 1], 1, gradient);
                Assert.All(gradient, element => Assert.Equal(0, element));
            }
        });

    private static int Compare(TensorMethod method, string function, double[] a, bool isOptimized)
    {
        var run = TensorProgram.Of(isOptimized);
        var primal = run.Delegate<TensorProgram.Primal>("Model", function);
        var jvp = run.Delegate<TensorProgram.Jvp>("Model", function + "Jvp");
        var value = primal(a, Weights);
        if (!double.IsFinite(value)) return 0;
        var gradient = Gradient(function, isOptimized, a, 1);
        var tolerance = ToleranceOf(method);
        var twin = method.Scalar == typeof(double) ? function : Twin(method);
        var doubles = twin is null || method.Name.EndsWith("Estimate", StringComparison.Ordinal) ? null : run.Delegate<TensorProgram.Primal>("Model", twin);
        var compared = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var direction = new double[a.Length];
            direction[i] = 1;
            var (same, tangent) = jvp(a, Weights, direction);
            Assert.Equal(value, same);
            Close(tangent, gradient[i], Math.Max(Rounding, tolerance), 0, method, i);
            if (doubles is null) continue;
            var (expected, error) = Differences.At(x => doubles([.. a[..i], x, .. a[(i + 1)..]], Weights), a[i]);
            if (double.IsNaN(expected) || error > 1e-6 * Math.Max(1, Math.Abs(expected))) continue;
            Close(expected, gradient[i], Math.Max(Difference, tolerance), 10 * error, method, i);
            compared++;
        }

        return doubles is null ? a.Length : compared;
    }

    private static double ToleranceOf(TensorMethod method) =>
        method.Signature.Contains("System.Half", StringComparison.Ordinal) ? Half : method.Scalar == typeof(float) ? Single : 0;

    /// <summary>The function of doubles that an overload for floats is an older form of; null for conversions.</summary>
    private static string? Twin(TensorMethod method) => TensorMethod.All
        .FirstOrDefault(other => other.Scalar == typeof(double) && other.Signature == method.Signature.Replace("System.Single", "System.Double", StringComparison.Ordinal))?.Function();

    private static double[] Gradient(string function, bool isOptimized, double[] a, double weight)
    {
        var gradient = new double[a.Length];
        TensorProgram.Of(isOptimized).Delegate<TensorProgram.Vjp>("Model", function + "Vjp")(a, Weights, weight, gradient);
        return gradient;
    }

    private static double[] Weights => [0.9, -0.7, 1.3, 0.4, -1.1, 0.6, 0.8, -0.3, 1.2, 0.5];

    /// <summary>Inside the unit interval, of both signs, and above 1; no element is equal to another, or at a kink.</summary>
    private static double[] Points(TensorMethod method, int set)
    {
        var isClamp = method.Name == "Clamp";
        return [.. Enumerable.Range(0, method.Operands.Count * TensorMethod.Length).Select(i =>
        {
            var (operand, element) = (i / TensorMethod.Length, i % TensorMethod.Length);
            var x = 0.137 + (0.0917 * ((element * 5 + 2 * operand) % TensorMethod.Length)) + (0.0113 * operand);
            var moved = isClamp ? x + (0.3 * (operand == 0 ? 0 : operand == 1 ? -1 : 1)) : x;
            return set switch
            {
                1 => (element + operand) % 2 == 0 && !isClamp ? -moved : moved,
                2 => moved + 1,
                _ => moved,
            };
        })];
    }

    private static void Close(double expected, double actual, double tolerance, double error, TensorMethod method, int coordinate)
    {
        var bound = (tolerance * Math.Max(1, Math.Abs(expected))) + error;
        Assert.True(Math.Abs(expected - actual) <= bound, $"{method.Signature}, coordinate {coordinate}: expected {expected}, actual {actual}.");
    }
}
