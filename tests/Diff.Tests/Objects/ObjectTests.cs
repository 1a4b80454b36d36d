using Diff.Tests.Kernels;
using static Diff.Tests.Objects.FlatNumbers;

namespace Diff.Tests.Objects;

public class ObjectTests
{
    // The two modes round in different orders.
    private const double Rounding = 1e-12;

    // Central differences of functions of size 1 are right to about 1e-9; second ones are taken of exact gradients.
    private const double Differences = 1e-7;

    private static readonly double[] Data = [0.5, 0.7, -0.2, 0.9, 0.4, 0.3];

    private static Chain NewChain() => new(
        [new(0.3, 0.1, 0.9), new(1.2, 0.4, -0.3), new(0.2, 1.1, 0.8)], [[1, 2, 3], [0.5, 1.5], [1, 2, 2.5]]);

    [Fact]
    public void The_gradient_of_a_method_has_a_part_for_the_object()
    {
        var model = new Network();
        var (ofModel, a, b) = model.LossGradient(0.5, 0.7, 1);
        var differences = GradientCheck.Gradient(p => model.Loss(p[0], p[1], 1), [0.5, 0.7]);
        Close([a, b], differences, Differences);
        CheckFields(model, ofModel, () => model.Loss(0.5, 0.7, 1));
    }

    [Fact]
    public void Fields_may_be_called_like_the_members_of_a_tuple() => new ObjectDerivatives<Elastic>(
        () => new(),
        (elastic, length) => elastic.Work(length),
        (elastic, length) => elastic.WorkGradient(length) is var (ofElastic, ofLength) ? [ofElastic.Rest, ofElastic.Item1, ofLength] : [],
        (elastic, length, v) => elastic.WorkJvp(length, Elastic(v), v[2]).Tangent,
        (elastic, length, v) => elastic.WorkHvp(length, Elastic(v), v[2]) is var (ofElastic, ofLength) ? [ofElastic.Rest, ofElastic.Item1, ofLength] : [],
        (elastic, numbers) => (elastic.Rest, elastic.Item1) = (elastic.Rest + numbers[0], elastic.Item1 + numbers[1])).Check(1.5);

    private static ElasticGradient Elastic(double[] numbers)
    {
        var gradient = ElasticGradient.Zero(new());
        gradient.FromSpan(numbers.AsSpan(0, 2));
        return gradient;
    }

    [Fact]
    public void An_object_that_is_a_parameter_has_a_gradient() =>
        CheckFields(new Network(), Network.TotalGradient, model => Network.Total(model, Data));

    [Fact]
    public void An_object_without_gradient_is_a_constant()
    {
        var (model, teacher) = (new Network(), new Network { Scale = 1.5 });
        var (ofModel, a, b) = Network.ImitationGradient(model, teacher, 0.5, 0.7);
        Close([a, b], GradientCheck.Gradient(p => Network.Imitation(model, teacher, p[0], p[1]), [0.5, 0.7]), Differences);
        var (_, slope) = Network.ImitationJvp(model, teacher, 0.5, 0.7, NetworkGradient.Zero(model), 1, 0);
        Close([a], [slope], Rounding);
        CheckFields(model, ofModel, () => Network.Imitation(model, teacher, 0.5, 0.7));
    }

    [Fact]
    public void Vjp_adds_into_the_gradient_of_the_object()
    {
        var model = new Network();
        var gradient = NetworkGradient.Zero(model);
        for (var k = 0; k < 2; k++) Network.TotalVjp(model, Data, 1.5, gradient);
        var once = Numbers(Network.TotalGradient(model, Data));
        Close(Numbers(gradient), [.. once.Select(number => 3 * number)], Rounding);
    }

    [Fact]
    public void ValueAndGradient_overwrites_the_gradient_of_the_object()
    {
        var model = new Network();
        var gradient = Network.TotalGradient(model, Data);
        var value = Network.TotalValueAndGradient(model, Data, gradient);
        Assert.Equal(Network.Total(model, Data), value);
        Assert.Equal(Numbers(Network.TotalGradient(model, Data)), Numbers(gradient));
    }

    [Fact]
    public void Forward_mode_takes_a_tangent_of_the_object()
    {
        var model = new Network();
        var gradient = Numbers(Network.TotalGradient(model, Data));
        var tangent = NetworkGradient.Zero(model);
        for (var i = 0; i < tangent.Count; i++)
        {
            var direction = new double[tangent.Count];
            direction[i] = 1;
            tangent.FromSpan(direction);
            var (value, slope) = Network.TotalJvp(model, Data, tangent);
            Assert.Equal(Network.Total(model, Data), value);
            Close([gradient[i]], [slope], Rounding);
        }
    }

    [Fact]
    public void A_pullback_can_be_applied_twice()
    {
        var model = new Network();
        using var pullback = model.LossWithPullback(0.5, 0.7, 1);
        var (first, _, _) = pullback.Gradient(1);
        var (second, _, _) = pullback.Gradient(1);
        Assert.Equal(Numbers(first), Numbers(second));
        Assert.Equal(Numbers(model.LossGradient(0.5, 0.7, 1).@this), Numbers(first));
    }

    [Fact]
    public void Second_derivatives_reach_the_object()
    {
        var model = new Network();
        var direction = NetworkGradient.Zero(model);
        direction.FromSpan([.. Enumerable.Range(0, direction.Count).Select(i => Math.Cos(i))]);
        var product = Numbers(Network.TotalHvp(model, Data, direction));
        const double step = 1e-5;
        direction.AddTo(model, step);
        var up = Numbers(Network.TotalGradient(model, Data));
        direction.AddTo(model, -2 * step);
        var down = Numbers(Network.TotalGradient(model, Data));
        Close(product, [.. up.Zip(down, (u, d) => (u - d) / (2 * step))], Differences);
    }

    [Fact]
    public void Structs_and_jagged_arrays_are_fields_like_others() =>
        CheckFields(NewChain(), chain => chain.EnergyGradient(0.8).@this, chain => chain.Energy(0.8));

    [Fact]
    public void Gradient_descent_descends()
    {
        var model = new Network();
        var before = Network.Total(model, Data);
        for (var k = 0; k < 50; k++) model.Step(0.05, Data);
        Assert.InRange(Network.Total(model, Data), 0, 0.1 * before);
    }

    [Fact]
    public void A_gradient_of_another_shape_is_refused_before_anything_is_written()
    {
        var chain = NewChain();
        var other = ChainGradient.Zero(new([new(1, 1, 1)], [[1]]));
        var thrown = Assert.Throws<ArgumentException>(() =>
        {
            var rest = 0.0;
            chain.EnergyVjp(0.8, 1, other, ref rest);
        });
        Assert.StartsWith("'thisGradient.Nodes' has length 1, but length 3 is expected.", thrown.Message);
    }

    [Fact]
    public void A_gradient_into_memory_of_the_caller_allocates_nothing()
    {
        var chain = NewChain();
        var gradient = ChainGradient.Zero(chain);
        var rest = 0.0;
        Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var k = 0; k < 100; k++) Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step()
        {
            chain.EnergyVjp(0.8, 1, gradient, ref rest);
            gradient.AddScaled(-0.5, gradient);
            gradient.AddTo(chain, -1e-6);
        }
    }

    [Fact]
    public void Gradients_of_other_shapes_are_refused_before_anything_is_written()
    {
        var chain = NewChain();
        var gradient = ChainGradient.Zero(chain);
        gradient.FromSpan([.. Enumerable.Range(1, gradient.Count).Select(i => (double)i)]);
        var (energy, numbers) = (chain.Energy(0.8), Numbers(gradient));
        var other = ChainGradient.Zero(chain);
        other.Table[1] = new double[3];
        Refuses("'other.Table[1]' has length 3, but length 2 is expected.", () => gradient.AddScaled(2, other));
        Refuses("'other.Table[1]' has length 3, but length 2 is expected.", () => gradient.Dot(other));
        Refuses("'this.Table[1]' has length 3, but length 2 is expected.", () => other.AddTo(chain, 1));
        Refuses("'this.Table[1]' has length 3, but length 2 is expected.", () => other.AssignTo(chain));
        Refuses("'other.Nodes' is null.", () => gradient.AddScaled(2, new ChainGradient()));
        Assert.Equal(energy, chain.Energy(0.8));
        Assert.Equal(numbers, Numbers(gradient));
    }

    [Fact]
    public void Gradients_are_vectors()
    {
        var (a, b) = (ChainGradient.Zero(NewChain()), ChainGradient.Zero(NewChain()));
        double[] x = [.. Enumerable.Range(1, a.Count).Select(i => (double)i)], y = [.. x.Select(number => number * number)];
        a.FromSpan(x);
        b.FromSpan(y);
        Assert.Equal(x.Zip(y, (p, q) => p * q).Sum(), a.Dot(b), 1e-9);
        a.AddScaled(0.5, b);
        Assert.Equal(x.Zip(y, (p, q) => p + 0.5 * q), Numbers(a));
        Assert.Throws<ArgumentException>(() => a.CopyTo(new double[1]));
        a.Clear();
        Assert.All(Numbers(a), number => Assert.Equal(0, number));
    }

    private static void CheckFields(Network model, Func<Network, ReadOnlySpan<double>, NetworkGradient> gradient, Func<Network, double> value) =>
        CheckFields(model, gradient(model, Data), () => value(model));

    private static void CheckFields(Network model, NetworkGradient gradient, Func<double> value)
    {
        var parameters = NetworkGradient.ParametersOf(model);
        var differences = GradientCheck.Gradient(
            p =>
            {
                parameters.FromSpan(p);
                parameters.AssignTo(model);
                return value();
            },
            Numbers(parameters));
        Close(Numbers(gradient), differences, Differences);
        Assert.DoesNotContain(0, Numbers(gradient));
    }

    private static void CheckFields(Chain chain, Func<Chain, ChainGradient> gradient, Func<Chain, double> value)
    {
        var exact = gradient(chain);
        var parameters = ChainGradient.ParametersOf(chain);
        var differences = GradientCheck.Gradient(
            p =>
            {
                parameters.FromSpan(p);
                parameters.AssignTo(chain);
                return value(chain);
            },
            Numbers(parameters));
        Close(Numbers(exact), differences, Differences);
    }

    private static double[] Numbers(NetworkGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);

    private static double[] Numbers(ChainGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);
}
