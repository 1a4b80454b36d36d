using Diff;

namespace Diff.Tests.Library;

/// <summary>A base class whose methods other assemblies override, with private state and a method that they do not see.</summary>
[Differentiable(Order = 2)]
public abstract partial class Pass
{
    private double _gain = 1.1;

    public virtual double Rate => _gain * _gain;

    public abstract double At(double x);

    public double Twice(double x) => At(At(x)) * Rate + Offset(x);

    internal virtual double Offset(double x) => _gain * x;
}

/// <summary>Overrides what others do not see.</summary>
[Differentiable(Order = 2)]
public partial class Sine : Pass
{
    private readonly double[] _shape = [0.7, 0.4];

    public override double At(double x) => Math.Sin(_shape[0] * x) + _shape[1];

    internal override double Offset(double x) => base.Offset(x) * _shape[1];
}

/// <summary>Holds objects of classes that it does not know.</summary>
[Differentiable(Order = 2)]
public partial class Cascade(params Pass[] passes)
{
    private readonly Pass[] _passes = passes;

    public double At(double x)
    {
        foreach (var pass in _passes) x = pass.Twice(x) + pass.Rate;
        return x;
    }
}
