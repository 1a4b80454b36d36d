namespace Diff.Tests.Kernels;

/// <summary>Objects of differentiable classes that derive from each other, and other names of objects.</summary>
public static partial class Hierarchies
{
    [Differentiable]
    public abstract partial class Curve
    {
        private readonly double _gain;

        protected Curve(double gain)
        {
            ArgumentOutOfRangeException.ThrowIfEqual(gain, 12345);
            _gain = gain;
        }

        public double Offset { get; init; } = 0.25;

        protected double Shape(double s) => Math.Tanh(_gain * s) + Offset * s * s;

        public double Gain => _gain * _gain;
    }

    [Differentiable]
    public partial class Wave : Curve
    {
        public readonly double Frequency;

        public Wave(double frequency, double gain)
            : base(gain) => Frequency = frequency;

        public double At(double x) => Shape(Math.Sin(Frequency * x)) + Gain;
    }

    [Differentiable]
    public sealed partial class Damped(double damping, double frequency) : Wave(frequency, damping)
    {
        private readonly double _damping = damping;

        public double Later(double x) => Math.Exp(-_damping * x) * At(x) + Frequency * Offset;
    }

    [Differentiable]
    public abstract partial record Figure(double Size)
    {
        public double Scaled(double x) => Size * x * x;
    }

    [Differentiable]
    public sealed partial record Ring(double Size, double Hole) : Figure(Size)
    {
        public double Area => Scaled(1 + Size) - Scaled(Hole);
    }

    [Differentiable]
    public static double Both(Curve curve, Wave wave, double x) => wave.At(x) * curve.Gain + curve.Offset;

    [Differentiable]
    public static double MadeOfTwoClasses(double[] x) => new Wave(x[0], x[1]).At(x[2]) + new Ring(x[3], x[4]).Area;

    [Differentiable]
    public static double MadeOfThreeClasses(double[] x)
    {
        var damped = new Damped(x[0], x[1]) { Offset = x[2] };
        return damped.Later(x[3]) * damped.Gain + damped.Offset;
    }

    [Differentiable]
    public static double PassedAsItsBaseClass(double[] x)
    {
        var wave = new Wave(x[0] * x[1], 1.5 + x[2]) { Offset = x[3] };
        return Both(wave, new Damped(x[4], x[5]), x[6]) + Both(wave, wave, x[7]);
    }

    [Differentiable]
    public static double OtherNames(double[] x)
    {
        var damped = new Damped(x[0], x[1]) { Offset = x[2] };
        Wave wave = damped;
        Curve curve = wave;
        var sum = curve.Gain;
        for (var i = 3; i < 6; i++)
        {
            var same = wave;
            sum += same.At(x[i]) * damped.Offset;
            if (sum > 0.5) sum *= curve.Offset;
        }

        return sum + damped.Later(x[6]);
    }
}
