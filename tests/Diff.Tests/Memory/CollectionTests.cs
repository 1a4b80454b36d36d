using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Diff.Tests.Memory;

/// <summary>Parameters that are collections: every member takes them, and looks at their elements.</summary>
public partial class CollectionTests
{
    private const double Tolerance = 1e-12;

    private static readonly double[] X = [0.7, 1.3, -0.4, 2.1];

    [Differentiable(Order = 2)]
    private static double OfList(List<double> x, double scale)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Count; i++) sum += scale * x[i] * x[i] * x[(i + 1) % x.Count];
        return sum;
    }

    [Differentiable]
    private static double OfReadOnlyList(IReadOnlyList<double> x, double scale) => OfArrays(x, scale);

    [Differentiable]
    private static double OfImmutableArray(ImmutableArray<double> x, double scale) => OfReadOnlyList(x, scale);

    [Differentiable]
    private static double OfMemory(Memory<double> x, double scale) => OfReadOnlyMemory(x, scale);

    [Differentiable]
    private static double OfReadOnlyMemory(ReadOnlyMemory<double> x, double scale) => OfSpan(x.Span, scale);

    [Differentiable]
    private static double OfSegment(ArraySegment<double> x, double scale) => OfMemory(x, scale);

    [Differentiable]
    private static double OfInterface(IList<double> x, double scale)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Count; i++) sum += x[i] * x[i] * x[(i + 1) % x.Count];
        return sum * scale;
    }

    [Differentiable]
    private static double OfArrays(IReadOnlyList<double> x, double scale)
    {
        var next = x.Skip(1).ToArray();
        return scale * (x.Zip(next, (a, b) => a * a * b).Sum() + x[^1] * x[^1] * x[0]);
    }

    [Differentiable]
    private static double OfSpan(ReadOnlySpan<double> x, double scale)
    {
        var sum = x[^1] * x[^1] * x[0];
        for (var i = 1; i < x.Length; i++) sum += x[i - 1] * x[i - 1] * x[i];
        return sum * scale;
    }

    [Differentiable]
    private static void Scale(List<double> x, double by)
    {
        for (var i = 0; i < x.Count; i++) x[i] *= by * x[i];
    }

    [Differentiable]
    private static double ScaledTwice(List<double> x, double by)
    {
        Scale(x, by);
        var sum = x.Sum();
        Scale(x, by);
        return sum * x[0];
    }

    [Differentiable]
    private static double OfConstants([NoGradient] List<double> data, IReadOnlyList<double> weights)
    {
        var sum = OfReadOnlyList(data, 2);
        foreach (var (value, weight) in data.Zip(weights)) sum += value * weight * weight;
        return sum;
    }

    private static readonly List<double> Table = [2, 3, 5];

    [Differentiable]
    private static double WithATable(List<double> x) => OfReadOnlyList(Table, x[0]) + Table[1] * x[1] + Table.Count * x.Count;

    [Differentiable]
    private static double OfStructs(List<System.Numerics.Vector2> nodes) => nodes.Sum(node => node.Length()) * nodes[0].X;

    [Differentiable]
    private static double OfPairs(IReadOnlyList<(double Weight, double At)> points)
    {
        var weighted = new List<(double, double)>();
        foreach (var (weight, at) in points) weighted.Add((weight, weight * at));
        return weighted.Sum(pair => pair.Item2) / weighted.Sum(pair => pair.Item1);
    }

    [Differentiable]
    private static double BeyondTheCount(double x)
    {
        var list = new List<double> { x, x * x, 3 };
        list.Clear();
        list.Add(x);
        return list[1];
    }

    [Differentiable]
    private static double ByReference(in ReadOnlyMemory<double> x, double scale) => OfReadOnlyMemory(x, scale);

    private static (double[] X, double Scale) Expected() => OfSpanGradient(X, 2);

    private static void AssertExpected((double[] X, double Scale) gradient)
    {
        var (x, scale) = Expected();
        Assert.Equal(scale, gradient.Scale, Tolerance);
        for (var i = 0; i < x.Length; i++) Assert.Equal(x[i], gradient.X[i], Tolerance);
    }

    [Fact]
    public void Each_kind_of_collection_has_the_gradient_of_a_span()
    {
        AssertExpected(OfListGradient([.. X], 2));
        AssertExpected(OfReadOnlyListGradient(new List<double>(X), 2));
        AssertExpected(OfReadOnlyListGradient(ImmutableArray.Create(X), 2));
        AssertExpected(OfReadOnlyListGradient(new ReadOnlyCollection<double>(X), 2));
        AssertExpected(OfImmutableArrayGradient([.. X], 2));
        AssertExpected(OfMemoryGradient(X.ToArray().AsMemory(), 2));
        AssertExpected(OfReadOnlyMemoryGradient(X.AsMemory(), 2));
        AssertExpected(OfSegmentGradient(new ArraySegment<double>([9, .. X, 9], 1, 4), 2));
        AssertExpected(OfInterfaceGradient(new List<double>(X), 2));
        AssertExpected(OfInterfaceGradient((IList<double>)X.ToArray(), 2));
    }

    [Fact]
    public void Every_member_takes_the_collection()
    {
        var list = X.ToList();
        var (value, gradient) = OfListValueAndGradient(list, 2);
        Assert.Equal(OfList(list, 2), value);
        AssertExpected(gradient);

        var buffer = new double[4];
        OfListValueAndGradient(list, 2, buffer, out var scale);
        AssertExpected((buffer, scale));

        OfListVjp(list, 2, 0.5, buffer, ref scale);
        Assert.Equal(1.5 * Expected().X[1], buffer[1], Tolerance);

        var tangent = OfListJvp(list, 2, [1, 0, 0, 0], 0).Tangent;
        Assert.Equal(Expected().X[0], tangent, Tolerance);

        using var pullback = OfListWithPullback(list, 2);
        AssertExpected(pullback.Gradient(1));

        var hessian = OfListHessian(list, 2);
        var (product, _) = OfListHvp(list, 2, [0, 1, 0, 0], 0);
        Assert.Equal(2 * 2 * X[2], hessian[1, 1], Tolerance);
        Assert.Equal(hessian[1, 1], product[1], Tolerance);
    }

    [Fact]
    public void Written_list_is_in_out()
    {
        var list = X.ToList();
        var weight = new double[] { 1, 0, 0, 1 };
        double by = 0;
        ScaleVjp(list, 3, weight, ref by);
        Assert.Equal(3 * X[3] * X[3], list[3], Tolerance);
        Assert.Equal(6 * X[3], weight[3], Tolerance);
        Assert.Equal(0, weight[1]);
        Assert.Equal(X[0] * X[0] + X[3] * X[3], by, Tolerance);
        Assert.Equal(6 * X[1], ScaleJacobian([.. X], 3)[1, 1], Tolerance);
    }

    [Fact]
    public void List_that_is_written_between_two_reads_counts_as_it_was()
    {
        var by = 0.0;
        var weight = new double[4];
        ScaledTwiceVjp([.. X], 1.5, 1, weight, ref by);
        var step = 1e-6;
        var difference = (ScaledTwice([.. X], 1.5 + step) - ScaledTwice([.. X], 1.5 - step)) / (2 * step);
        Assert.Equal(difference, by, 1e-7 * Math.Abs(difference));
    }

    [Fact]
    public void Constant_collections_are_read_as_they_are()
    {
        var gradient = OfConstantsGradient([1, 2], [3.0, 4.0]);
        Assert.Equal([6, 16], gradient);
        Assert.Equal(OfReadOnlyList(Table, 1), WithATableGradient([1, 2])[0], Tolerance);
        Assert.Equal(3, WithATableGradient([1, 2])[1]);
    }

    [Fact]
    public void Collections_that_are_not_there_throw()
    {
        Assert.Equal("x", Assert.Throws<ArgumentNullException>(() => OfListGradient(null!, 1)).ParamName);
        Assert.Throws<ArgumentNullException>(() => OfImmutableArrayGradient(default(ImmutableArray<double>), 1));
        Assert.Throws<ArgumentNullException>(() => OfReadOnlyListGradient((IReadOnlyList<double>)default(ImmutableArray<double>), 1));
    }

    [Fact]
    public void List_whose_memory_is_not_seen_throws_where_it_could_be_written()
    {
        var message = Assert.Throws<NotSupportedException>(() => OfInterfaceGradient(new ReadOnlyCollection<double>(X), 1)).Message;
        Assert.Contains("'x' is a System.Collections.ObjectModel.ReadOnlyCollection", message);
    }

    [Fact]
    public void Gradient_buffer_must_not_be_the_list_itself()
    {
        var list = X.ToList();
        Assert.Throws<ArgumentException>(() =>
        {
            OfListValueAndGradient(list, 1, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list), out _);
        });
    }

    [Fact]
    public void Element_of_a_local_list_that_was_removed_is_not_read()
    {
        Assert.Throws<IndexOutOfRangeException>(() => BeyondTheCountGradient(2));
        Assert.Throws<IndexOutOfRangeException>(() => BeyondTheCountJvp(2, 1));
    }

    [Fact]
    public void Memory_by_reference_is_passed_by_value() => AssertExpected(ByReferenceGradient(X.AsMemory(), 2));

    [Fact]
    public void Elements_may_be_tuples()
    {
        var gradient = OfPairsGradient([(1, 3), (3, 7)]);
        Assert.Equal(0.75, gradient[1].At, Tolerance);
        Assert.Equal((3 - 6) / 4.0, gradient[0].Weight, Tolerance);
    }

    [Fact]
    public void Elements_may_be_structs()
    {
        var nodes = OfStructsGradient([new System.Numerics.Vector2(3, 4), new System.Numerics.Vector2(0, 2)]);
        Assert.Equal(7 + 0.6f * 3, nodes[0].X, 1e-5f);
        Assert.Equal(3, nodes[1].Y, 1e-5f);
    }
}
