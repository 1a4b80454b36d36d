namespace Diff.Tests.Objects.Optional;

/// <summary>A part with memory of each kind.</summary>
[Differentiable(Order = 2)]
public sealed partial class Spring
{
    private readonly double[] _stiffness = [0.7, 0.4];
    private readonly double[,] _damping = { { 0.3 } };
    private readonly double[][] _steps = [[0.9]];

    public double Rest { get; set; } = 0.2;

    public List<double> Loads { get; } = [0.5, 0.8];

    public double Force(double x) => (_stiffness[0] * x + _stiffness[1] * x * x * _damping[0, 0]) * _steps[0][0] * Loads[1] - Rest;
}

/// <summary>A part that may miss a part itself.</summary>
[Differentiable(Order = 2)]
public sealed partial class Axle
{
    public Spring? Spring { get; set; }

    public double Friction { get; set; } = 0.6;

    public double Force(double x) => Spring?.Force(x) ?? Friction * x * x;
}

/// <summary>Parts of sealed classes that may be missing.</summary>
[Differentiable(Order = 2)]
public sealed partial class Machine
{
    private double _power = 0.9;

    public Spring? Spring { get; set; }

    public Axle? Axle { get; set; }

    /// <summary>Does not look at any part.</summary>
    public double Alone(double x) => _power * x * x * x;

    public double Tested(double x) => Spring is null ? _power * x * x : Spring.Force(x) * Spring.Rest * _power;

    public double Named(double x) => Spring is { } spring ? spring.Force(x) * spring.Rest * spring.Loads[0] : _power * x;

    public double Deep(double x)
    {
        var sum = _power * Math.Sin(x);
        var axle = Axle;
        if (axle != null) sum *= axle.Force(x) + axle.Friction;
        return sum + (Spring?.Force(sum) ?? x * x);
    }

    /// <summary>Reads memory that the gradient of an array must not overlap.</summary>
    public double OfArray(double[] x) => Spring is null ? x[0] * x[0] * _power : Spring.Force(x[0]);

    public double OfMatrix(double[,] x) => Spring is null ? x[0, 0] * x[0, 0] * _power : Spring.Force(x[0, 0]);

    public double OfRows(double[][] x) => Spring is null ? x[0][0] * x[0][0] * _power : Spring.Force(x[0][0]);

    public double[] Vector(double x) => Spring is null ? [_power * x * x, x] : [Spring.Force(x), x * Spring.Rest];

    public double Missed(double x) => x * Spring!.Rest;
}
