namespace Diff.Tests.Memory;

/// <summary>Gradients of loops over spans, for lengths on both sides of the one from which whole spans are added up: reverse mode against forward mode.</summary>
public static partial class SpanLoopTests
{
    public static TheoryData<int> Lengths => [0, 1, 2, 5, SpanSums.Long - 1, SpanSums.Long, SpanSums.Long + 9];

    [Differentiable]
    internal static double Layer(ReadOnlySpan<double> w, ReadOnlySpan<double> x, int rows)
    {
        var loss = 0.0;
        for (var i = 0; i < rows; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < x.Length; j++) sum += w[i * x.Length + j] * x[j];
            loss += sum * sum;
        }

        return loss;
    }

    [Differentiable]
    internal static void Slope(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slope)
    {
        for (var i = 1; i < x.Length; i++) slope[i] = x[i] * y[i - 1] - 2 * x[i];
    }

    [Differentiable]
    internal static double Chain(ReadOnlySpan<double> x, double scale)
    {
        var y = new double[x.Length];
        Slope(x, x, y);
        var sum = 0.0;
        for (var i = y.Length - 1; i >= 0; i--) sum += scale * y[i] - x[i] * y[i];
        return sum * sum;
    }

    [Differentiable]
    internal static double Shifted(ReadOnlySpan<double> x, int from, int to)
    {
        var sum = 0.0;
        for (var i = from; i <= to; i++) sum += x[i - 1] * x[i] + x[i];
        return sum;
    }

    [Differentiable]
    internal static float Energy(ReadOnlySpan<float> x, float k)
    {
        var sum = 0f;
        foreach (var value in x) sum += k * value * value;
        return sum;
    }

    [Differentiable]
    internal static double Triangle(ReadOnlySpan<double> lower, ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        var start = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var column = lower.Slice(start, x.Length - i - 1);
            for (var j = 0; j < column.Length; j++) y[i + 1 + j] += column[j] * x[i];
            start += column.Length;
        }

        var sum = 0.0;
        foreach (var value in y) sum += value * value;
        return sum;
    }

    [Differentiable]
    internal static double Alternating(ReadOnlySpan<double> x, int stride)
    {
        var (sum, sign, at) = (0.0, 1.0, 0);
        while (at < x.Length)
        {
            sum += sign * x[at] * x[at];
            sign = -sign;
            at += stride;
        }

        return sum * sum;
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public static void A_layer(int n)
    {
        var (w, x, v, u) = (Numbers(3 * n, 0.3), Numbers(n, 0.7), Numbers(3 * n, 1.3), Numbers(n, 0.9));
        var gradient = LayerGradient(w, x, 3);
        Close(LayerJvp(w, x, 3, v, u).Tangent, Dot(gradient.w, v) + Dot(gradient.x, u));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public static void Elements_that_are_one_apart(int n)
    {
        var (x, v) = (Numbers(n, 0.7), Numbers(n, 1.3));
        var gradient = ChainGradient(x, 0.8);
        Close(ChainJvp(x, 0.8, v, 0.4).Tangent, Dot(gradient.x, v) + 0.4 * gradient.scale);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public static void A_part_of_a_span(int n)
    {
        var (x, v) = (Numbers(n + 3, 0.7), Numbers(n + 3, 1.3));
        Close(ShiftedJvp(x, 2, n + 1, v).Tangent, Dot(ShiftedGradient(x, 2, n + 1), v));
    }

    [Fact]
    public static void An_empty_part_may_begin_anywhere()
    {
        Assert.Equal([0.0], ShiftedGradient([2.0], 5, 4));
        Assert.Equal([0.0], ShiftedGradient([2.0], 50, -40));
    }

    // Sums of floats in another order: the number of terms times the precision.
    [Theory]
    [MemberData(nameof(Lengths))]
    public static void Floats(int n)
    {
        var x = Array.ConvertAll(Numbers(n, 0.7), number => (float)number);
        var gradient = EnergyGradient(x, 1.5f);
        Assert.Equal(x.Select(value => 3f * value), gradient.x, (a, b) => Math.Abs(a - b) < 1e-6f);
        Assert.Equal(x.Sum(value => value * value), gradient.k, 1e-4f);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public static void Columns_of_a_triangle(int n)
    {
        var size = n * (n - 1) / 2;
        var (l, x, v, u) = (Numbers(size, 0.3), Numbers(n, 0.7), Numbers(size, 1.3), Numbers(n, 0.9));
        var gradient = TriangleGradient(l, x);
        Close(TriangleJvp(l, x, v, u).Tangent, Dot(gradient.lower, v) + Dot(gradient.x, u));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public static void A_sign_and_a_place_that_are_undone(int n)
    {
        var (x, v) = (Numbers(n, 0.7), Numbers(n, 1.3));
        Close(AlternatingJvp(x, 3, v).Tangent, Dot(AlternatingGradient(x, 3), v));
    }

    [Fact]
    public static void What_can_be_undone_is_not_recorded()
    {
        using var tape = Tape.Rent();
        Triangle__Forward(new double[1000 * 999 / 2], new double[1000], tape);
        Alternating__Forward(new double[1000], 1, tape);
        Assert.InRange(tape.BytesRecorded, 0, 128);
    }

    // The same sums in another order.
    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, 1e-12 * Math.Max(1, Math.Abs(expected)));

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    private static double[] Numbers(int length, double step) => [.. Enumerable.Range(1, Math.Max(length, 0)).Select(i => Math.Sin(i * step))];
}
