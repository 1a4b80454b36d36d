namespace Diff.Tests.Objects;

/// <summary>A base class that is not marked: what the derived class can see of it belongs to the gradient of that.</summary>
public class Unit
{
    public double Rate = 0.6;

    [NoGradient]
    protected readonly double[] History = new double[2];
}

/// <summary>A base class with private state, that of an array among it.</summary>
[Differentiable(Order = 2)]
public abstract partial class Block : Unit
{
    private readonly double[] _weights = [0.4, -0.3, 0.7];
    private double _gain = 1.2;

    protected double Activate(double s)
    {
        var sum = 0.1;
        foreach (var weight in _weights) sum = Math.Tanh(_gain * s + weight * sum);
        return sum * Rate;
    }
}

/// <summary>Adds state of its own, under names that the gradient type must not take.</summary>
[Differentiable(Order = 2)]
public partial class Gate : Block
{
    private double gradient = 0.8;

    public double Count { get; set; } = 0.3;

    public double Open(double x) => gradient * Activate(x + Count);
}

/// <summary>Adds a matrix, and objects of classes of the hierarchy.</summary>
[Differentiable(Order = 2)]
public sealed partial class Cell : Gate
{
    private readonly double[,] _mix = { { 1, 0.5 }, { -0.5, 0.8 } };
    private readonly Gate _input = new();
    private readonly Block _memory = new Gate();

    public double Step(double x)
    {
        var input = _input;
        Gate own = this;
        return _mix[0, 1] * input.Open(x) + _mix[1, 1] * own.Open(x * Rate) + _mix[0, 0] * Square(_memory) + Square(this);
    }

    public static double Square(Block block) => block.Rate * block.Rate;
}

/// <summary>Adds nothing.</summary>
[Differentiable(Order = 2)]
public sealed partial class Plain : Gate;

/// <summary>A generic base class.</summary>
[Differentiable]
public abstract partial class Scaled<T>
    where T : System.Numerics.IFloatingPointIeee754<T>
{
    protected T Scale = T.One + T.One;

    protected T Times(T x) => Scale * T.Tanh(x);
}

[Differentiable]
public sealed partial class Affine : Scaled<double>
{
    private double _offset = 0.3;

    public double At(double x) => Times(x) * Scale + _offset * x;
}
