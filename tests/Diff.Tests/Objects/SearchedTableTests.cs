namespace Diff.Tests.Objects;

/// <summary>A curve through points that finds its interval by a method of its own.</summary>
[Differentiable]
public sealed partial class Polyline(double[] xs, double[] ys)
{
    private readonly double[] _xs = xs;
    private readonly double[] _ys = ys;

    public double Searched(double x) => Between(Search(x), x);

    public double Located(double x) => Between(Place(x), x);

    private double Between(int k, double x) => _ys[k] + (x - _xs[k]) * (_ys[k + 1] - _ys[k]) / (_xs[k + 1] - _xs[k]);

    private int Search(double x)
    {
        var index = Array.BinarySearch(_xs, x);
        return Math.Clamp(index < 0 ? ~index - 1 : index, 0, _xs.Length - 2);
    }

    private int Place(double x) => Locate(_xs, x);

    private static int Locate(double[] table, double x)
    {
        var k = 0;
        while (k + 2 < table.Length && table[k + 1] < x) k++;
        return k;
    }
}

/// <summary>Members that look something up in the fields of a differentiable object, and change nothing.</summary>
public class SearchedTableTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(1.5)]
    [InlineData(2.75)]
    public void A_member_that_searches_a_field_is_run(double x)
    {
        var line = new Polyline([0, 1, 2, 4], [1, 3, 2, 5]);
        var (k, w) = x < 1 ? (0, x) : x < 2 ? (1, x - 1) : (2, (x - 2) / 2);
        foreach (var (curve, slope) in new[] { line.SearchedGradient(x), line.LocatedGradient(x) })
        {
            Assert.Equal(1 - w, curve.Ys[k], 1e-15);
            Assert.Equal(w, curve.Ys[k + 1], 1e-15);
            Assert.Equal(-slope * (1 - w), curve.Xs[k], 1e-15);
            Assert.Equal(-slope * w, curve.Xs[k + 1], 1e-15);
        }
    }
}
