namespace Diff.Tests.SecondOrder;

/// <summary>Several directions at once give, bit by bit, what each of them gives alone.</summary>
public class BundleTests
{
    private static readonly double[] Values = [0.7, 1.3, -0.4, 0.9, 0.25, -1.1, 0.55, 1.7, -0.8];

    public static TheoryData<int> Sizes { get; } = [1, 2, 3, 4, 5, 8, 9];

    public delegate double[] Product(double[] at, double[] direction);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Loops_over_elements(int n) => CheckHessian(Bundles.ValleyHessian(At(n)), At(n), (x, v) => Bundles.ValleyHvp(x, v));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Early_exits_and_recorded_values(int n) => CheckHessian(Bundles.LeavesHessian(At(n)), At(n), (x, v) => Bundles.LeavesHvp(x, v));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Buffers_that_change_places_and_overlap(int n) => CheckHessian(Bundles.DiffusesHessian(At(n)), At(n), (x, v) => Bundles.DiffusesHvp(x, v));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Hessians_through_calls(int n)
    {
        Assert.NotNull(typeof(Bundles).GetMethod("Calls__ReverseTangentBundle"));
        CheckHessian(Bundles.TotalHessian(At(n)), At(n), (x, v) => Bundles.TotalHvp(x, v));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Calls_with_constant_arrays(int n) => CheckHessian(Bundles.ConstantsHessian(At(n)), At(n), (x, v) => Bundles.ConstantsHvp(x, v));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 0)]
    [InlineData(0.5, -1)]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 2)]
    public void Infinities_and_what_is_not_a_number(double first, double last)
    {
        double[] x = [first, 0.5, 0, 2, last];
        CheckHessian(Bundles.SingularHessian(x), x, (x, v) => Bundles.SingularHvp(x, v));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Numbers_between_arrays(int n)
    {
        var y = At(3);
        double[] all = [0.3, .. At(n), -0.6, .. y];
        CheckHessian(Bundles.MixedHessian(0.3, At(n), -0.6, y), all, (_, v) =>
        {
            var (a, x, b, ys) = Bundles.MixedHvp(0.3, At(n), -0.6, y, v[0], v.AsSpan(1, n), v[n + 1], v.AsSpan(n + 2));
            return [a, .. x, b, .. ys];
        });
    }

    [Fact]
    public void Numbers_alone() => CheckHessian(Bundles.NumbersHessian(0.3, 1.2, -0.7, 2, 1.5), new double[5], (_, v) =>
    {
        var (a, b, c, d, e) = Bundles.NumbersHvp(0.3, 1.2, -0.7, 2, 1.5, v[0], v[1], v[2], v[3], v[4]);
        return [a, b, c, d, e];
    });

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Jacobians_of_returned_arrays(int n) =>
        CheckColumns(Bundles.DecaysJacobian(At(n), 11), n, v => Bundles.DecaysJvp(At(n), 11, v).Tangent);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Jacobians_through_calls(int n)
    {
        Assert.NotNull(typeof(Bundles).GetMethod("Calls__JvpBundle"));
        CheckColumns(Bundles.CallsJacobian(At(n)), n, v => Bundles.CallsJvp(At(n), v).Tangent);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Jacobians_with_custom_rules(int n)
    {
        Assert.NotNull(typeof(Bundles).GetMethod("Softens__JvpBundle"));
        CheckColumns(Bundles.SoftensJacobian(At(n)), n, v => Bundles.SoftensJvp(At(n), v).Tangent);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Jacobians_of_written_spans(int n)
    {
        var y = new double[12];
        CheckColumns(Bundles.SamplesJacobian(0.7, At(n), y, out var last), n + 1, v =>
        {
            var tangents = new double[12];
            Bundles.SamplesJvp(0.7, At(n), y, out last, v[0], v.AsSpan(1), tangents, out var lastTangent);
            return [.. tangents, lastTangent];
        });
        Assert.Equal(0.7 * Math.Exp(-1.1) * At(n)[11 % n] / 0.7, last, 1e-15);
    }

    [Fact]
    public void Jacobians_of_numbers() => CheckColumns(Bundles.PowersJacobian(0.3, 1.2, -0.7, out _, out _, out _, out _), 3, v =>
    {
        Bundles.PowersJvp(0.3, 1.2, -0.7, out _, out _, out _, out _, v[0], v[1], v[2], out var first, out var second, out var third, out var fourth);
        return [first, second, third, fourth];
    });

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Rows_of_returned_arrays(int rows)
    {
        Assert.NotNull(typeof(Bundles).GetMethod("Decays__ReverseBundle"));
        var p = At(9);
        using var pullback = Bundles.DecaysWithPullback(p, rows - 1);
        var jacobian = Bundles.DecaysJacobian(p, rows - 1);
        Assert.Equal((rows - 1, 9), (jacobian.GetLength(0), jacobian.GetLength(1)));
        for (var row = 0; row < rows - 1; row++) CheckRow(jacobian, row, pullback.Gradient(Unit(rows - 1, row)));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Rows_of_what_is_written_after_it_was_read(int rows)
    {
        double[] Start() => [.. At(rows).Select(value => 1 + value)];
        var y = Start();
        var jacobian = Bundles.MixesJacobian(At(9), 0.8, y);
        var written = Start();
        Bundles.Mixes(At(9), 0.8, written);
        Assert.Equal(written, y);
        for (var row = 0; row < rows; row++)
        {
            var (weight, x, by) = (Unit(rows, row), new double[9], 0.0);
            Bundles.MixesVjp(At(9), 0.8, Start(), weight, x, ref by);
            CheckRow(jacobian, row, [.. x, by, .. weight]);
        }
    }

    [Fact]
    public void Rows_of_numbers()
    {
        var jacobian = Bundles.SidesJacobian(0.3, 1.2, -0.7, 2, out _, out _, out _);
        for (var row = 0; row < 3; row++)
        {
            var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0);
            var (first, second, third) = (row == 0 ? 1.0 : 0, row == 1 ? 1.0 : 0, row == 2 ? 1.0 : 0);
            Bundles.SidesVjp(0.3, 1.2, -0.7, 2, out _, out _, out _, ref first, ref second, ref third, ref a, ref b, ref c, ref d);
            CheckRow(jacobian, row, [a, b, c, d]);
        }
    }

    [Fact]
    public void A_Jacobian_by_rows_allocates_itself_and_one_weight_and_gradient_per_number()
    {
        var p = At(9);
        Bundles.DecaysJacobian(p, 7);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Bundles.DecaysJacobian(p, 7);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // The returned array, too.
        Assert.InRange(allocated, 0, (7 * 9 * sizeof(double)) + ((7 + 9) * 4 * sizeof(double)) + (7 * sizeof(double)) + 200);
    }

    [Fact]
    public void A_Jacobian_without_columns_still_delivers_the_outputs()
    {
        var y = new double[2];
        Assert.Equal(new double[3, 0], Bundles.PadsJacobian([], y, out var length));
        Assert.Equal([1, 1, 2], [.. y, length]);
    }

    [Fact]
    public void Written_memory_must_not_overlap_an_input()
    {
        var y = new double[12];
        Assert.Throws<ArgumentException>(() => Bundles.SamplesJacobian(0.7, y.AsSpan(0, 2), y, out _));
    }

    [Fact]
    public void A_Hessian_allocates_itself_and_one_direction_and_product_per_variable()
    {
        var x = At(8);
        Bundles.ValleyHessian(x);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Bundles.ValleyHessian(x);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 0, (8 * 8 * sizeof(double)) + (2 * 8 * 4 * sizeof(double)) + 200);
    }

    private static double[] At(int n) => Values[..n];

    private static double[] Unit(int n, int i)
    {
        var unit = new double[n];
        unit[i] = 1;
        return unit;
    }

    /// <summary>The part up to the diagonal is that of the products; the rest mirrors it.</summary>
    private static void CheckHessian(double[,] hessian, double[] at, Product product)
    {
        Assert.Equal((at.Length, at.Length), (hessian.GetLength(0), hessian.GetLength(1)));
        for (var column = 0; column < at.Length; column++)
        {
            var expected = product(at, Unit(at.Length, column));
            for (var row = 0; row <= column; row++)
            {
                Same(expected[row], hessian[row, column]);
                Same(expected[row], hessian[column, row]);
            }
        }
    }

    // Loops over single elements add up in another order than calls on spans.
    private static void CheckRow(double[,] jacobian, int row, double[] expected) =>
        Assert.All(expected, (partial, column) => Assert.Equal(partial, jacobian[row, column], 1e-14 * Math.Max(1, Math.Abs(partial))));

    private static void CheckColumns(double[,] jacobian, int columns, Func<double[], double[]> along)
    {
        Assert.Equal(columns, jacobian.GetLength(1));
        for (var column = 0; column < columns; column++)
        {
            var expected = along(Unit(columns, column));
            Assert.Equal(expected.Length, jacobian.GetLength(0));
            for (var row = 0; row < expected.Length; row++) Same(expected[row], jacobian[row, column]);
        }
    }

    // Which of two NaN an operation passes on is up to the machine.
    private static void Same(double expected, double actual)
    {
        if (!double.IsNaN(expected) || !double.IsNaN(actual)) Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
    }
}
