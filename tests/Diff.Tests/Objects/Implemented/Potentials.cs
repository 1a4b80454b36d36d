using Diff.Tests.Library;

namespace Diff.Tests.Objects.Implemented;

/// <summary>An interface whose implementations have numbers, one of its methods with a body.</summary>
[Differentiable(Order = 2)]
public partial interface IPotential
{
    double Energy(double x);

    double Twice(double x) => 2 * Energy(x) + Energy(x * x);
}

/// <summary>Another one, for the same classes.</summary>
[Differentiable(Order = 2)]
public partial interface IRegularized
{
    double Penalty();
}

/// <summary>Extends one.</summary>
[Differentiable(Order = 2)]
public partial interface IDeepPotential : IPotential
{
    double Depth(double x, int n);
}

/// <summary>Extends two.</summary>
[Differentiable(Order = 2)]
public partial interface IShape : IDeepPotential, IRegularized
{
    double Width { get; }
}

/// <summary>A generic interface with overloads.</summary>
[Differentiable(Order = 2)]
public partial interface ICurve<T>
    where T : System.Numerics.IFloatingPointIeee754<T>
{
    T At(T x, T y);

    T At(T x);
}

/// <summary>Implements an interface by an abstract method.</summary>
[Differentiable(Order = 2)]
public abstract partial class Gained : IPotential
{
    protected double Gain { get; set; } = 1.1;

    public abstract double Energy(double x);

    public virtual double Other(double x) => Gain * x;
}

/// <summary>Adds an interface to those of its base class.</summary>
[Differentiable(Order = 2)]
public partial class Spring : Gained, IRegularized
{
    private double _stiffness = 0.7;

    public override double Energy(double x) => _stiffness * x * x * Gain;

    public double Penalty() => _stiffness * _stiffness;
}

[Differentiable(Order = 2)]
public sealed partial class Morse : Spring
{
    private double _depth = 0.3;

    public override double Energy(double x) => base.Energy(x) + _depth * Math.Exp(-x);

    public override double Other(double x) => base.Other(x) * _depth;
}

/// <summary>Implements what has a body, and an interface of another assembly.</summary>
[Differentiable(Order = 2)]
public sealed partial record Wave : IShape, ISlope
{
    public double Height { get; set; } = 0.4;

    public double[] Factors { get; } = [0.2, 0.9];

    public double Width => Height * Height;

    public double Energy(double x) => Height * Math.Sin(x);

    public double Twice(double x) => Height * x * x;

    public double Depth(double x, int n) => n == 0 ? x : Height * Depth(x * Factors[n % 2], n - 1);

    public double Penalty() => Height * Factors[0] * Factors[1];

    public double Slope(double x) => Factors[1] * Math.Cos(x);
}

/// <summary>Its method is not virtual, and hidden by another one that implements the same.</summary>
[Differentiable(Order = 2)]
public partial class Cubic : IPotential
{
    protected double Factor { get; set; } = 0.45;

    public double Energy(double x) => Factor * x * x * x;
}

[Differentiable(Order = 2)]
public sealed partial class Hiding : Cubic, IPotential
{
    private double _share = 0.77;

    public new double Energy(double x) => _share * base.Energy(x) * Factor + x;
}

[Differentiable(Order = 2)]
public sealed partial class Line : ICurve<double>
{
    private double _slope = 0.2;

    public double At(double x, double y) => _slope * x * y;

    public double At(double x) => _slope * x + At(x, x);

    public double At(double x, int n) => _slope * x * n;
}

/// <summary>An implementation without numbers.</summary>
[Differentiable(Order = 2)]
public sealed partial class Square : IPotential
{
    public double Energy(double x) => x * x;
}

/// <summary>An implementation that holds others.</summary>
[Differentiable(Order = 2)]
public sealed partial class Sum(params IPotential?[] parts) : IPotential
{
    private readonly IPotential?[] _parts = parts;
    private readonly IPotential? _none = null;

    public double Energy(double x)
    {
        var sum = 0.0;
        foreach (var part in _parts)
        {
            if (sum > 1e9) break;
            if (part is not null) sum += part.Energy(x - 0.1 * sum);
        }

        return _none == null ? sum : _none.Energy(sum);
    }
}

/// <summary>Holds objects of all kinds, by interfaces and by classes.</summary>
[Differentiable(Order = 2)]
public sealed partial class World
{
    private readonly IPotential[] _potentials = [new Spring(), new Morse(), new Wave(), new Cubic(), new Hiding(), new Sum(new Square(), null, new Morse(), new Sum(new Wave()))];
    private readonly IRegularized _regularized = new Morse();
    private readonly IDeepPotential _deep = new Wave();
    private readonly IShape _shape = new Wave();
    private readonly Gained _base = new Morse();
    private readonly ICurve<double> _curve = new Line();
    private readonly Line _line = new();
    private readonly Cubic _cubic = new Hiding();
    private readonly Steepness _steepness = new(new Wave(), new Ramp());
    [NoGradient]
    private readonly IPotential _teacher = new Spring();
    private double _scale = 0.9;

    public double Value(double x)
    {
        var sum = 0.0;
        foreach (var potential in _potentials) sum += potential.Energy(x) + potential.Twice(sum * 0.1) * _scale;
        for (var i = 0; i < _potentials.Length; i++) sum += Both(_potentials[i], x * 0.3) * _scale;
        sum = Math.Tanh(0.01 * sum);
        sum += _regularized.Penalty() * x + _deep.Depth(x, 3) + _deep.Energy(x) + _deep.Twice(x) + Both(_deep, x);
        sum += _shape.Width * _shape.Depth(x, 2) * _shape.Penalty() * _shape.Energy(x) + Both(_shape, x) + Penalty(_shape);
        sum += _base.Energy(x) * _base.Other(x) + Both(_base, x) + _cubic.Energy(x) + Both(_cubic, x);
        sum += _curve.At(x) * _curve.At(x, sum) + _line.At(x, 3) + _line.At(x) + _steepness.At(x);
        sum += Generic(_base, x) * Generic(_shape, x) + OfClass(_deep, x);
        return sum - _teacher.Energy(x) - Against(_teacher, x);
    }

    public static double Both(IPotential potential, double x) => potential.Energy(x) + potential.Twice(x) * x;

    public static double Against([NoGradient] IPotential potential, double x) => potential.Energy(x) * x;

    public static double Penalty(IRegularized regularized) => regularized.Penalty();

    public static double Generic<T>(T potential, double x)
        where T : IPotential => potential.Energy(x) + potential.Twice(x) * Both(potential, x);

    public static double OfClass<T>(T potential, double x)
        where T : class, IDeepPotential => potential.Depth(x, 1) * x + Generic(potential, x);
}
