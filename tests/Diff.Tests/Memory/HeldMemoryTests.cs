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

public class HeldMemoryTests
{
    // s = x² (2 + 4 + 7): the table has drifted i times when element i is read.
    [Fact]
    public void A_table_that_a_called_method_changes_is_recorded_as_it_was_read() => Assert.Equal(2 * 1.5 * 13, new Drifting().SumGradient(1.5), 13);
}
