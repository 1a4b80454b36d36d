namespace Diff.Tests.Objects.Optional;

/// <summary>Gradients with respect to objects of sealed classes in fields that may be null.</summary>
public class MachineTests
{
    private const double X = 0.4;

    private static readonly Dictionary<string, Func<Machine>> Machines = new()
    {
        ["none"] = () => new(),
        ["a spring"] = () => new() { Spring = new() },
        ["an axle"] = () => new() { Axle = new() },
        ["all"] = () => new() { Spring = new(), Axle = new() { Spring = new() } },
    };

    public static TheoryData<string> Kinds => [.. Machines.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Derivatives_agree(string kind)
    {
        Check(kind, (machine, x) => machine.Alone(x), (machine, x) => machine.AloneGradient(x),
            (machine, x, of, along) => machine.AloneJvp(x, of, along), (machine, x, of, along) => machine.AloneHvp(x, of, along));
        Check(kind, (machine, x) => machine.Tested(x), (machine, x) => machine.TestedGradient(x),
            (machine, x, of, along) => machine.TestedJvp(x, of, along), (machine, x, of, along) => machine.TestedHvp(x, of, along));
        Check(kind, (machine, x) => machine.Named(x), (machine, x) => machine.NamedGradient(x),
            (machine, x, of, along) => machine.NamedJvp(x, of, along), (machine, x, of, along) => machine.NamedHvp(x, of, along));
        Check(kind, (machine, x) => machine.Deep(x), (machine, x) => machine.DeepGradient(x),
            (machine, x, of, along) => machine.DeepJvp(x, of, along), (machine, x, of, along) => machine.DeepHvp(x, of, along));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Matrices_have_no_place_for_what_is_missing(string kind)
    {
        var machine = Machines[kind]();
        var variables = MachineGradient.Zero(machine).Count + 1;
        Assert.Equal(variables, machine.TestedHessian(X).GetLength(0));
        Assert.Equal(variables, machine.VectorJacobian(X).GetLength(1));
        Assert.Equal(machine.TestedGradient(X).x, machine.VectorJacobian(X)[0, variables - 1] * (machine.Spring is { } s ? s.Rest * 0.9 : 1),
            1e-12);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Arrays_are_compared_with_what_is_there(string kind)
    {
        var machine = Machines[kind]();
        var slope = machine.Spring is null ? 2 * X * 0.9 : machine.VectorJvp(X, MachineGradient.Zero(machine), 1).Tangent[0];
        Assert.Equal(slope, machine.OfArrayGradient([X]).x[0], 1e-12);
        Assert.Equal(slope, machine.OfMatrixGradient(new[,] { { X } }).x[0, 0], 1e-12);
        Assert.Equal(slope, machine.OfRowsGradient([[X]]).x[0][0], 1e-12);
    }

    [Fact]
    public void What_throws_without_a_part_throws_in_derivatives_too()
    {
        Assert.Throws<NullReferenceException>(() => new Machine().Missed(X));
        Assert.Throws<NullReferenceException>(() => new Machine().MissedGradient(X));
        Assert.Throws<NullReferenceException>(() => new Machine().MissedJvp(X, MachineGradient.Zero(new()), 1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void They_can_be_constants(string kind)
    {
        var machine = Machines[kind]();
        Assert.Equal(machine.DeepGradient(X).x, Gradient.Of(static (double x, Machine machine) => machine.Deep(x), X, machine), 1e-12);
    }

    private static void Check(string kind, Func<Machine, double, double> value,
        Func<Machine, double, (MachineGradient Of, double Slope)> gradient,
        Func<Machine, double, MachineGradient, double, (double Value, double Tangent)> jvp,
        Func<Machine, double, MachineGradient, double, (MachineGradient Of, double Slope)> hvp) => new ObjectDerivatives<Machine>(
        Machines[kind],
        value,
        (machine, x) => Numbers(gradient(machine, x)),
        (machine, x, direction) => jvp(machine, x, Of(machine, direction), direction[^1]).Tangent,
        (machine, x, direction) => Numbers(hvp(machine, x, Of(machine, direction), direction[^1])),
        (machine, numbers) => Of(machine, [.. numbers, 0]).AddTo(machine, 1)).Check(X);

    private static MachineGradient Of(Machine machine, double[] numbers)
    {
        var gradient = MachineGradient.Zero(machine);
        gradient.FromSpan(numbers.AsSpan(0, gradient.Count));
        return gradient;
    }

    private static double[] Numbers((MachineGradient Of, double Slope) gradient) =>
        [.. FlatNumbers.Of(gradient.Of.Count, gradient.Of.CopyTo), gradient.Slope];
}
