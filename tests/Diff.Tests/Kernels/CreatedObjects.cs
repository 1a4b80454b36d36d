namespace Diff.Tests.Kernels;

/// <summary>Objects of differentiable classes that a method makes and keeps to itself.</summary>
public static partial class CreatedObjects
{
    [Differentiable]
    public sealed partial class Normal
    {
        private readonly double _deviation;

        public Normal(double mean, double deviation)
        {
            if (double.IsNaN(deviation)) throw new ArgumentException($"{deviation} is no deviation");
            Mean = mean;
            _deviation = deviation;
            Name = mean > 0 ? "right" : "left";
        }

        public double Mean { get; }

        public string Name { get; set; }

        public double Weight { get; init; } = 0.5;

        public double Variance => _deviation * _deviation;

        public double Density(double x)
        {
            var z = (x - Mean) / _deviation;
            return Weight * Math.Exp(-0.5 * z * z) / _deviation;
        }
    }

    [Differentiable]
    public sealed partial record Line(double Slope, double Offset)
    {
        public double At(double x) => Slope * x + Offset;
    }

    [Differentiable]
    public sealed partial class Matrix
    {
        private readonly double[] _data;
        private readonly int _columns;

        public Matrix(double[] data, int columns) => (_data, _columns) = (data, columns);

        public double At(int row, int column) => _data[row * _columns + column];

        public double Trace()
        {
            var sum = 0.0;
            for (var i = 0; i < _columns; i++) sum += At(i, i);
            return sum;
        }

        public void Times(ReadOnlySpan<double> x, Span<double> y)
        {
            for (var i = 0; i < y.Length; i++)
            {
                y[i] = 0;
                for (var j = 0; j < _columns; j++) y[i] += At(i, j) * x[j];
            }
        }
    }

    [Differentiable]
    public static double LogDensity(Normal normal, double x) => Math.Log(normal.Density(x)) * normal.Mean;

    [Differentiable]
    public static double UsedAtOnce(double[] x) => new Normal(x[0], 1 + x[1] * x[1]).Density(x[2]) + new Line(Offset: x[3], Slope: x[4]).At(x[5]) * LogDensity(new Normal(x[6], deviation: 2), 0.3);

    [Differentiable]
    public static double HeldByALocal(double[] x)
    {
        var normal = new Normal(x[0] * x[1], 1.5 + x[2]) { Weight = x[3] };
        return LogDensity(normal, x[4]) + normal.Variance * normal.Mean + normal.Name.Length * normal.Weight;
    }

    [Differentiable]
    public static double ReplacedInALoop(double[] x)
    {
        var sum = 0.0;
        Normal normal = new(x[0], 2);
        for (var i = 0; i < 6; i++)
        {
            if (sum > 0.4) normal = new Normal(x[i] * sum, 1.7 + x[i + 1]);
            else normal = new(normal.Mean + x[i], 1.5);
            sum += normal.Density(x[i]);
            if (sum > 1.3) break;
        }

        return sum * normal.Mean;
    }

    [Differentiable]
    public static double HoldsAnArray(double[] x)
    {
        var data = new double[4];
        for (var i = 0; i < 4; i++) data[i] = x[i] * x[i + 1];
        var matrix = new Matrix(data, 2);
        var y = new double[2];
        for (var step = 0; step < 3; step++)
        {
            matrix.Times([Math.Sin(y[1] + x[4]), y[0] - x[5]], y);
            var line = new Line(y[0], matrix.Trace());
            y[1] *= line.At(x[6]);
        }

        return y[0] * y[1] + matrix.At(1, 0);
    }

    [Differentiable]
    public static double HeldParameter(double[] weights, double t)
    {
        var matrix = new Matrix(weights, 2);
        var y = new double[2];
        matrix.Times([t, t * t], y);
        return y[0] * y[1] + matrix.Trace();
    }

    [Differentiable]
    public static double ArgumentChangesAfterwards(double[] x)
    {
        double[] weights = [x[0], x[1], x[2], x[3]];
        var sum = 0.0;
        for (var k = 0; k < 4; k++)
        {
            sum += HeldParameter(weights, 0.3 * x[4 + k]);
            weights[k] = Math.Sin(sum);
            weights[0] *= x[k];
        }

        return sum;
    }
}
