using static Diff.Tests.Objects.FlatNumbers;

namespace Diff.Tests.Objects.Dispatched;

/// <summary>Gradients with respect to objects whose class decides which body of a method runs.</summary>
public class LayerTests
{
    // The two modes round in different orders.
    private const double Rounding = 1e-12;

    // Central differences of functions of size 1 are right to about 1e-9.
    private const double Differences = 1e-7;

    public static TheoryData<string> Networks => [.. Makers.Keys];

    private static readonly Dictionary<string, Func<Network>> Makers = new()
    {
        ["one layer"] = () => new(new Linear(3, 3, 1)),
        ["a mixture"] = () => new(new Linear(3, 4, 1), null, new Squares(), new Linear(4, 3, 2), new Leaky(3, 3, 3)),
        ["nested"] = () => new(new Sequential(new Linear(3, 3, 4), null, new Residual(new Sequential(new Squares(), new Leaky(3, 3, 5)))), new Residual(new Linear(3, 3, 6))),
        ["activations"] = () => new(new Squares(), new Squares()),
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Numbers_of_layers_are_independents(string name)
    {
        var gradient = Makers[name]().LossGradient(0.4);
        Close(GradientCheck.Gradient(p => Makers[name]().Loss(p[0]), [0.4]), [gradient.x], Differences);
        var differences = new double[gradient.@this.Count];
        for (var i = 0; i < differences.Length; i++) differences[i] = (Moved(i, 1e-6) - Moved(i, -1e-6)) / 2e-6;
        Close(differences, Numbers(gradient.@this), Differences);

        double Moved(int i, double step)
        {
            var network = Makers[name]();
            Unit(network, i).AddTo(network, step);
            return network.Loss(0.4);
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Forward_mode_agrees(string name)
    {
        var network = Makers[name]();
        var exact = Numbers(network.LossGradient(0.4).@this);
        for (var i = 0; i < exact.Length; i++) Close([exact[i]], [network.LossJvp(0.4, Unit(network, i), 0).Tangent], Rounding);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Second_derivatives_reach_layers(string name)
    {
        var (network, direction) = (Makers[name](), NetworkGradient.Zero(Makers[name]()));
        direction.FromSpan([.. Enumerable.Range(0, direction.Count).Select(i => Math.Cos(i))]);
        var (product, other) = network.LossHvp(0.4, direction, 0.3);
        const double step = 1e-5;
        direction.AddTo(network, step);
        var up = network.LossGradient(0.4 + 0.3 * step);
        direction.AddTo(network, -2 * step);
        var down = network.LossGradient(0.4 - 0.3 * step);
        Close([.. Numbers(up.@this).Zip(Numbers(down.@this), (u, d) => (u - d) / (2 * step))], Numbers(product), 1e-6);
        Close([(up.x - down.x) / (2 * step)], [other], 1e-6);
    }

    [Fact]
    public void Each_place_of_a_layer_that_is_held_twice_has_a_gradient()
    {
        var shared = new Linear(3, 3, 1);
        var network = new Network(shared, new Squares(), shared);
        var ofLayers = network.LossGradient(0.4).@this.Layers;
        var sum = Numbers(ofLayers[0]).Zip(Numbers(ofLayers[2]), (p, q) => p + q).ToArray();
        for (var i = 0; i < sum.Length; i++) Close([(Moved(i, 1e-6) - Moved(i, -1e-6)) / 2e-6], [sum[i]], Differences);

        double Moved(int i, double step)
        {
            var (layer, unit) = (new Linear(3, 3, 1), new double[sum.Length]);
            unit[i] = step;
            var direction = LinearGradient.Zero(layer);
            direction.FromSpan(unit);
            direction.AddTo(layer, 1);
            return new Network(layer, new Squares(), layer).Loss(0.4);
        }
    }

    [Fact]
    public void A_pullback_can_be_applied_twice()
    {
        var network = Makers["nested"]();
        using var pullback = network.LossWithPullback(0.4);
        Assert.Equal(Numbers(pullback.Gradient(1).@this), Numbers(pullback.Gradient(1).@this));
        Close(Numbers(network.LossGradient(0.4).@this), Numbers(pullback.Gradient(1).@this), Rounding);
    }

    [Fact]
    public void Derivatives_of_a_layer_are_those_of_its_class()
    {
        Layer leaky = new Leaky(3, 3, 3), squares = new Squares();
        Assert.IsType<LeakyGradient>(leaky.NormGradient([1, 2, 3]).@this);
        Assert.IsType<SquaresGradient>(squares.NormGradient([1, 2, 3]).@this);
        Assert.Equal(2 * 1.1 * squares.Norm([0, 0, 0]) / (1.1 * 1.1), Numbers(squares.NormGradient([0, 0, 0]).@this).Single(), Rounding);
        var (weight, x) = (new double[3], new double[3]);
        var gradient = LayerGradient.Zero(leaky);
        double[] y = leaky.ForwardVjp([1, 2, 3], [1, 1, 1], gradient, x);
        Assert.Equal(leaky.Forward([1, 2, 3]), y);
        leaky.ApplyVjp([1, 2, 3], weight, [1, 0, 0], gradient, x);
        Assert.NotEqual(0, ((LeakyGradient)gradient).Slope);
    }

    [Fact]
    public void A_layer_without_gradient_is_a_constant()
    {
        var (network, teacher) = (Makers["one layer"](), new Residual(new Leaky(3, 3, 9)));
        var (ofNetwork, slope) = network.AgainstGradient(0.4, teacher);
        Close(GradientCheck.Gradient(p => network.Against(p[0], teacher), [0.4]), [slope], Differences);
        Close([slope], [network.AgainstJvp(0.4, teacher, NetworkGradient.Zero(network), 1).Tangent], Rounding);
        var unit = NetworkGradient.Zero(network);
        unit.Scale = 1;
        Close([ofNetwork.Scale], [network.AgainstJvp(0.4, teacher, unit, 0).Tangent], Rounding);
        Close([(Moved(1e-6) - Moved(-1e-6)) / 2e-6], [ofNetwork.Scale], Differences);

        double Moved(double step)
        {
            var moved = Makers["one layer"]();
            unit.AddTo(moved, step);
            return moved.Against(0.4, teacher);
        }
    }

    [Fact]
    public void Gradients_of_other_classes_are_refused_before_anything_is_written()
    {
        Layer leaky = new Leaky(3, 3, 3);
        var (slope, x) = (0.0, new double[3]);
        Refuses("'thisGradient' is a LinearGradient, but a LeakyGradient is expected.", () => leaky.NormVjp([1, 2, 3], 1, LinearGradient.Zero(new(3, 3, 3)), x));
        Refuses("'thisTangent' is a SquaresGradient, but a LeakyGradient is expected.", () => leaky.ForwardJvp([1, 2, 3], SquaresGradient.Zero(new()), x));
        Assert.Equal([0, 0, 0], x);
        var (network, gradient) = (Makers["a mixture"](), NetworkGradient.Zero(Makers["a mixture"]()));
        gradient.Layers[0] = SquaresGradient.Zero(new());
        Refuses("'thisGradient.Layers[0]' is a SquaresGradient, but a LinearGradient is expected.", () => network.LossVjp(0.4, 1, gradient, ref slope));
        gradient.Layers[0] = null!;
        Refuses("'thisGradient.Layers[0]' is null.", () => network.LossVjp(0.4, 1, gradient, ref slope));
        gradient = NetworkGradient.Zero(network);
        gradient.Layers[1] = SquaresGradient.Zero(new());
        Refuses("'thisGradient.Layers[1]' is not null, but there is no object.", () => network.LossVjp(0.4, 1, gradient, ref slope));
        Assert.Equal(0, slope);
    }

    [Fact]
    public void Memory_that_a_layer_holds_must_not_be_written()
    {
        Layer linear = new Linear(3, 3, 3);
        var held = ((Linear)linear).Gradient__Biases();
        Assert.StartsWith("'y' and 'this._biases' overlap in memory", Assert.Throws<ArgumentException>(() => linear.ApplyVjp([1, 2, 3], held, new double[3], LayerGradient.Zero(linear), new double[3])).Message);
    }

    [Fact]
    public void Hierarchies_may_be_generic()
    {
        Curve<float> wave = new Wave();
        var (ofWave, slope) = wave.SumGradient(0.5f);
        var exact = MathF.Sin(0.5f) + MathF.Sin(2);
        Assert.Equal(exact, ((WaveGradient)ofWave).Height, 1e-6f);
        Assert.Equal(1.5f * (MathF.Cos(0.5f) - 4 * MathF.Cos(2)), slope, 1e-5f);
    }

    [Fact]
    public void Gradient_descent_descends()
    {
        var network = Makers["nested"]();
        var before = network.Loss(0.4);
        for (var k = 0; k < 20; k++) network.LossGradient(0.4).@this.AddTo(network, -0.01);
        Assert.True(network.Loss(0.4) < before - 0.1);
    }

    private static NetworkGradient Unit(Network network, int i)
    {
        var direction = NetworkGradient.Zero(network);
        var unit = new double[direction.Count];
        unit[i] = 1;
        direction.FromSpan(unit);
        return direction;
    }

    private static double[] Numbers(NetworkGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);

    private static double[] Numbers(LayerGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);
}
