namespace Diff.Tests.SecondOrder;

public class MemoryTests
{
    private static readonly double[][] Points = [[0.7, 1.3, -0.4, 2.1, 0.9], [0.4, 0.6, 0.3, 0.55, 0.8], [1.2, -0.7, 0.9, 0.4, -1.1]];

    [Fact]
    public void Loops_over_spans() =>
        SecondDerivatives.Check(x => Memories.ChainGradient(x), (x, v) => Memories.ChainHvp(x, v), x => Memories.ChainHessian(x), Points);

    [Fact]
    public void Arrays_that_change_places() => Check(
        (x, a) => Memories.HeatGradient(x, a, 4), (x, a, v, w) => Memories.HeatHvp(x, a, 4, v, w), (x, a) => Memories.HeatHessian(x, a, 4));

    [Fact]
    public void Overwritten_elements_and_early_exits() => Check(Memories.OverwritesGradient, (x, a, v, w) => Memories.OverwritesHvp(x, a, v, w), Memories.OverwritesHessian);

    [Fact]
    public void Scratch_that_callees_read_and_write() => Check(Memories.ReusesScratchGradient, (x, a, v, w) => Memories.ReusesScratchHvp(x, a, v, w), Memories.ReusesScratchHessian);

    [Fact]
    public void Arrays_from_callees() => Check(Memories.PassesArraysGradient, (x, a, v, w) => Memories.PassesArraysHvp(x, a, v, w), Memories.PassesArraysHessian);

    [Fact]
    public void Arrays_from_callees_that_are_overwritten_and_returned() => Check(
        Memories.PassesOnWhatACallReturnedGradient, (x, a, v, w) => Memories.PassesOnWhatACallReturnedHvp(x, a, v, w), Memories.PassesOnWhatACallReturnedHessian);

    [Fact]
    public void Recursion_over_arrays() => Check(
        (x, a) => Memories.HalvesGradient(x, a, 0, 4), (x, a, v, w) => Memories.HalvesHvp(x, a, 0, 4, v, w), (x, a) => Memories.HalvesHessian(x, a, 0, 4));

    [Fact]
    public void While_loops_over_arrays() => Check(Memories.WhileConvergingGradient, (x, a, v, w) => Memories.WhileConvergingHvp(x, a, v, w), Memories.WhileConvergingHessian);

    [Fact]
    public void Names_that_generated_code_might_take() =>
        Assert.Equal(new double[,] { { 6, 0, 0, 4 }, { 0, 0, 0, 1 }, { 0, 0, 6, 8 }, { 4, 1, 8, 0 } }, Memories.RowsHessian([[2, 5], [4]], 3));

    [Fact]
    public void Generic_methods_with_other_numbers() =>
        Assert.Equal(new float[,] { { 3 * 5 * 2, 2 * 2 * 5, 2 * 2 * 3 }, { 2 * 2 * 5, 0, 4 }, { 2 * 2 * 3, 4, 0 } }, Memories.MixedHessian(2f, 3, [5]));

    [Fact]
    public void Generic_methods() => Check(
        (x, a) => Memories.GenericGradient<double>(x, a), (x, a, v, w) => Memories.GenericHvp<double>(x, a, v, w), (x, a) => Memories.GenericHessian<double>(x, a));

    [Fact]
    public void Instance_methods() => Check(
        (x, a) => Swap(new Spring(1.7).EnergyGradient(a, x)), (x, a, v, w) => Swap(new Spring(1.7).EnergyHvp(a, x, w, v)), (x, a) => Rotate(new Spring(1.7).EnergyHessian(a, x)));

    [Fact]
    public void Matrices_and_jagged_arrays() => SecondDerivatives.Check(
        p => Flat(Memories.TableGradient(Matrix(p, 0), Rows(p, 4), [0.3, -1.2])),
        (p, v) => Flat(Memories.TableHvp(Matrix(p, 0), Rows(p, 4), [0.3, -1.2], Matrix(v, 0), Rows(v, 4))),
        p => Memories.TableHessian(Matrix(p, 0), Rows(p, 4), [0.3, -1.2]),
        [0.1, 0.2, -0.3, 0.4, 0.5, 0.6, 0.7, -0.8]);

    [Fact]
    public void Constants_that_are_recorded()
    {
        double[] data = [0.3, -0.2, 0.9];
        SecondDerivatives.Check(
            p => [Memories.ConstantsGradient(1.7, p[0], data, [2])], (p, v) => [Memories.ConstantsHvp(1.7, p[0], data, [2], v[0])],
            p => Memories.ConstantsHessian(1.7, p[0], data, [2]), [0.4], [-1.1]);
        SecondDerivatives.Check(
            p => Pair(Memories.CallsConstantsGradient(p[0], p[1], data)), (p, v) => Pair(Memories.CallsConstantsHvp(p[0], p[1], data, v[0], v[1])),
            p => Memories.CallsConstantsHessian(p[0], p[1], data), [0.4, 0.3], [-1.1, 0.2]);
    }

    private static double[] Pair((double X, double Y) gradient) => [gradient.X, gradient.Y];

    [Fact]
    public void Single_precision() => Assert.Equal(new double[,] { { 0, 4, 3 }, { 4, 0, 2 }, { 3, 2, 0 } }, Memories.SingleHessian([2, 3, 4]));

    [Fact]
    public void Products_into_buffers_of_the_caller_allocate_nothing()
    {
        double[] x = [0.7, 1.3, -0.4, 2.1, 0.9], v = [1, 2, 3, 4, 5], product = new double[5];
        Memories.ReusesScratchHvp(x, 0.3, v, 1, product, out _);
        Memories.ChainHvp(x, v, product);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Memories.ChainHvp(x, v, product);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Products_through_calls_with_matrices_and_jagged_arrays_allocate_nothing()
    {
        double[,] m = { { 0.3, 0.8 }, { 1.4, 2.2 } }, mDirection = { { 1, 2 }, { 3, 4 } }, mProduct = new double[2, 2], hessian = new double[7, 7];
        double[][] rows = [[0.3], [1.4, -0.5]], rowsDirection = [[1], [2, 3]], rowsProduct = [[0], [0, 0]];
        for (var i = 0; i < 2; i++) Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Run()
        {
            Memories.PassesTablesHvp(m, rows, mDirection, rowsDirection, mProduct, rowsProduct);
            Memories.PassesTablesHessian(m, rows, hessian);
        }
    }

    [Fact]
    public void Calls_with_matrices_and_jagged_arrays() => SecondDerivatives.Check(
        p => Flat(Memories.PassesTablesGradient(Matrix(p, 0), Rows(p, 4))),
        (p, v) => Flat(Memories.PassesTablesHvp(Matrix(p, 0), Rows(p, 4), Matrix(v, 0), Rows(v, 4))),
        p => Memories.PassesTablesHessian(Matrix(p, 0), Rows(p, 4)),
        [0.1, 0.2, -0.3, 0.4, 0.5, 0.6, 0.7, -0.8]);

    [Fact]
    public void The_product_is_overwritten()
    {
        double[] x = [0.7, 1.3], v = [1, 2], product = [1e9, 1e9];
        Memories.ChainHvp(x, v, product);
        Assert.Equal(Memories.ChainHvp(x, v), product);
    }

    [Fact]
    public void Buffers_of_another_length_and_overlapping_buffers_are_refused()
    {
        double[] x = [0.7, 1.3];
        Assert.Equal("xDirection", Assert.Throws<ArgumentException>(() => Memories.ChainHvp(x, new double[3])).ParamName);
        Assert.Equal("xProduct", Assert.Throws<ArgumentException>(() => Memories.ChainHvp(x, x, new double[3])).ParamName);
        Assert.Equal("xProduct", Assert.Throws<ArgumentException>(() => Memories.ChainHvp(x, x, x)).ParamName);
    }

    private static void Check(
        Func<double[], double, (double[], double)> gradient, Func<double[], double, double[], double, (double[], double)> product, Func<double[], double, double[,]> hessian) =>
        SecondDerivatives.Check(
            p => Flat(gradient(p[..5], p[5])), (p, v) => Flat(product(p[..5], p[5], v[..5], v[5])), p => hessian(p[..5], p[5]),
            [.. Points.SelectMany(point => new double[][] { [.. point, 0.9], [.. point, -0.6] })]);

    private static double[] Flat((double[] X, double A) gradient) => [.. gradient.X, gradient.A];

    private static (double[], double) Swap((double, double[]) gradient) => (gradient.Item2, gradient.Item1);

    // The instance method has its scalar first.
    private static double[,] Rotate(double[,] hessian)
    {
        var n = hessian.GetLength(0);
        var rotated = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) rotated[i, j] = hessian[(i + 1) % n, (j + 1) % n];
        return rotated;
    }

    private static double[] Flat((double[,] M, double[][] Rows) gradient) => [.. gradient.M.Cast<double>(), .. gradient.Rows.SelectMany(row => row)];

    private static double[,] Matrix(double[] p, int at) => new[,] { { p[at], p[at + 1] }, { p[at + 2], p[at + 3] } };

    private static double[][] Rows(double[] p, int at) => [[p[at], p[at + 1]], [p[at + 2], p[at + 3]]];
}
