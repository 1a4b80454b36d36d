using Diff.Tests.Library;

namespace Diff.Tests.Objects.Dispatched;

/// <summary>Fields of all kinds, and an object of a class without virtual methods that holds one of a class with them.</summary>
[Differentiable(Order = 2)]
public sealed partial class Flat
{
    public readonly Model Held = new Powers();
    private readonly double[][] _rows = [[0.1, 0.2], [0.3]];
    private double _slope = 0.6;

    public double Level => _slope * _rows[0][0];

    public double At(double x) => _slope * x + _rows[0][1] * x + Held.At(x, 1) * _rows[1][0];
}

/// <summary>Overloads, indexers and structs.</summary>
[Differentiable(Order = 2)]
public abstract partial class Model
{
    protected Kernels.Vec3 Center { get; set; } = new(0.3, 0.8, -0.2);

    public virtual double this[double x] => At(x) * Center.X;

    public abstract double At(double x);

    public abstract double At(double x, int n);

    public double Sum(double[] xs) => xs.Sum(x => At(x)) + xs.Select(x => this[x]).Max();

    public static double Both(Model left, Model right, double x) => left.Center.X * right.Center.Y * x + right.At(x, 1);
}

/// <summary>Calls itself.</summary>
[Differentiable(Order = 2)]
public sealed partial class Powers : Model
{
    private double _factor = 0.9;

    public override double At(double x) => At(x, 2) * Center.Y;

    public override double At(double x, int n) => n <= 0 ? 1 : x * _factor * At(x, n - 1);
}

/// <summary>Loops over objects, jumps, and treats one object as a constant.</summary>
[Differentiable(Order = 2)]
public partial class Mixture : Model
{
    [NoGradient]
    private readonly Model _teacher = new Powers();
    private readonly Flat _flat = new();
    private readonly Flat[] _flats = [new(), new()];
    private double _share = 0.5;

    public override double this[double x] => base[x] * _share;

    public override double At(double x)
    {
        var sum = _flat.At(x) + _flat.Level;
        foreach (var flat in _flats)
        {
            if (sum > 1e9) break;
            sum += flat.At(Math.Sin(sum)) + flat.Held[x];
        }

        for (var i = 0; i < _flats.Length; i++)
        {
            if (i == 5) continue;
            sum += _flats[i].Held.At(x, i) * Center.X;
        }

        return sum + _teacher.At(x) * _share + Both(this, _flat.Held, x) + Both(this, this, x * _share);
    }

    public override double At(double x, int n)
    {
        while (n-- > 0)
        {
            if (n == 1) return x * Center.Y * _share;
            x *= Math.Sin(x) + Center.Z;
        }

        return x + Center.Y;
    }
}

/// <summary>Hides what it inherits.</summary>
[Differentiable(Order = 2)]
public partial class Hiding : Mixture
{
    protected double Tilt = 0.2;

    public new double At(double x) => Tilt * x;

    public new virtual double At(double x, int n) => Tilt * base.At(x) * n;

    public double All(double x) => At(x) + base.At(x) + At(x, 2) + base.At(x, 1);
}

[Differentiable(Order = 2)]
public sealed partial class Hidden : Hiding
{
    public override double At(double x, int n) => base.At(x, n) * Tilt * x;
}

/// <summary>Overrides methods of another assembly.</summary>
[Differentiable(Order = 2)]
public sealed partial class Steeper : Sine
{
    private double _slope = 0.4;

    public override double Rate => base.Rate * _slope;

    public override double At(double x) => base.At(x) * _slope + x;
}

/// <summary>Holds all of them.</summary>
[Differentiable(Order = 2)]
public sealed partial class Collection
{
    private readonly Model[] _models = [new Powers(), new Mixture(), new Hiding(), new Hidden()];
    private readonly Hiding _hiding = new Hidden();
    private readonly Cascade _chain = new(new Sine(), new Steeper());

    public double Value(double x)
    {
        var sum = 0.0;
        foreach (var model in _models) sum += model.At(x * 0.3) + model.Sum([x, 0.1]) * model[x * 0.2] + Model.Both(model, _models[0], x);
        return Math.Tanh(0.01 * sum) + _hiding.At(x) * _hiding.At(x, 3) + _hiding.All(x) + _chain.At(x);
    }
}
