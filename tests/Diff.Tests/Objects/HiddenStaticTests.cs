namespace Diff.Tests.Objects;

/// <summary>Private static fields of classes whose objects a method of another class makes.</summary>
public static partial class HiddenStatics
{
    public sealed partial class Normal
    {
        private static readonly double[] Table = [0.3, 1.7];
        private static double Shift = 0.2;
        private static int Calls;

        private readonly double _mean;

        public Normal(double mean) => _mean = mean;

        public static int Count => Calls;

        [Differentiable(Order = 2)]
        public double Cdf(double x)
        {
            Calls++;
            return Math.Tanh((x - _mean) * Table[0] + Shift) * Table[^1];
        }
    }

    [Differentiable(Order = 2)]
    public static double Of(double x, double mean) => new Normal(mean).Cdf(x) * new Normal(x).Cdf(mean);
}

public class HiddenStaticTests
{
    private const double X = 1.2, Mean = 0.4;

    // d/dx of a(x - m) b(m - x), where both are 1.7 tanh(0.3 d + 0.2).
    private static double Expected(double d) => 1.7 * 1.7 * 0.3
        * ((1 - T(d) * T(d)) * T(-d) - T(d) * (1 - T(-d) * T(-d)));

    private static double T(double d) => Math.Tanh(0.3 * d + 0.2);

    [Fact]
    public void They_are_read_and_assigned_where_the_body_stands()
    {
        var before = HiddenStatics.Normal.Count;
        var gradient = HiddenStatics.OfGradient(X, Mean);
        Assert.Equal(before + 2, HiddenStatics.Normal.Count);
        Assert.Equal(Expected(X - Mean), gradient.x, 1e-14);
        Assert.Equal(-Expected(X - Mean), gradient.mean, 1e-14);
        Assert.Equal(3 * Expected(X - Mean), HiddenStatics.OfJvp(X, Mean, 1, -2).Tangent, 1e-14);
        var second = (Expected(X - Mean + 1e-6) - Expected(X - Mean - 1e-6)) / 2e-6;
        var hessian = HiddenStatics.OfHessian(X, Mean);
        Assert.Equal((second, -second), (hessian[0, 0], hessian[0, 1]), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-8);
    }
}
