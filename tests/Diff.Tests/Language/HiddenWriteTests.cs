namespace Diff.Tests.Language;

/// <summary>Code of the user's that seems to read and writes: what it may have changed is read again.</summary>
public partial class HiddenWriteTests
{
    private static readonly double[] Point = [0.4, 0.63, 0.86, 1.09, 1.32, 1.55];

    public partial class Countdown
    {
        public int N = 4;

        public int Step
        {
            get
            {
                N--;
                return 3;
            }
        }

        public partial int Next { get; }

        public int this[int index]
        {
            get
            {
                N--;
                return index;
            }
        }

        public override string ToString()
        {
            N--;
            return "countdown";
        }

        public static int operator +(Countdown countdown, int number)
        {
            countdown.N--;
            return number;
        }

        public static implicit operator int(Countdown countdown)
        {
            countdown.N--;
            return 1;
        }
    }

    public partial class Countdown
    {
        public partial int Next => --N;
    }

    public sealed class Comparer(Countdown countdown) : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => x == y;

        public int GetHashCode(int number)
        {
            countdown.N--;
            return number;
        }
    }

    [Differentiable(Order = 2)]
    internal static double Getter(double[] x, Countdown countdown)
    {
        var sum = 0.0;
        for (var i = 0; i < countdown.N; i++) sum += x[i] * x[i] * countdown.Step;
        return sum;
    }

    [Differentiable(Order = 2)]
    internal static double Indexer(double[] x, Countdown countdown)
    {
        var sum = 0.0;
        for (var i = 0; i < countdown.N; i++) sum += 3 * x[i] * x[countdown[i]];
        return sum;
    }

    [Differentiable(Order = 2)]
    internal static double Text(double[] x, Countdown countdown)
    {
        var sum = 0.0;
        for (var i = 0; i < countdown.N; i++) sum += x[i] * x[i] * ($"{countdown}".Length / 3);
        return sum;
    }

    [Differentiable(Order = 2)]
    internal static double Operator(double[] x, Countdown countdown)
    {
        var sum = 0.0;
        for (var i = 0; i < countdown.N; i++) sum += 3 * x[i] * x[countdown + i];
        return sum;
    }

    [Differentiable(Order = 2)]
    internal static double Conversion(double[] x, Countdown countdown)
    {
        var sum = 0.0;
        for (var i = 0; i < countdown.N; i++)
        {
            int factor = countdown;
            sum += 3 * x[i] * x[i] * factor;
        }

        return sum;
    }

    [Differentiable(Order = 2)]
    internal static double PartialProperty(double[] x, Countdown countdown)
    {
        var sum = 0.0;
        for (var i = 0; i < countdown.Next - 1; i++) sum += 3 * x[i] * x[i];
        return sum + 3 * x[1] * x[1];
    }

    [Differentiable(Order = 2)]
    internal static double Key(double[] x, Countdown countdown)
    {
        var factors = new Dictionary<int, int>(new Comparer(countdown)) { [1] = 3 };
        countdown.N = 4;
        var sum = 0.0;
        for (var i = 0; i < countdown.N; i++) sum += x[i] * x[i] * factors[1];
        return sum;
    }

    [Differentiable(Order = 2)]
    internal static double Between(double[] x, Countdown countdown)
    {
        var before = x[countdown.N];
        var scaled = x[0] * $"{countdown}".Length;
        return scaled + before * x[countdown.N];
    }

    private static readonly double[] Expected = [2.4, 3.78, 0, 0, 0, 0];

    private static void Check(double[] gradient, (double Value, double Tangent) forward, double[] product)
    {
        Assert.Equal(3 * (0.4 * 0.4 + 0.63 * 0.63), forward.Value, 12);
        Assert.Equal(2.4 + 3.78, forward.Tangent, 12);
        for (var i = 0; i < 6; i++) Assert.Equal(Expected[i], gradient[i], 12);
        for (var i = 0; i < 6; i++) Assert.Equal(i < 2 ? 6 : 0, product[i], 12);
    }

    private static double[] Ones => [1, 1, 1, 1, 1, 1];

    [Fact]
    public void A_getter_that_counts_down_ends_the_loop() =>
        Check(GetterGradient(Point, new()), GetterJvp(Point, new(), Ones), GetterHvp(Point, new(), Ones));

    [Fact]
    public void An_indexer_that_counts_down_ends_the_loop() =>
        Check(IndexerGradient(Point, new()), IndexerJvp(Point, new(), Ones), IndexerHvp(Point, new(), Ones));

    [Fact]
    public void Text_that_counts_down_ends_the_loop() =>
        Check(TextGradient(Point, new()), TextJvp(Point, new(), Ones), TextHvp(Point, new(), Ones));

    [Fact]
    public void An_operator_that_counts_down_ends_the_loop() =>
        Check(OperatorGradient(Point, new()), OperatorJvp(Point, new(), Ones), OperatorHvp(Point, new(), Ones));

    [Fact]
    public void A_conversion_that_counts_down_ends_the_loop() =>
        Check(ConversionGradient(Point, new()), ConversionJvp(Point, new(), Ones), ConversionHvp(Point, new(), Ones));

    [Fact]
    public void A_partial_property_that_counts_down_ends_the_loop() => Check(PartialPropertyGradient(Point, new()),
        PartialPropertyJvp(Point, new(), Ones), PartialPropertyHvp(Point, new(), Ones));

    [Fact]
    public void A_comparer_that_counts_down_ends_the_loop() =>
        Check(KeyGradient(Point, new()), KeyJvp(Point, new(), Ones), KeyHvp(Point, new(), Ones));

    [Fact]
    public void A_field_is_read_again_after_text_that_changes_it()
    {
        using var pullback = BetweenWithPullback(Point, new());
        var gradient = pullback.Gradient(1.0);

        double[] expected = [9, 0, 0, 1.32, 1.09, 0];
        for (var i = 0; i < 6; i++) Assert.Equal(expected[i], gradient[i], 12);
    }
}
