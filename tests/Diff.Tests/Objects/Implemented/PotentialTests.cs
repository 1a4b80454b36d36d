using static Diff.Tests.Objects.FlatNumbers;

namespace Diff.Tests.Objects.Implemented;

/// <summary>Gradients with respect to objects that a method knows by the interface that they implement.</summary>
public class PotentialTests
{
    private const double X = 0.4;

    // The two modes round in different orders.
    private const double Rounding = 1e-12;

    // Central differences of functions of size 1 are right to about 1e-9.
    private const double Differences = 1e-7;

    [Fact]
    public void Reverse_mode_agrees_with_differences()
    {
        var (ofWorld, slope) = new World().ValueGradient(X);
        var differences = new double[ofWorld.Count];
        for (var i = 0; i < differences.Length; i++) differences[i] = (Moved(Unit(i), 1e-6).Value(X) - Moved(Unit(i), -1e-6).Value(X)) / 2e-6;
        Close(differences, Numbers(ofWorld), Differences);
        Close(GradientCheck.Gradient(p => new World().Value(p[0]), [X]), [slope], Differences);
    }

    [Fact]
    public void Forward_mode_agrees_with_reverse_mode()
    {
        var (ofWorld, slope) = new World().ValueGradient(X);
        Close(Numbers(ofWorld), [.. Enumerable.Range(0, ofWorld.Count).Select(i => new World().ValueJvp(X, Unit(i), 0).Tangent)], Rounding);
        Close([slope], [new World().ValueJvp(X, WorldGradient.Zero(new()), 1).Tangent], Rounding);
    }

    [Fact]
    public void Second_derivatives_agree_with_differences()
    {
        var direction = WorldGradient.Zero(new());
        direction.FromSpan([.. Enumerable.Range(0, direction.Count).Select(i => Math.Cos(i))]);
        var (product, _) = new World().ValueHvp(X, direction, 0);
        const double step = 1e-5;
        var (up, down) = (Numbers(Moved(direction, step).ValueGradient(X).@this), Numbers(Moved(direction, -step).ValueGradient(X).@this));
        Close([.. up.Zip(down, (u, d) => (u - d) / (2 * step))], Numbers(product), 1e-6);
    }

    [Fact]
    public void A_pullback_can_be_applied_twice()
    {
        var world = new World();
        using var pullback = world.ValueWithPullback(X);
        Assert.Equal(Numbers(pullback.Gradient(1).@this), Numbers(pullback.Gradient(1).@this));
        Close(Numbers(world.ValueGradient(X).@this), Numbers(pullback.Gradient(1).@this), Rounding);
    }

    [Fact]
    public void The_class_of_an_object_decides_what_its_gradient_is()
    {
        IPotential spring = new Spring(), wave = new Wave(), square = new Square();
        Assert.IsType<SpringGradient>(spring.EnergyGradient(X).@this);
        Assert.IsType<WaveGradient>(World.BothGradient(wave, X).potential);
        Assert.Equal(Math.Sin(X), ((WaveGradient)wave.EnergyGradient(X).@this).Height);
        Assert.Equal((0, 2 * X), (square.EnergyGradient(X).@this.Count, square.EnergyGradient(X).x));
    }

    [Fact]
    public void Gradients_of_objects_of_any_class_serve_an_optimiser()
    {
        IPotential wave = new Wave();
        var parameters = IPotentialGradient.ParametersOf(wave);
        Assert.Equal([0.4, 0.2, 0.9], FlatNumbers.Of(parameters.Count, parameters.CopyTo));
        var gradient = World.BothGradient(wave, X).potential;
        var size = gradient.Dot(gradient);
        gradient.AddTo(wave, -1);
        Assert.Equal(0.4 - ((WaveGradient)gradient).Height, ((Wave)wave).Height);
        gradient.AddScaled(1, gradient);
        Assert.Equal(4 * size, gradient.Dot(gradient), 1e-12);
        parameters.AssignTo(wave);
        Assert.Equal(0.4, ((Wave)wave).Height);
        IShapeGradient shape = (WaveGradient)gradient;
        shape.Clear();
        Assert.Equal(0, shape.Dot(shape));
    }

    [Fact]
    public void A_gradient_of_another_class_is_refused()
    {
        IPotential spring = new Spring();
        var (gradient, slope) = (IPotentialGradient.Zero(spring), 0.0);
        Refuses("'other' is a SquareGradient, but a SpringGradient is expected.", () => gradient.AddScaled(1, IPotentialGradient.Zero(new Square())));
        Refuses("'other' is a MorseGradient, but a SpringGradient is expected.", () => gradient.AddScaled(1, IPotentialGradient.Zero(new Morse())));
        Refuses("'thisGradient' is a SquareGradient, but a SpringGradient is expected.", () => spring.EnergyVjp(X, 1, IPotentialGradient.Zero(new Square()), ref slope));
        Refuses("'potentialGradient' is a WaveGradient, but a SpringGradient is expected.", () => World.BothVjp(spring, X, 1, IPotentialGradient.Zero(new Wave()), ref slope));
        Refuses("'thisGradient' is null.", () => spring.EnergyVjp(X, 1, null!, ref slope));
        var world = WorldGradient.Zero(new());
        world.Shape = null!;
        Refuses("'thisGradient.Shape' is null.", () => new World().ValueVjp(X, 1, world, ref slope));
        Assert.Equal(0, slope);
    }

    private static World Moved(WorldGradient direction, double step)
    {
        var world = new World();
        direction.AddTo(world, step);
        return world;
    }

    private static WorldGradient Unit(int i)
    {
        var direction = WorldGradient.Zero(new());
        var unit = new double[direction.Count];
        unit[i] = 1;
        direction.FromSpan(unit);
        return direction;
    }

    private static double[] Numbers(WorldGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);
}
