using Quickstart;

namespace Diff.Samples.Tests;

public sealed class QuickstartTests
{
    public static TheoryData<string> Examples => [.. Shows.Keys];

    private static readonly Dictionary<string, Action<Report>> Shows = new()
    {
        [nameof(QuadraticForm)] = QuadraticForm.Show,
        [nameof(SeparateGradients)] = SeparateGradients.Show,
        [nameof(VectorResult)] = VectorResult.Show,
        [nameof(StopGradient)] = StopGradient.Show,
        [nameof(DataDependentLoop)] = DataDependentLoop.Show,
        [nameof(Pullbacks)] = Pullbacks.Show,
        [nameof(DirectionalDerivative)] = DirectionalDerivative.Show,
        [nameof(MixedSecondPartials)] = MixedSecondPartials.Show,
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_check_of_the_example_holds(string example)
    {
        var output = new StringWriter();
        var report = new Report(output);
        Shows[example](report);
        Assert.True(report.Close() == 0, output.ToString());
        Assert.Contains(": ok", output.ToString());
    }

    [Theory]
    [InlineData(1.0000001)]
    [InlineData(double.NaN)]
    public void A_wrong_derivative_fails_the_program(double derivative)
    {
        var report = new Report(TextWriter.Null);
        report.Row("x = 1", "1", [derivative], [1], "one", tolerance: 1e-9);
        Assert.Equal(1, report.Close());
    }

    [Fact]
    public void A_derivative_of_the_wrong_shape_fails_the_program()
    {
        var report = new Report(TextWriter.Null);
        report.Row("x = 1", "1", [1, 1], [1], "one");
        Assert.Equal(1, report.Close());
    }
}
