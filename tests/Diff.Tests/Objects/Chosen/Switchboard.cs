namespace Diff.Tests.Objects.Chosen;

[Differentiable(Order = 2)]
public partial interface IUnit
{
    double At(double x);

    double[] Many(double[] xs);
}

[Differentiable(Order = 2)]
public sealed partial class Ramp(double start) : IUnit
{
    private double _slope = start;

    public double Rate { get; set; } = start + 1;

    public double At(double x) => x * x * _slope;

    public double[] Many(double[] xs) => xs.Select(x => x * _slope).ToArray();
}

[Differentiable(Order = 2)]
public sealed partial class Decay(double start) : IUnit
{
    private double _rate = start;

    public double[] Shape { get; set; } = [start, 0.2];

    public double At(double x) => Math.Exp(-_rate * x) * Shape[0] * Shape[1];

    public double[] Many(double[] xs) => xs.Select(x => Math.Sin(x * _rate)).ToArray();
}

[Differentiable(Order = 2)]
public abstract partial class Layer
{
    protected double Gain { get; set; } = 1.1;

    public virtual double At(double x) => Gain * x;
}

[Differentiable(Order = 2)]
public sealed partial class Dense : Layer
{
    public double Bias { get; set; } = 0.2;

    public double[] Weights { get; set; } = [0.2, 0.6];

    public override double At(double x) => base.At(x) * Weights[0] + Weights[1] * Bias;
}

/// <summary>Objects that a branch chooses, that are tested for their class or for null, and seen as what they are.</summary>
[Differentiable(Order = 2)]
public sealed partial class Switchboard
{
    private readonly IUnit _first = new Ramp(0.3);
    private readonly IUnit _second = new Decay(0.4);
    private readonly IUnit? _none = null;
    private readonly Ramp _ramp = new(0.6);
    private readonly Layer _layer = new Dense();
    private readonly Layer _other = new Dense();
    private readonly List<IUnit> _units = [new Ramp(0.3), new Decay(0.4)];
    private readonly List<IUnit> _ramps = [new Ramp(0.2)];

    public double Value(double x)
    {
        var sum = Branches(x, true) + Branches(x, false) + Loops(x, true) + Loops(x, false) + Casts(x) + Missing(x, [x, 1 - x]) + Patterns(x) + Tests(x, true) + Tests(x, false);
        foreach (var unit in _units) sum += Switches(unit, x) + Statement(unit, x) + As(unit, x) + Local(unit is Ramp ? _first : _second, x);
        return sum;
    }

    private double Branches(double x, bool deep)
    {
        var unit = deep ? _first : _second;
        var other = x > 10 ? unit : _ramp;
        var present = _none ?? unit;
        return unit.At(x) * other.At(x) + unit.At(unit.At(x)) + unit.Many([x, x * x])[1] + (x > 0 ? _first : _second).At(x) + Twice(x > 1 ? _first : unit, x) + present.At(x) * (_first ?? _second).At(x);
    }

    private double Loops(double x, bool deep)
    {
        var sum = 0.0;
        for (var i = 0; i < 3; i++)
        {
            var unit = i == 1 ? _first : deep ? _second : _ramp;
            sum += unit.At(x + sum);
        }

        foreach (var unit in _units)
        {
            var either = sum > 1 ? unit : _first;
            sum += either.At(x) + 0.1;
        }

        foreach (Ramp ramp in _ramps) sum += ramp.Rate * x;
        return sum;
    }

    private double Casts(double x) => ((Dense)_layer).Bias * x + ((Dense)_other).Weights[1] * ((Dense)_other).At(x) + (_layer as Dense)!.At(x);

    public double Wrong(double x) => ((Decay)_first).Shape[0] * x;

    private double Missing(double x, double[] xs) =>
        (_none?.At(x) ?? x) + (_first?.At(x) ?? x) * (_units[1]?.At(x * x) ?? 0) + (_none?.Many(xs) ?? xs)[0] + (_first?.Many(xs) ?? xs)[1] + ((_first as Ramp)?.Rate ?? 2.0) * x;

    private double Patterns(double x)
    {
        var sum = _layer is Dense dense ? dense.Bias * x : x;
        if (_first is not Ramp ramp) return sum;
        sum += ramp.Rate * ramp.At(x) + Rate(ramp) + (_units[0] is Decay wrong ? wrong.Shape[1] : 0);
        foreach (var unit in _units)
        {
            if (unit is Decay { } decay) sum += decay.Shape[0] * decay.At(sum);
            else if (unit is Ramp { } other && other.Rate > 0) sum += other.Rate * x;
        }

        return sum + _units.Sum(unit => unit is Ramp found ? found.Rate : ((Decay)unit).Shape[0]) * x;
    }

    private double Tests(double x, bool isThere)
    {
        var unit = isThere ? _first : null;
        var ramp = unit as Ramp;
        if (ramp is null) return x;
        return ramp.Rate * x + unit!.At(x) + (ramp?.Rate ?? 0) * x;
    }

    private static double Switches(IUnit unit, double x) => unit switch
    {
        Ramp ramp => ramp.Rate * x,
        Decay { } decay => decay.Shape[0] * unit.At(x),
        _ => 0,
    };

    private static double Statement(IUnit unit, double x)
    {
        switch (unit)
        {
            case Ramp ramp when ramp.Rate > 0:
                return ramp.Rate * x;
            case Decay decay:
                x += decay.Shape[1] * decay.At(x);
                break;
            default:
                return 1;
        }

        return x;
    }

    private static double As(IUnit unit, double x) => unit is Ramp { } ramp ? ramp.Rate * x : (unit as Decay)!.Shape[0] * x;

    private double Local(IUnit unit, double x)
    {
        double Of(IUnit given) => given is Ramp ramp ? ramp.Rate * x : given.At(x);
        return Of(unit) + Of(_units[1]) + Of(_ramp);
    }

    private static double Rate(Ramp ramp) => ramp.Rate * ramp.Rate;

    private static double Twice(IUnit unit, double x) => unit.At(x) * 2;
}
