namespace Diff.Tests.Memory;

/// <summary>Two arrays that have changed places are two results, whichever of them each name denotes in the end.</summary>
public static partial class ExchangedResultTests
{
    // Central differences of these functions, which stay near 1, are right to about 1e-9.
    private const double Differencing = 1e-8;

    private static readonly double[] X = [0.31, 0.72, -0.4];

    private delegate (double[] First, double[] Second) Primal(double[] x, int steps);

    private delegate (double[] First, double[] Second) Reverse(double[] x, int steps, (double[], double[]) weight, Span<double> xGradient);

    private delegate ((double[] First, double[] Second) Value, (double[] First, double[] Second) Tangent) Forward(
        double[] x, int steps, ReadOnlySpan<double> xTangent);

    private delegate (double[][] A, double[][] B) ReverseOfRows(double[] x, int steps, (double[][], double[][]) weight, Span<double> xGradient);

    private delegate ((double[][] A, double[][] B) Value, (double[][] A, double[][] B) Tangent) ForwardOfRows(
        double[] x, int steps, ReadOnlySpan<double> xTangent);

    public static TheoryData<string, int> Cases { get; } = new(
        from name in new[]
        {
            nameof(ExchangedResults.Leapfrog), nameof(ExchangedResults.ByAThirdVariable), nameof(ExchangedResults.InTurn),
            nameof(ExchangedResults.LeftEarly), nameof(ExchangedResults.InInnerLoops), nameof(ExchangedResults.NewInEachStep),
            nameof(ExchangedResults.OfMethods), nameof(ExchangedResults.Recursive), nameof(ExchangedResults.InStructs),
            nameof(ExchangedResults.OneIsSummed),
        }
        from steps in Enumerable.Range(0, 5)
        select (name, steps));

    [Theory]
    [MemberData(nameof(Cases))]
    public static void Both_modes_agree_with_differences(string name, int steps)
    {
        var primal = Member<Primal>(name, "");
        var expected = Differences.Jacobian(X, p => Flat(primal(p, steps)));
        var jacobian = Member<Func<double[], int, double[,]>>(name, "Jacobian")(X, steps);
        Same(expected, jacobian, Differencing);

        var value = primal(X, steps);
        double[] weights = [.. Flat(value).Select((_, i) => Math.Sin(1 + 2.3 * i))];
        var gradient = new double[X.Length];
        var same = Member<Reverse>(name, "Vjp")(X, steps, (weights[..value.First.Length], weights[value.First.Length..]), gradient);
        Assert.Equal(Flat(value), Flat(same));
        double[] direction = [1, -0.5, 2];
        var forward = Member<Forward>(name, "Jvp")(X, steps, direction);
        Assert.Equal(Flat(value), Flat(forward.Value));
        Assert.Equal(Dot(weights, Flat(forward.Tangent)), Dot(gradient, direction), 12);
        for (var column = 0; column < X.Length; column++)
            Assert.Equal(weights.Select((weight, row) => weight * jacobian[row, column]).Sum(), gradient[column], 12);
    }

    [Fact]
    public static void A_pullback_takes_weights_of_both_as_often_as_wanted()
    {
        using var pullback = ExchangedResults.LeapfrogWithPullback(X, 3);
        var (first, second) = (pullback.Gradient(([1, 0, 0], [0, 0, 2])), pullback.Gradient(([1, 0, 0], [0, 0, 2])));
        Assert.Equal(first, second);
        var jacobian = ExchangedResults.LeapfrogJacobian(X, 3);
        for (var column = 0; column < X.Length; column++) Assert.Equal(jacobian[0, column] + 2 * jacobian[5, column], first[column], 12);
    }

    [Fact]
    public static void Matrices_change_places_too()
    {
        for (var steps = 0; steps < 4; steps++)
        {
            var trips = steps;
            Same(
                Differences.Jacobian(X, p => ExchangedResults.Matrices(p, trips) is var (a, b) ? [.. a.Cast<double>(), .. b.Cast<double>()] : []),
                ExchangedResults.MatricesJacobian(X, steps), Differencing);
        }
    }

    [Theory]
    [InlineData(nameof(ExchangedResults.Tables))]
    [InlineData(nameof(ExchangedResults.TablesWithNewRows))]
    public static void Jagged_arrays_change_places_too(string name)
    {
        for (var steps = 0; steps < 4; steps++)
        {
            var trips = steps;
            var primal = Member<Func<double[], int, (double[][] A, double[][] B)>>(name, "");
            Same(Differences.Jacobian(X, p => FlatRows(primal(p, trips))), Member<Func<double[], int, double[,]>>(name, "Jacobian")(X, steps), Differencing);
            var weight = primal(X, steps);
            var gradient = new double[X.Length];
            Assert.Equal(FlatRows(weight), FlatRows(Member<ReverseOfRows>(name, "Vjp")(X, steps, weight, gradient)));
            double[] direction = [1, -0.5, 2];
            Assert.Equal(Dot(FlatRows(weight), FlatRows(Member<ForwardOfRows>(name, "Jvp")(X, steps, direction).Tangent)), Dot(gradient, direction), 11);
        }
    }

    [Differentiable(Order = 2)]
    private static double CallerOfTables(double[] x, int steps)
    {
        var (a, b) = ExchangedResults.Tables(x, steps);
        b[0][1] += a[1][0] * x[1];
        var (c, d) = ExchangedResults.TablesWithNewRows(b[0].Append(x[2]).ToArray(), steps);
        (a, c) = (c, a);
        return a[0][0] * c[0][1] + d[1][0] * b[0][0] * b[0][1];
    }

    [Fact]
    public static void Callers_of_exchanged_jagged_arrays_have_first_and_second_derivatives()
    {
        GradientCheck.Verify(CallerOfTablesGradient(X, 3), p => CallerOfTables(p, 3), X);
        Same(Differences.Jacobian(X, p => CallerOfTablesGradient(p, 3)), CallerOfTablesHessian(X, 3), Differencing * 10);
    }

    [Fact]
    public static void A_row_of_both_results_cannot_be_weighted_apart()
    {
        double[][] Zeros() => [[0, 0], [0, 0]];
        ExchangedResults.TablesWithARowInCommonVjp(X, 0, (Zeros(), Zeros()), new double[3]);
        var error = Assert.Throws<NotSupportedException>(() => ExchangedResults.TablesWithARowInCommonVjp(X, 1, (Zeros(), Zeros()), new double[3]));
        Assert.Contains("return a copy of it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static void A_parameter_may_be_one_of_the_two()
    {
        // 2, 3 and 4 times what was there before.
        double[] x = [1.5, 2.5], xWeight = [0, 1000];
        var (a, b) = ExchangedResults.WithItsParameterVjp(x, 3, ([1, 0], [0, 100]), xWeight);
        Assert.Equal([36, 60], a);
        Assert.Equal([9, 15], b);
        Assert.Equal([9, 15], x);
        Assert.Equal([24, 6 * 1100], xWeight);
        double[] y = [1.5, 2.5], yTangent = [1, 0];
        var (first, second) = ExchangedResults.WithItsParameterJvp(y, 3, yTangent).Tangent;
        Assert.Equal([24, 0], first);
        Assert.Equal([6, 0], second);
        Assert.Equal([6, 0], yTangent);
    }

    [Differentiable(Order = 2)]
    private static double Caller(double[] x, int steps)
    {
        var total = 0.0;
        for (var k = 1; k <= 2; k++)
        {
            var (a, b) = Both(x, steps, k);
            b[0] += a[1];
            var (c, d) = ExchangedResults.LeftEarly(b, steps);
            for (var i = 0; i < x.Length; i++) total += k * a[i] * c[i] - d[i] * b[i] * (i + 1);
        }

        return total;
    }

    [Differentiable(Order = 2)]
    private static (double[] A, double[] B) Both(double[] x, int steps, int which) =>
        which == 1 ? ExchangedResults.InInnerLoops(x, steps) : ExchangedResults.InTurn(x, steps);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public static void Callers_have_first_and_second_derivatives(int steps)
    {
        var gradient = CallerGradient(X, steps);
        GradientCheck.Verify(gradient, p => Caller(p, steps), X);
        double[] direction = [1, -0.5, 2];
        Assert.Equal(Dot(gradient, direction), CallerJvp(X, steps, direction).Tangent, 12);
        var hessian = CallerHessian(X, steps);
        Same(Differences.Jacobian(X, p => CallerGradient(p, steps)), hessian, Differencing * 10);
        var product = CallerHvp(X, steps, direction);
        for (var row = 0; row < X.Length; row++)
            Assert.Equal(direction.Select((part, column) => hessian[row, column] * part).Sum(), product[row], 11);
    }

    private static T Member<T>(string name, string suffix)
        where T : Delegate
    {
        Type[] parameters = [.. typeof(T).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType)];
        return typeof(ExchangedResults).GetMethod(name + suffix, parameters)!.CreateDelegate<T>();
    }

    private static double[] Flat((double[] First, double[] Second) pair) => [.. pair.First, .. pair.Second];

    private static double[] FlatRows((double[][] A, double[][] B) pair) => [.. pair.A.SelectMany(row => row), .. pair.B.SelectMany(row => row)];

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();

    private static void Same(double[,] expected, double[,] actual, double tolerance)
    {
        Assert.Equal((expected.GetLength(0), expected.GetLength(1)), (actual.GetLength(0), actual.GetLength(1)));
        Assert.All(expected.Cast<double>().Zip(actual.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, tolerance * Math.Max(1, Math.Abs(pair.First))));
    }
}
