namespace Diff.Tests.Kernels;

/// <summary>Calls whose body is chosen at run time.</summary>
public static partial class Dispatching
{
    private static readonly IDynamics[] Systems = [new Pendulum(), new Decay(0.3), new Forced(0.7)];

    private static readonly Layer[] Layers = [new Scale(1.1), new Bend(), new Shifted(0.4), new Bend()];

    [Differentiable]
    public static double Integrate(double[] x)
    {
        var state = x.AsSpan().ToArray();
        var slope = new double[state.Length];
        for (var step = 0; step < 6; step++)
        {
            Systems[step % Systems.Length].Slopes(0.1 * step, state, slope);
            for (var i = 0; i < state.Length; i++) state[i] += 0.1 * slope[i];
        }

        var sum = 0.0;
        foreach (var s in state) sum += s * s * s;
        return sum;
    }

    [Differentiable]
    public static double Network(double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var y = x[i];
            foreach (var layer in Layers) y = layer.Apply(y, x[0]) + 0.1 * y;
            sum += y * x[^1];
        }

        return sum;
    }

    [Differentiable]
    public static double InPlace(double[] x)
    {
        var y = x.AsSpan().ToArray();
        for (var k = 0; k < 3; k++)
            foreach (var layer in Layers)
                if (layer.ApplyAll(y, x[k]) > 0) y[k] *= 1.5;
        return y[0] * y[1] + y[7];
    }

    [Differentiable]
    public static double Generic(double[] x) =>
        Integral(new Parabola(2), x[0], x[1], 4) * Integral(Gradient.Detach(new Sine { Frequency = 1.3 }), x[2], x[3], 5) + Integral<Scale>(new(0.8), x[4], x[5], 3);

    [Differentiable]
    private static double Integral<TCurve>(TCurve curve, double from, double to, int count)
        where TCurve : ICurve
    {
        var sum = 0.0;
        var (width, at) = ((to - from) / count, from);
        for (var i = 0; i < count; i++)
        {
            sum += curve.At(at) * width;
            at += width * (1 + 0.1 * curve.At(width));
        }

        return sum;
    }

    [Differentiable]
    public static double StaticAbstract(double[] x) => Energy<Parabola>(x[0], x[1]) - Energy<Sine>(x[2], x[3]) * x[0];

    [Differentiable]
    private static double Energy<TLaw>(double position, double speed)
        where TLaw : ILaw<double>
    {
        for (var i = 0; i < 4; i++)
        {
            var (force, loss) = TLaw.Force(position, speed);
            speed += 0.2 * (force - loss);
            position += 0.2 * speed;
        }

        return position * position + speed;
    }

    [Differentiable]
    public static double Defaults(double[] x)
    {
        ICurve[] curves = [new Parabola(3), new Sine { Frequency = 0.5 }, new Scale(1.2)];
        var sum = 1.0;
        foreach (var curve in curves) sum *= curve.Slope(x[0], x[1]) + curve.At(x[2]);
        return sum;
    }

    [Differentiable]
    public static double Recursive(double[] x) => new Branch(new Branch(new Leaf(2), new Leaf(3)), new Leaf(5)).Value(x[0], x);
}

public partial interface IDynamics
{
    /// <summary>Both arrays may be written: the method returns nothing.</summary>
    [Differentiable]
    void Slopes(double t, double[] state, Span<double> slopes);
}

public sealed partial class Pendulum : IDynamics
{
    [Differentiable]
    public void Slopes(double t, double[] state, Span<double> slopes)
    {
        for (var i = 0; i + 1 < state.Length; i += 2)
        {
            slopes[i] = state[i + 1];
            slopes[i + 1] = -Math.Sin(state[i]);
        }
    }
}

public partial record Decay(double Rate) : IDynamics
{
    [Differentiable]
    public virtual void Slopes(double t, double[] state, Span<double> slopes)
    {
        for (var i = 0; i < state.Length; i++) slopes[i] = -Rate * state[i] * state[i];
    }
}

public partial record Forced(double Strength) : Decay(0.1)
{
    [Differentiable]
    public override void Slopes(double t, double[] state, Span<double> slopes)
    {
        base.Slopes(t, state, slopes);
        for (var i = 0; i < slopes.Length; i++) slopes[i] += Strength * Math.Cos(state[i] + t);
        state[0] *= 1.1;
    }
}

public abstract partial class Layer
{
    [Differentiable]
    public abstract double Apply(double x, double weight);

    [Differentiable]
    public virtual double ApplyAll(Span<double> x, double weight)
    {
        for (var i = 0; i < x.Length; i++) x[i] = Apply(x[i], weight);
        return weight;
    }
}

public partial class Scale(double factor) : Layer, ICurve
{
    [Differentiable]
    public override double Apply(double x, double weight) => factor * x * weight;

    [Differentiable]
    public double At(double x) => factor * x * x;
}

public sealed partial class Shifted(double shift) : Scale(2)
{
    [Differentiable]
    public sealed override double Apply(double x, double weight) => base.Apply(x + shift, weight) / 3;

    [Differentiable]
    public override double ApplyAll(Span<double> x, double weight)
    {
        var sum = base.ApplyAll(x[1..], weight) + 0.5;
        foreach (var y in x) sum += y * shift;
        return sum;
    }
}

public sealed partial class Bend : Layer
{
    [Differentiable]
    public override double Apply(double x, double weight) => Math.Tanh(x + weight);
}

public partial interface ICurve
{
    [Differentiable]
    double At(double x);

    [Differentiable]
    double Slope(double x, double width)
    {
        var sum = 0.0;
        for (var k = 1; k < 3; k++) sum += (At(x + k * width) - At(x - k * width)) / k;
        return sum;
    }
}

public partial interface ILaw<T>
    where T : System.Numerics.IFloatingPointIeee754<T>
{
    [Differentiable]
    static abstract (T Force, T Loss) Force(T position, T speed);
}

public readonly partial struct Parabola(int power) : ICurve, ILaw<double>
{
    [Differentiable]
    public double At(double x) => power * x * x;

    [Differentiable]
    public static (double Force, double Loss) Force(double position, double speed) => (-position, 0.1 * speed * speed);
}

public partial struct Sine : ICurve, ILaw<double>
{
    public double Frequency { get; init; }

    [Differentiable]
    public readonly double At(double x) => Math.Sin(Frequency * x);

    [Differentiable]
    public readonly double Slope(double x, double width) => Frequency * Math.Cos(Frequency * x) * width;

    [Differentiable]
    public static (double Force, double Loss) Force(double position, double speed)
    {
        var force = -Math.Sin(position);
        return (force, speed > 0 ? force * speed : 0);
    }
}

public abstract partial class Node
{
    [Differentiable]
    public abstract double Value(double x, double[] w);
}

public sealed partial class Leaf(int index) : Node
{
    [Differentiable]
    public override double Value(double x, double[] w) => w[index] * x;
}

public sealed partial class Branch(Node left, Node right) : Node
{
    [Differentiable]
    public override double Value(double x, double[] w)
    {
        var y = left.Value(x, w);
        return y > 0 ? Math.Exp(-y) + right.Value(y * x, w) : right.Value(x + y, w) * y;
    }
}
