namespace Diff.Tests.Memory;

internal sealed partial class Drifting
{
    public readonly double[] Table = [2, 3, 5];

    public void Drift()
    {
        for (var i = 0; i < Table.Length; i++) Table[i] += 1;
    }

    [Differentiable]
    public double Sum(double x)
    {
        var s = 0.0;
        for (var i = 0; i < Table.Length; i++)
        {
            s += x * x * Table[i];
            Drift();
        }

        return s;
    }
}

[Differentiable]
internal sealed partial class Scaling
{
    public readonly double[] Factors = [2, 3];

    public void Apply(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = x[i] * Factors[i];
    }
}

public class HeldMemoryTests
{
    [Fact]
    public void A_method_of_a_marked_class_does_not_write_to_what_the_object_holds()
    {
        var scaling = new Scaling();
        Assert.Throws<ArgumentException>("y", () => scaling.ApplyVjp([1, 2], scaling.Factors, new double[2], ScalingGradient.Zero(scaling), new double[2]));
        Assert.Throws<ArgumentException>("y", () => scaling.ApplyJvp([1, 2], scaling.Factors, ScalingGradient.Zero(scaling), [1, 1], new double[2]));
        Assert.Throws<ArgumentException>("xGradient", () => scaling.ApplyVjp([1, 2], new double[2], new double[2], ScalingGradient.Zero(scaling), scaling.Factors));
    }

    // s = x² (2 + 4 + 7): the table has drifted i times when element i is read.
    [Fact]
    public void A_table_that_a_called_method_changes_is_recorded_as_it_was_read() => Assert.Equal(2 * 1.5 * 13, new Drifting().SumGradient(1.5), 13);
}
