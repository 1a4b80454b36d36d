namespace Diff.Tests.Runtime;

/// <summary>Sums of products over spans are those of a loop, for lengths on both sides of every threshold.</summary>
public static class SpanSumsTests
{
    private const double Factor = -1.75;

    public static TheoryData<int> Lengths => [0, 1, 2, 7, SpanSums.Long - 1, SpanSums.Long, SpanSums.Long + 1, 4 * SpanSums.Long + 3];

    [Theory]
    [MemberData(nameof(Lengths))]
    public static void A_number_is_added(int length) => Check(length, (t, _, _) => SpanSums.Add(t.AsSpan(0, length), Factor), (_, _) => Factor);

    [Theory]
    [MemberData(nameof(Lengths))]
    public static void A_span_is_added(int length) => Check(length, (t, x, _) => SpanSums.Add<double>(t, x), (x, _) => x);

    [Theory]
    [MemberData(nameof(Lengths))]
    public static void A_span_is_subtracted(int length) => Check(length, (t, x, _) => SpanSums.Subtract<double>(t, x), (x, _) => -x);

    [Theory]
    [MemberData(nameof(Lengths))]
    public static void A_scaled_span_is_added(int length) => Check(length, (t, x, _) => SpanSums.AddScaled(t, x, Factor), (x, _) => Factor * x);

    [Theory]
    [MemberData(nameof(Lengths))]
    public static void A_weighted_span_is_added(int length) => Check(length, (t, x, _) => SpanSums.AddWeighted<double>(t, x, Factor), (x, _) => Factor * x);

    [Fact]
    public static void A_zero_contributes_zero_to_an_infinite_weight()
    {
        double[] target = [1, 2, .. new double[SpanSums.Long]];
        SpanSums.AddWeighted<double>(target, [0, 3, .. new double[SpanSums.Long]], double.PositiveInfinity);
        Assert.Equal([1, double.PositiveInfinity, .. new double[SpanSums.Long]], target);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public static void A_scaled_span_is_subtracted(int length) => Check(length, (t, x, _) => SpanSums.SubtractScaled(t, x, Factor), (x, _) => -Factor * x);

    [Theory]
    [MemberData(nameof(Lengths))]
    public static void A_product_is_added(int length) => Check(length, (t, x, y) => SpanSums.AddProduct<double>(t, x, y), (x, y) => x * y);

    [Theory]
    [MemberData(nameof(Lengths))]
    public static void A_product_is_subtracted(int length) => Check(length, (t, x, y) => SpanSums.SubtractProduct<double>(t, x, y), (x, y) => -x * y);

    [Theory]
    [MemberData(nameof(Lengths))]
    public static void A_scaled_product_is_added(int length) => Check(length, (t, x, y) => SpanSums.AddProduct(t, x, y, Factor), (x, y) => Factor * x * y);

    [Theory]
    [MemberData(nameof(Lengths))]
    public static void A_scaled_product_is_subtracted(int length) => Check(length, (t, x, y) => SpanSums.SubtractProduct(t, x, y, Factor), (x, y) => -Factor * x * y);

    // The order of summation differs: a few roundings of the sum of magnitudes, here below the length.
    [Theory]
    [MemberData(nameof(Lengths))]
    public static void Totals_are_those_of_a_loop(int length)
    {
        var (x, y) = (Numbers(length, 0.3), Numbers(length + 2, 0.7));
        Assert.Equal(x.Sum(), SpanSums.Sum<double>(x), 12);
        Assert.Equal(x.Zip(y, (a, b) => a * b).Sum(), SpanSums.Dot<double>(x, y), 12);
    }

    // A fused multiply-add may round once instead of twice.
    private static void Check(int length, Action<double[], double[], double[]> add, Func<double, double, double> term)
    {
        var (x, y, target) = (Numbers(length, 0.3), Numbers(length + 2, 0.7), Numbers(length + 3, 1.1));
        var before = (double[])target.Clone();
        add(target, x, y);
        for (var i = 0; i < length; i++) Assert.Equal(before[i] + term(x[i], y[i]), target[i], 14);
        Assert.Equal(before[length..], target[length..]);
    }

    private static double[] Numbers(int length, double step) => [.. Enumerable.Range(1, length).Select(i => Math.Sin(i * step))];
}
