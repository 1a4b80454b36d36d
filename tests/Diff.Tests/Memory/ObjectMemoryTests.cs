namespace Diff.Tests.Memory;

/// <summary>
/// Arrays that objects and statics hold, changed between the load and its reversal: by unmarked code, by marked code, through another name. Each product
/// below has the slope of what was loaded, not of what is there at the end.
/// </summary>
public static partial class ObjectMemoryTests
{
    internal sealed partial class Model
    {
        private readonly double[] _weights = [2, 3];

        public double[] Weights => _weights;

        public double[] Field = [2, 3];

        public double[,] Matrix = { { 2 } };

        public double[][] Rows = [[2]];

        public double Scale = 2;

        public void Grow()
        {
            _weights[0] += 5;
            Field[0] += 5;
            Matrix[0, 0] += 5;
            Rows[0][0] += 5;
            Scale += 5;
        }

        [Differentiable]
        internal double OwnArray(double x)
        {
            ReadOnlySpan<double> weights = _weights;
            for (var i = 0; i < 3; i++)
            {
                x *= weights[0] * x;
                _weights[0] = i + 1;
                x += weights[0];
            }

            return x;
        }

        [Differentiable]
        internal double OwnArrayThroughACall(double x)
        {
            var weights = _weights;
            for (var i = 0; i < 3; i++)
            {
                x *= weights[0] * x;
                Grow();
            }

            return x;
        }

        [Differentiable]
        internal double Passed(double x)
        {
            var y = Sum(x);
            Grow();
            return y * Sum(x);
        }

        [Differentiable]
        private double Sum(double x)
        {
            var sum = 0.0;
            foreach (var weight in _weights) sum += weight * x * x;
            return sum;
        }
    }

    private static readonly double[] Table = [2, 3];

    private static void Touch() => Table[0] += 5;

    [Differentiable]
    private static double Touching(double x)
    {
        Touch();
        return x;
    }

    [Differentiable]
    private static double Static(double x)
    {
        var table = Table;
        for (var i = 0; i < 3; i++)
        {
            x *= table[0] * x;
            Touch();
        }

        return x;
    }

    [Differentiable]
    private static double StaticInAMarkedCallee(double x)
    {
        var table = Table;
        var y = table[0] * x * x;
        y *= Touching(x);
        return y * table[0];
    }

    [Differentiable]
    private static double StaticInALoop(double x)
    {
        var y = x;
        for (var i = 0; i < 3; i++)
        {
            y *= Table[0] * x;
            y += Touching(x);
        }

        return y;
    }

    [Differentiable]
    private static double OtherName(Model model, Model same, double x)
    {
        var weights = model.Field;
        for (var i = 0; i < 3; i++)
        {
            x *= weights[0] * x;
            same.Field[0] = i + 1;
            x *= weights[0];
        }

        return x;
    }

    [Differentiable]
    private static double OfMatrixAndRow(Model model, double x)
    {
        var (matrix, row) = (model.Matrix, model.Rows[0]);
        for (var i = 0; i < 3; i++)
        {
            x *= matrix[0, 0] * row[0] * x * model.Scale;
            model.Grow();
        }

        return x;
    }

    [Differentiable]
    private static double Reads(Model model, double x)
    {
        var sum = 0.0;
        foreach (var weight in model.Field) sum += weight * x;
        return sum;
    }

    [Differentiable]
    private static double ReadByACallee(Model model, double x)
    {
        var y = x;
        for (var i = 0; i < 3; i++)
        {
            y *= Reads(model, x);
            model.Field[0] += 5;
        }

        return y;
    }

    [Fact]
    public static void Own_array_written_by_the_method() => Check(model => model.OwnArray, model => model.OwnArrayGradient, model => x => model.OwnArrayJvp(x, 1));

    [Fact]
    public static void Own_array_changed_by_a_call() =>
        Check(model => model.OwnArrayThroughACall, model => model.OwnArrayThroughACallGradient, model => x => model.OwnArrayThroughACallJvp(x, 1));

    [Fact]
    public static void Own_array_changed_between_two_calls() => Check(model => model.Passed, model => model.PassedGradient, model => x => model.PassedJvp(x, 1));

    [Fact]
    public static void Static_array_changed_by_a_call() => Check(_ => Static, _ => StaticGradient, _ => x => StaticJvp(x, 1));

    [Fact]
    public static void Static_array_changed_by_a_marked_callee() =>
        Check(_ => StaticInAMarkedCallee, _ => StaticInAMarkedCalleeGradient, _ => x => StaticInAMarkedCalleeJvp(x, 1));

    [Fact]
    public static void Static_array_changed_by_a_marked_callee_in_a_loop() => Check(_ => StaticInALoop, _ => StaticInALoopGradient, _ => x => StaticInALoopJvp(x, 1));

    [Fact]
    public static void Array_written_through_another_object() =>
        Check(model => x => OtherName(model, model, x), model => x => OtherNameGradient(model, model, x), model => x => OtherNameJvp(model, model, x, 1));

    [Fact]
    public static void Matrix_row_and_number_of_an_object() =>
        Check(model => x => OfMatrixAndRow(model, x), model => x => OfMatrixAndRowGradient(model, x), model => x => OfMatrixAndRowJvp(model, x, 1));

    [Fact]
    public static void Array_that_a_callee_reads() =>
        Check(model => x => ReadByACallee(model, x), model => x => ReadByACalleeGradient(model, x), model => x => ReadByACalleeJvp(model, x, 1));

    [Differentiable]
    private static void Weighted(Model model, ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = model.Field[i] * x[i];
    }

    [Differentiable]
    private static double Scratch([NoGradient] double[] scratch, [NoGradient] double[] table, double x)
    {
        for (var i = 0; i < 3; i++)
        {
            scratch[0] = i;
            x *= table[0] + scratch[0];
        }

        return x;
    }

    [Fact]
    public static void A_written_parameter_that_is_the_array_of_an_object_is_refused()
    {
        var model = new Model();
        var exception = Assert.Throws<ArgumentException>(() => WeightedVjp(model, [1, 2], model.Field, new double[2], new double[2]));
        Assert.Contains("'Field' and 'y' overlap", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static void A_written_constant_that_is_another_parameter_is_refused()
    {
        double[] both = [1];
        var exception = Assert.Throws<ArgumentException>(() => ScratchGradient(both, both, 2));
        Assert.Contains("'scratch' and 'table' overlap", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1 * 2 * 3, ScratchGradient([0], [1], 2));
    }

    /// <summary>Against central differences, which see nothing of what is recorded. All are polynomials of a moderate size, so 1e-6 is ample.</summary>
    private static void Check(Func<Model, Func<double, double>> function, Func<Model, Func<double, double>> gradient, Func<Model, Func<double, (double Value, double Tangent)>> jvp)
    {
        const double At = 0.75, Step = 1e-5;
        var expected = (Run(function, At + Step) - Run(function, At - Step)) / (2 * Step);
        Assert.Equal(1, Run(gradient, At) / expected, 1e-6);
        var (value, tangent) = Run(jvp, At);
        Assert.Equal(Run(function, At), value);
        Assert.Equal(1, tangent / expected, 1e-6);
    }

    private static T Run<T>(Func<Model, Func<double, T>> function, double x)
    {
        (Table[0], Table[1]) = (2, 3);
        return function(new Model())(x);
    }
}
