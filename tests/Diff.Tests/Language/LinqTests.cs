namespace Diff.Tests.Language;

/// <summary>What LINQ computes from arrays, bit for bit, and its derivatives.</summary>
public static partial class LinqTests
{
    private static readonly double[] Weights = [0.3, -1.2, 0.7, 2.1];

    [Fact]
    public static void Sums_and_averages() => Derivatives.Check(Sums, SumsValueAndGradient, SumsJvp);

    [Differentiable]
    private static double Sums(double x, double y)
    {
        double[] a = [x, y, x * y, 0.1, -y];
        return a.Sum() + a.Average() * a.Sum(t => t * Math.Sin(t)) + a.Average(t => t * x) + Weights.Sum(w => w * x) + Weights.Sum();
    }

    [Fact]
    public static void Maps_and_pairs() => Derivatives.Check(Pairs, PairsValueAndGradient, PairsJvp);

    [Differentiable]
    private static double Pairs(double x, double y)
    {
        double[] a = [x, y, x + y], b = [y, 2.0, x, 5.0];
        var dot = a.Zip(b, (p, q) => p * q).Sum();
        var tuples = a.Zip(b).Select(pair => pair.First / (2 + pair.Second * pair.Second)).Sum();
        var indexed = b.Select((t, i) => t * i * x).Sum();
        return dot * tuples + indexed + Enumerable.Range(1, 4).Select(i => Math.Pow(x * x, i) / i).Sum() + Enumerable.Range(1, 3).Sum(i => i * y);
    }

    [Fact]
    public static void Conditions() => Derivatives.Check(Conditions_, Conditions_ValueAndGradient, Conditions_Jvp);

    [Differentiable]
    private static double Conditions_(double x, double y)
    {
        double[] a = [x, y, -x, 0.5, x * y];
        var positive = a.Where(t => t > 0).Select(t => t * t).Sum();
        var mean = a.Where((t) => t < 1).Average();
        var every = Enumerable.Range(0, a.Length).Where(i => i % 2 == 0).Select(i => a[i] * y).Sum();
        var count = a.Count(t => t > 0.2) + (a.Any(t => t > 2) ? 10 : 0) + (a.All(t => t > -3) ? 100 : 0);
        return positive + mean * every * count;
    }

    [Fact]
    public static void Folds() => Derivatives.Check(Folded, FoldedValueAndGradient, FoldedJvp);

    [Differentiable]
    private static double Folded(double x, double y)
    {
        double[] a = [x, y, 0.4];
        var (sum, product) = a.Aggregate((Sum: 0.0, Product: 1.0), (acc, t) => (acc.Sum + t, acc.Product * t));
        return a.Aggregate((p, q) => p * 0.5 + q * q) + a.Aggregate(1.0, (p, q) => p * (1 + q), p => p * p) + sum * product;
    }

    [Fact]
    public static void Extrema() => Derivatives.Check(Extrema_, Extrema_ValueAndGradient, Extrema_Jvp);

    [Differentiable]
    private static double Extrema_(double x, double y)
    {
        double[] a = [x, y, x * y];
        return a.Max() * 2 + a.Min() * y + a.Max(t => Math.Cos(t)) + a.Select(t => t - y).Min(t => t * t);
    }

    [Fact]
    public static void Parts_and_ends() => Derivatives.Check(Parts, PartsValueAndGradient, PartsJvp);

    [Differentiable]
    private static double Parts(double x, double y)
    {
        double[] a = [x, y, x * y, y * y, 0.3];
        var backwards = a.AsEnumerable().Reverse().Select((t, i) => t * i).Sum();
        return a.Take(2).Sum() * a.Skip(1).Take(3).Average() + backwards * a.First() - a.Skip(3).Last() + a.Take(99).Sum() + a.Skip(-2).Sum() + Enumerable.Repeat(x, 3).Sum();
    }

    [Fact]
    public static void Arrays() => Derivatives.Check(Made, MadeValueAndGradient, MadeJvp);

    [Differentiable]
    private static double Made(double x, double y)
    {
        var squares = Enumerable.Range(0, 4).Select(i => x * i + y).ToArray();
        var some = squares.Where(t => t > 1).Select(t => t * t).ToArray();
        var sum = 0.0;
        foreach (var (t, i) in squares.Zip(Enumerable.Range(1, 9), (t, i) => (t, i)))
        {
            if (i == 2) continue;
            if (i == 4) break;
            sum += t * i;
        }
        foreach (var t in from t in squares where t < 3 select t * x) sum *= t + 2;
        return sum + some.Length;
    }

    [Fact]
    public static void Rows_and_their_sequences() => Derivatives.Check(Rows, RowsValueAndGradient, RowsJvp);

    [Differentiable]
    private static double Rows(double x, double y)
    {
        double[][] rows = [[x, y], [x * y, 1, 2 * y]];
        int[] order = [1, 0, 1];
        Func<double[], double> norm = row => Math.Sqrt(row.Sum(t => t * t));
        return rows.Sum(row => row.Sum() * row.Length) + rows.Select(norm).Average() * order.Select(i => rows[i].Max()).Sum() + order.Sum(i => rows[i][0]);
    }

    [Fact]
    public static void Numbers_in_single_precision_are_added_in_double()
    {
        float[] a = [1e8f, 1, -1e8f, 0.1f, 3e7f, 0.2f, 1, 1, 1];
        var (value, gradient) = SingleValueAndGradient(a);
        Assert.Equal(Single(a), value);
        Assert.All(gradient, partial => Assert.InRange(partial, 2 + 1f / 9 - 1e-6f, 2 + 1f / 9 + 1e-6f));
    }

    [Differentiable]
    private static float Single(float[] a) => a.Sum() + a.Average() + a.Sum(t => t);

    [Theory]
    [InlineData(new[] { 1.0, double.NaN, 3.0 })]
    [InlineData(new[] { double.NaN, double.NaN, -0.0, 0.0 })]
    [InlineData(new[] { double.NaN })]
    [InlineData(new[] { -0.0 })]
    [InlineData(new[] { 0.0, -0.0, 0.0 })]
    [InlineData(new[] { -0.0, 0.0, double.NegativeInfinity })]
    public static void Special_numbers_are_those_of_linq(double[] a)
    {
        Bits(a.Max(), HighestVjp(a, 1, new double[a.Length]));
        Bits(a.Min(), LowestVjp(a, 1, new double[a.Length]));
        Bits(a.Average(), MeanVjp(a, 1, new double[a.Length]));
        Bits(a.Average(t => t), MappedMeanVjp(a, 1, new double[a.Length]));
        Bits(a.Skip(0).Average(), SkippedMeanVjp(a, 1, new double[a.Length]));
        Bits(a.Where(t => !(t > 5)).Average(), FilteredMeanVjp(a, 1, new double[a.Length]));
        Bits(a.Sum(t => t), MappedTotalVjp(a, 1, new double[a.Length]));
        Bits(a.Sum(), TotalVjp(a, 1, new double[a.Length]));

        static void Bits(double expected, double actual) => Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
    }

    [Fact]
    public static void What_has_no_elements_throws_what_linq_throws()
    {
        Assert.Equal(Assert.Throws<InvalidOperationException>(() => Highest([])).Message, Assert.Throws<InvalidOperationException>(() => HighestGradient([])).Message);
        Assert.Throws<InvalidOperationException>(() => LowestGradient([]));
        Assert.Throws<InvalidOperationException>(() => MeanGradient([]));
        Assert.Empty(TotalGradient([]));
    }

    [Fact]
    public static void An_extremum_has_the_slope_of_the_first_that_attains_it() => Assert.Equal([0, 1, 0], HighestGradient([1, 2, 2]));

    [Differentiable]
    private static double Highest(double[] a) => a.Max();

    [Differentiable]
    private static double Lowest(double[] a) => a.Min();

    [Differentiable]
    private static double Mean(double[] a) => a.Average();

    [Differentiable]
    private static double MappedMean(double[] a) => a.Average(t => t);

    [Differentiable]
    private static double SkippedMean(double[] a) => a.Skip(0).Average();

    [Differentiable]
    private static double FilteredMean(double[] a) => a.Where(t => !(t > 5)).Average();

    [Differentiable]
    private static double MappedTotal(double[] a) => a.Sum(t => t);

    [Differentiable(Order = 2)]
    private static double Total(double[] a) => a.Sum();

    [Fact]
    public static void Nothing_is_allocated()
    {
        double[] a = [1, 2, 3], gradient = [0, 0, 0];
        ScoreVjp(a, 1, gradient);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ScoreVjp(a, 1, gradient);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Differentiable]
    private static double Score(double[] a) => a.Where(t => t > 1).Select((t) => t * t).Sum() + a.Zip(a, (p, q) => p * q).Max();
}
