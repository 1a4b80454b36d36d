namespace Diff.Tests.Kernels;

/// <summary>Objects of differentiable classes whose constructors compute, and whose fields change after that.</summary>
public static partial class ComputingConstructors
{
    [Differentiable]
    public sealed partial class Squared
    {
        private readonly double _square;

        public Squared(double value) => _square = value * value;

        public double At(double x) => _square * x;
    }

    [Differentiable]
    public sealed partial class Assigned
    {
        private double _value;

        public Assigned(double value)
        {
            value = Math.Abs(value);
            var twice = 2 * value;
            if (twice > 1) Value = twice;
            Initialize(value);
        }

        public double Offset { get; private set; } = 3;

        public double Value
        {
            get => _value;
            set => _value = value + Offset;
        }

        public void Shift() => Offset *= _value;

        public double At(double x) => _value * x + Offset;

        private void Initialize(double value) => Offset += value;
    }

    [Differentiable]
    public sealed partial class Held
    {
        private readonly double[] _values;

        public Held(double[] values) => _values = values;

        public double At(double x) => _values[0] * x + _values[1];
    }

    [Differentiable]
    public static double Square(double[] x) => new Squared(x[0]).At(x[1]);

    [Differentiable]
    public static double Setter_and_method(double[] x)
    {
        var assigned = new Assigned(x[0]);
        assigned.Shift();
        assigned.Value = 2;
        return assigned.At(x[1]) * new Assigned(0.1 * x[2]).At(x[3]);
    }

    [Differentiable]
    public static double Replaced_array(double[] x)
    {
        var held = new Held(x);
        if (x[0] > 0) held = new Held([x[2], x[0]]);
        return held.At(x[0]);
    }

    [Differentiable]
    public static double Unmarked_helper(double[] x)
    {
        var assigned = new Assigned(x[0]);
        return Product(assigned, new Assigned(x[1]));
    }

    private static double Product(Assigned left, Assigned right) => left.Value * right.Value;
}
