namespace Diff.Tests.Objects;

/// <summary>Fields that keep values which depend on an independent: marked <c>[NoGradient]</c>, or never read.</summary>
public partial class KeptValueTests
{
    private const double X = 1.5;

    public record struct Pair(double First, double Second);

    public sealed class Log
    {
        [NoGradient] public double Last;

        [NoGradient] public double Shown { get; set; }
    }

    public sealed partial class Memo
    {
        private static double s_worst;
        private double _sum;
        [NoGradient] private double _memo;
        [NoGradient] private Pair _pair;

        public double[] History { get; } = new double[3];

        [NoGradient] public double[] Values = new double[3];
        [NoGradient] public double[][] Rows = [[1, 2], [3]];

        public double Kept => _memo;

        [Differentiable(Order = 2)]
        public double Cube(double x)
        {
            _memo = x * x;
            Values[1] = x;
            Values[1] += x * x;
            _sum += x;
            _sum++;
            s_worst = x * x * x;
            return x * x * x;
        }

        [Differentiable(Order = 2)]
        public double ReadBack(double x)
        {
            _memo = x * x;
            _pair = new Pair(x, 2 * x);
            Rows[0][1] = _pair.Second;
            return x * x * _memo * Rows[0][1];
        }

        [Differentiable(Order = 2)]
        public double Assigned(double x, Log log)
        {
            double y, z;
            (_sum, y) = (x, x * x);
            z = log.Last = y * x;
            for (var i = 0; i < 3; i++) log.Shown += z;
            return z * log.Shown;
        }
    }

    [Differentiable]
    public sealed partial class Model
    {
        private double _weight = 2;
        [NoGradient] private double _kept;
        [NoGradient] private readonly double[] _values = new double[2];

        [NoGradient]
        private void Keep(double x) => _kept = x;

        public double Assigning(double x)
        {
            _kept = _weight * x;
            _values[0] = _kept * x;
            return _weight * x * x;
        }

        public double Calling(double x)
        {
            Keep(_weight * x);
            return _weight * x * x;
        }
    }

    private static void Agrees(double first, double second, Func<double> gradient, Func<double> tangent, Func<double> hessian)
    {
        Assert.Equal(first, gradient(), 12);
        Assert.Equal(first, tangent(), 12);
        Assert.Equal(second, hessian(), 12);
    }

    [Fact]
    public void What_is_kept_and_not_read_changes_no_derivative()
    {
        var memo = new Memo();
        Agrees(3 * X * X, 6 * X, () => memo.CubeGradient(X), () => memo.CubeJvp(X, 1).Tangent, () => memo.CubeHessian(X)[0, 0]);
        Assert.Equal(X * X, memo.Kept);
        Assert.Equal(X + X * X, memo.Values[1]);
    }

    [Fact]
    public void What_is_read_back_from_a_field_without_gradient_is_a_constant()
    {
        var memo = new Memo();
        var constant = X * X * 2 * X;
        Agrees(2 * X * constant, 2 * constant, () => memo.ReadBackGradient(X), () => memo.ReadBackJvp(X, 1).Tangent,
            () => memo.ReadBackHessian(X)[0, 0]);
    }

    [Fact]
    public void The_value_of_an_assignment_keeps_its_derivative() => Agrees(3 * X * X * 3 * X * X * X, 6 * X * 3 * X * X * X,
        () => new Memo().AssignedGradient(X, new()), () => new Memo().AssignedJvp(X, new(), 1).Tangent,
        () => new Memo().AssignedHvp(X, new(), 1));

    [Fact]
    public void Objects_that_are_differentiated_keep_values_too()
    {
        var (of, slope) = new Model().AssigningGradient(X);
        Assert.Equal((X * X, 4 * X), (of.Weight, slope));
        (of, slope) = new Model().CallingGradient(X);
        Assert.Equal((X * X, 4 * X), (of.Weight, slope));
        var tangent = ModelGradient.Zero(new());
        tangent.Weight = 1;
        Assert.Equal(X * X, new Model().CallingJvp(X, tangent, 0).Tangent);
    }
}
