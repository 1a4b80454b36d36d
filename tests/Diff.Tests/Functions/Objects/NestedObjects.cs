namespace Diff.Tests.Functions;

/// <summary>Objects that take derivatives of their own members: with fields of every kind, objects among them.</summary>
[Differentiable(Order = 2)]
public sealed partial class Medium
{
    private double _scale = 1.2;
    private Shift _drift = new(0.4, -0.6);
    private readonly List<double> _rates = [0.3, 0.5];
    private readonly double[][] _rows = [[0.1, 0.2], [0.3]];
    private readonly Shift[] _places = [new(0.1, 0.2), new(0.3, 0.4)];
    private readonly Tagged[] _tagged = [new(0.7, 2), new(-0.2, 1)];
    private readonly Lens _first = new(0.7), _second = new(-0.2);

    public double At(double x, double y) =>
        _scale * _first.At(x) * y + _second.At(x * y) * _drift.X + _drift.Y * x * x * y + _rates[0] * Math.Exp(_rates[1] * x)
        + _rows[0][1] * _rows[1][0] * x * y * y + _places[1].X * _places[0].Y * x * x * x + _tagged[0].Weight * _tagged[0].Number * x * x;

    [Differentiable]
    public double Slope(double x, double y) => Gradient.Of(static (double x, double y, Medium m) => m.At(x, y), x, y, this);

    [Differentiable]
    public double Slopes(double x, double y)
    {
        var (ofX, ofY) = Gradient.Of(static ((double X, double Y) p, Medium m) => m.At(p.X, p.Y), (x, y), this);
        return ofX * ofY;
    }

    [Differentiable]
    public double Along(double x, double y)
    {
        var (value, tangent) = Gradient.Jvp(static (double x, double y, Medium m) => m.At(x, y), x, _scale * y, y, this);
        return value * tangent;
    }

    [Differentiable]
    public double Weighted(double x, double y)
    {
        var (value, gradient) = Gradient.Vjp(Scaled, x, _scale + y, y, this);
        return value * gradient;
    }

    /// <summary>Derivatives in a loop, each in a branch of its own, and in methods that are called.</summary>
    [Differentiable]
    public double Sum(double x, double y)
    {
        var sum = Slope(x, y) * Slopes(y, x);
        for (var i = 0; i < 5; i++)
        {
            if (i % 2 == 0) sum += Gradient.Of(static (double x, double y, Medium m) => m.At(x, y), x + i * 0.1, y, this) * _scale;
            else sum += Math.Sin(Gradient.Of(Scaled, x * i, y, this));
        }

        return sum;
    }

    /// <summary>Parts of the object, under other names and by a local function.</summary>
    [Differentiable]
    public double Parts(double x, double y)
    {
        var second = _second;
        return Gradient.Of(At, x, _first) * Gradient.Of(At, y, second) + Gradient.Of((double x, Lens lens) => lens.At(x), x, _second);

        static double At(double x, Lens lens) => lens.At(x) * x;
    }

    [Differentiable]
    public double Area(double x, double y)
    {
        var j = Gradient.Jacobian(static (double[] x, Medium m) => new[] { m.At(x[0], x[1]), x[0] * m._first.At(x[1]) }, new[] { x, y }, this);
        var row = Gradient.Jacobian(static (double[] x, Medium m) => new[] { m.At(x[0], x[1]) * x[2] }, new[] { x, y, _scale }, this);
        return j[0, 0] * j[1, 1] - j[0, 1] * j[1, 0] + row[0, 0] * row[0, 2];
    }

    /// <summary>The same object twice, once as a constant.</summary>
    [Differentiable]
    public double Half(double x, double y) =>
        Gradient.Of(static (double x, Lens lens, [NoGradient] Lens constant) => lens.At(x) * constant.At(x), x * y, _first, _first) * _scale;

    /// <summary>The gradient by an object that a call passes on to itself.</summary>
    [Differentiable]
    public double Repeated(double x, int times) => times == 0
        ? Gradient.Of(static (double x, Lens lens) => lens.At(x), x, _first)
        : Repeated(0.5 * Gradient.Of(static (double x, Lens lens) => lens.At(x), x * 0.9, _second), times - 1) * _scale;

    [Differentiable(Order = 2)]
    private static double Scaled(double x, double y, Medium m) => m.At(x, y) * m._scale;
}

[Differentiable(Order = 2)]
public sealed partial class Lens(double bend)
{
    private double _bend = bend;
    private readonly double[,] _matrix = { { 0.2, -0.4 }, { 0.9, 0.3 } };

    public double At(double x) => Math.Sin(_bend * x) + _matrix[0, 1] * x * x * _matrix[1, 0] + _matrix[1, 1];
}

public readonly record struct Shift(double X, double Y);

[Differentiable(Order = 2)]
public readonly partial record struct Tagged(double Weight, int Number);

/// <summary>Layers whose bodies are chosen at run time, in an object that takes derivatives of all of them.</summary>
[Differentiable(Order = 2)]
public abstract partial class Film
{
    protected double Gain = 1.1;

    public abstract double[] Forward(double[] x);

    [Differentiable]
    public virtual double Slope(double x) => Gradient.Of(static (double x, Film film) => film.Forward([x])[0], x, this);
}

[Differentiable(Order = 2)]
public sealed partial class Mixing(double[,] weights) : Film
{
    private readonly double[,] _weights = weights;

    public override double[] Forward(double[] x)
    {
        var y = new double[_weights.GetLength(0)];
        for (var i = 0; i < y.Length; i++)
        {
            for (var j = 0; j < x.Length; j++) y[i] += _weights[i, j] * x[j];
            y[i] = Math.Tanh(Gain * y[i]);
        }

        return y;
    }
}

[Differentiable(Order = 2)]
public sealed partial class Bending : Film
{
    private double _bend = 0.3;

    public override double[] Forward(double[] x)
    {
        var y = (double[])x.Clone();
        for (var i = 0; i < y.Length; i++) y[i] += _bend * Gain * x[i] * x[i];
        return y;
    }

    [Differentiable]
    public override double Slope(double x) => Gradient.Of(static (double x, Bending film) => film._bend * film.Forward([x])[0], x, this);
}

[Differentiable(Order = 2)]
public partial interface IField
{
    double At(double x);
}

[Differentiable(Order = 2)]
public sealed partial class Well : IField
{
    private double _depth = 0.8;

    public double At(double x) => -_depth * _depth * Math.Exp(-x * x);
}

[Differentiable(Order = 2)]
public sealed partial class Stack(params Film[] films)
{
    private readonly Film[] _films = films;
    private readonly Film _last = new Bending();
    private readonly IField _field = new Well();

    public double At(double x)
    {
        double[] y = [x];
        foreach (var film in _films) y = film.Forward(y);
        return _last.Forward(y)[0] + _field.At(x);
    }

    [Differentiable]
    public double Slopes(double x)
    {
        var sum = Gradient.Of(static (double x, Stack stack) => stack.At(x), x, this) * Gradient.Of(static (double x, IField f) => f.At(x), x, _field);
        foreach (var film in _films) sum += film.Slope(x) * Gradient.Of(First, 0.5 * x, film);
        return sum + Gradient.Of(Through, x, _films) + _last.Slope(x);
    }

    [Differentiable(Order = 2)]
    private static double First(double x, Film film) => film.Forward([x])[0];

    [Differentiable(Order = 2)]
    private static double Through(double x, Film[] films)
    {
        double[] y = [x];
        foreach (var film in films) y = film.Forward(y);
        return y[0];
    }
}
