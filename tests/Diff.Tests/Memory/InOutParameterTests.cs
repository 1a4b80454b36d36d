namespace Diff.Tests.Memory;

/// <summary>Spans that are read and written: weights in, gradients out, in both modes against differences.</summary>
public static partial class InOutParameterTests
{
    private static readonly double[][] Points = [[0.61, 0.43, 0.52, 0.74], [1.3, -0.7, 0.9, 0.35]];

    private static readonly double[] Y = [0.5, 0.8, 1.1];

    private delegate void Writer(ReadOnlySpan<double> x, Span<double> y);

    private delegate void Pull(ReadOnlySpan<double> x, Span<double> y, Span<double> yWeight, Span<double> xGradient);

    private delegate void Push(ReadOnlySpan<double> x, Span<double> y, ReadOnlySpan<double> xTangent, Span<double> yTangent);

    [Differentiable]
    private static void Overtakes(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++)
        {
            y[i] *= x[i];
            if (y[i] <= 0.4) continue;
            y[(i + 1) % 3] += y[i] * y[i];
            break;
        }
    }

    [Differentiable]
    private static void PassesSlices(ReadOnlySpan<double> x, Span<double> y)
    {
        Overtakes(x[1..], y[..3]);
        var t = y.Slice(1);
        for (var i = 0; i < t.Length; i++) t[i] = t[i] * y[0] + x[i];
    }

    [Differentiable]
    private static void ChangesPlaces(ReadOnlySpan<double> x, Span<double> y)
    {
        Span<double> now = y, next = new double[3];
        for (var s = 0; s < 3; s++)
        {
            for (var i = 0; i < 3; i++) next[i] = now[i] * x[s] + now[(i + 1) % 3];
            if (next[0] > 1.4)
            {
                next[1] *= next[0];
                break;
            }

            var before = now;
            now = next;
            next = before;
        }

        if (now != y) now.CopyTo(y);
        else y[0] += next[1];
    }

    [Differentiable]
    private static void LeavesEarly(ReadOnlySpan<double> x, Span<double> y)
    {
        if (x[0] > 1) return;
        y[0] = x[0] * y[1];
        if (x[1] < 0.5)
        {
            y[2] = y[0];
            return;
        }

        y[1] = y[0] * y[2];
    }

    [Differentiable]
    private static void Recurses(ReadOnlySpan<double> x, Span<double> y)
    {
        if (y.Length == 0) return;
        y[0] = y[0] * x[y.Length] + x[0];
        Recurses(x, y[1..]);
        if (y.Length > 1) y[0] += y[1] * y[1];
        Recurses(x, y[..(y.Length / 2)]);
    }

    [Differentiable]
    private static void ChoosesParts(ReadOnlySpan<double> x, Span<double> y)
    {
        var t = x[0] > 1 ? y[..2] : y[1..];
        var u = x[1] > 0 ? t : y;
        for (var i = 0; i < u.Length; i++) u[i] += t[0] * x[i];
        t[1] *= u[0];
    }

    [Differentiable]
    private static void Walks(ReadOnlySpan<double> x, Span<double> y)
    {
        while (y.Length > 1)
        {
            y[1] += y[0] * y[1] + x[y.Length];
            y[0] *= y[1];
            y = y[1..];
        }
    }

    [Fact]
    public static void A_loop_that_breaks_after_writing_ahead() => Check(Overtakes, OvertakesVjp, OvertakesJvp);

    [Fact]
    public static void Slices_are_passed_on_and_written_again() => Check(PassesSlices, PassesSlicesVjp, PassesSlicesJvp);

    [Fact]
    public static void A_parameter_changes_places_with_scratch() => Check(ChangesPlaces, ChangesPlacesVjp, ChangesPlacesJvp);

    [Fact]
    public static void Early_returns_leave_the_rest_as_it_was() => Check(LeavesEarly, LeavesEarlyVjp, LeavesEarlyJvp);

    [Fact]
    public static void Recursion_in_place() => Check(Recurses, RecursesVjp, RecursesJvp);

    [Fact]
    public static void Overlapping_parts_that_were_chosen_are_written() => Check(ChoosesParts, ChoosesPartsVjp, ChoosesPartsJvp);

    [Fact]
    public static void A_parameter_that_is_consumed_is_written_on_the_way() => Check(Walks, WalksVjp, WalksJvp);

    private static void Check(Writer f, Pull vjp, Push jvp)
    {
        foreach (var x in Points)
        {
            var expected = Differences.Jacobian([.. x, .. Y], p =>
            {
                var y = p[4..];
                f(p.AsSpan(0, 4), y);
                return y;
            });
            for (var row = 0; row < 3; row++)
            {
                var (weight, gradient) = (new double[3], new double[4]);
                weight[row] = 1;
                vjp(x, (double[])Y.Clone(), weight, gradient);
                double[] actual = [.. gradient, .. weight];
                for (var column = 0; column < 7; column++) Assert.Equal(expected[row, column], actual[column], 1e-7);
            }

            for (var column = 0; column < 7; column++)
            {
                var direction = new double[7];
                direction[column] = 1;
                var tangent = direction[4..];
                jvp(x, (double[])Y.Clone(), direction.AsSpan(0, 4), tangent);
                for (var row = 0; row < 3; row++) Assert.Equal(expected[row, column], tangent[row], 1e-7);
            }
        }
    }
}
