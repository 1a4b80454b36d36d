namespace Diff.Tests.Objects.Dispatched;

/// <summary>A network's layer: its class decides what its numbers are.</summary>
[Differentiable(Order = 2)]
public abstract partial class Layer
{
    private double _gain = 1.1;

    /// <summary>A computed property that others override.</summary>
    public virtual double Rate => _gain * _gain;

    public abstract double Bias { get; }

    public abstract double[] Forward(double[] x);

    public abstract void Apply(ReadOnlySpan<double> x, Span<double> y);

    /// <summary>Calls what is overridden.</summary>
    public double Norm(double[] x)
    {
        var sum = Bias;
        foreach (var y in Forward(x)) sum += _gain * y * y;
        return sum * Rate;
    }
}

[Differentiable(Order = 2)]
public partial class Linear : Layer
{
    private readonly double[,] _weights;
    private readonly double[] _biases;

    public Linear(int inputs, int outputs, int seed)
    {
        var random = new Random(seed);
        _weights = new double[outputs, inputs];
        _biases = [.. Enumerable.Range(0, outputs).Select(_ => random.NextDouble() - 0.5)];
        for (var i = 0; i < outputs; i++)
            for (var j = 0; j < inputs; j++) _weights[i, j] = random.NextDouble() - 0.5;
    }

    public override double Bias => _biases[0] * Rate;

    public override double[] Forward(double[] x)
    {
        var y = new double[_biases.Length];
        Apply(x, y);
        return y;
    }

    public override void Apply(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < _biases.Length; i++)
        {
            var sum = _biases[i];
            for (var j = 0; j < x.Length; j++) sum += _weights[i, j] * x[j];
            y[i] = Activate(sum);
        }
    }

    protected virtual double Activate(double s) => Math.Tanh(s);
}

/// <summary>Overrides an override, and calls it.</summary>
[Differentiable(Order = 2)]
public sealed partial class Leaky(int inputs, int outputs, int seed) : Linear(inputs, outputs, seed)
{
    public double Slope = 0.3;

    public override double Rate => base.Rate * Slope;

    public override double[] Forward(double[] x)
    {
        var y = base.Forward(x);
        for (var i = 0; i < y.Length; i++) y[i] *= Slope + x[i];
        return y;
    }

    protected override double Activate(double s) => Slope * s + base.Activate(s * s);
}

/// <summary>A layer without numbers of its own.</summary>
[Differentiable(Order = 2)]
public sealed partial class Squares : Layer
{
    public override double Bias => 0.2;

    public override double[] Forward(double[] x)
    {
        var y = new double[x.Length];
        Apply(x, y);
        return y;
    }

    public override void Apply(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = x[i] * x[i];
    }
}

/// <summary>Layers in a row, some of which may be missing: a layer itself.</summary>
[Differentiable(Order = 2)]
public sealed partial class Sequential(params Layer?[] layers) : Layer
{
    private readonly Layer?[] _layers = layers;
    private readonly Layer? _none = null;

    public override double Bias => _layers[0]!.Bias;

    public override double[] Forward(double[] x)
    {
        var y = (double[])x.Clone();
        foreach (var layer in _layers)
            if (layer is not null) y = layer.Forward(y);
        return _none is null ? y : _none.Forward(y);
    }

    public override void Apply(ReadOnlySpan<double> x, Span<double> y)
    {
        double[] from = x.ToArray(), to = new double[x.Length];
        for (var i = 0; i < _layers.Length; i++)
        {
            if (_layers[i] == null) continue;
            _layers[i]!.Apply(from, to);
            (from, to) = (to, from);
        }

        from.CopyTo(y);
    }
}

/// <summary>Holds a layer of any class.</summary>
[Differentiable(Order = 2)]
public sealed partial class Residual(Layer inner) : Layer
{
    private readonly Layer _inner = inner;

    public override double Bias => _inner.Bias + _inner.Rate;

    public override double[] Forward(double[] x)
    {
        var y = _inner.Forward(x);
        for (var i = 0; i < y.Length; i++) y[i] += x[i];
        return y;
    }

    public override void Apply(ReadOnlySpan<double> x, Span<double> y)
    {
        _inner.Apply(x, y);
        for (var i = 0; i < y.Length; i++) y[i] += x[i];
    }
}

/// <summary>A class without virtual methods that holds layers, and passes them on.</summary>
[Differentiable(Order = 2)]
public sealed partial class Network(params Layer?[] layers)
{
    private readonly Layer?[] _layers = layers;
    private readonly Layer _first = new Leaky(3, 3, 11);
    private double _scale = 1.3;

    public double Loss(double x)
    {
        double[] a = [x, x * x, 1 - x];
        var first = _first;
        var loss = first.Norm(a) * _scale + Twice(_first, a) + first.Bias;
        foreach (var layer in _layers)
        {
            if (layer is null) continue;
            loss += Twice(layer, a);
            a = layer.Forward(a);
        }

        var b = new double[a.Length];
        _layers[^1]!.Apply(a, b);
        foreach (var y in b) loss += _scale * Math.Sin(y);
        return loss;
    }

    public double Against(double x, [NoGradient] Layer teacher) => _first.Norm([x, x, _scale]) - teacher.Norm([x, x, _scale]);

    public static double Twice(Layer layer, double[] a) => layer.Norm(a) * layer.Rate;
}

/// <summary>A generic hierarchy of records, in single precision, whose outermost class has no numbers.</summary>
[Differentiable]
public abstract partial record Curve<T>
    where T : System.Numerics.IFloatingPointIeee754<T>
{
    public abstract T At(T x, T width);

    public T Sum(T x) => At(x, T.One) + At(T.One, x);
}

[Differentiable]
public sealed partial record Wave : Curve<float>
{
    public float Height { get; set; } = 1.5f;

    public override float At(float x, float width) => Height * MathF.Sin(x / width);
}
