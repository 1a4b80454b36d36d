using NistFit;

namespace Diff.Samples.Tests;

public sealed class NistFitTests
{
    public static TheoryData<string, int> Fits => new() { { "Misra1a", 0 }, { "Misra1a", 1 }, { "Thurber", 0 }, { "Thurber", 1 } };

    [Theory]
    [MemberData(nameof(Fits))]
    public void Every_start_reaches_eight_certified_digits(string name, int start)
    {
        var problem = Find(name);
        var fit = Fit.Run(problem, problem.Starts[start]);
        foreach (var (fitted, certified) in fit.Parameters.Zip(problem.Certified))
        {
            Assert.True(Fit.DigitsOfAgreement(fitted, certified) >= 8, $"{fitted} against {certified}");
        }

        Assert.True(Fit.DigitsOfAgreement(fit.ResidualSumOfSquares, problem.CertifiedResidualSumOfSquares) >= 8);
    }

    [Fact]
    public void Misra1a_has_the_partials_of_its_formula()
    {
        const double b1 = 240, b2 = 5.5e-4, x = 300;
        var e = Math.Exp(-b2 * x);
        var gradient = Models.Misra1aGradient(b1, b2, x);
        Assert.Equal(1 - e, gradient.b1, 1e-15);
        Assert.Equal(b1 * x * e, gradient.b2, 1e-15 * b1 * x);
    }

    [Theory]
    [InlineData(-3.067)]
    [InlineData(0.01)]
    [InlineData(2.2)]
    public void Thurber_has_the_partials_of_its_formula(double x)
    {
        var b = Problems.Thurber.Certified;
        var denominator = 1 + b[4] * x + b[5] * x * x + b[6] * x * x * x;
        var partials = new double[7];
        var value = Problems.Thurber.Model(b, x, partials);
        double[] expected =
        [
            1 / denominator, x / denominator, x * x / denominator, x * x * x / denominator,
            -value * x / denominator, -value * x * x / denominator, -value * x * x * x / denominator,
        ];
        // The denominator is a sum of four terms of up to 2.4 that cancel to no less than 0.2.
        for (var i = 0; i < 7; i++) Assert.Equal(expected[i], partials[i], 1e-13 * Math.Abs(expected[i]));
    }

    private static Problem Find(string name) => name == "Misra1a" ? Problems.Misra1a : Problems.Thurber;
}
