using static Diff.Tests.Objects.FlatNumbers;

namespace Diff.Tests.Functions;

/// <summary>A network that learns a differential equation: its derivative by the input is part of the loss.</summary>
public static partial class PhysicsInformedTests
{
    private static readonly double[] Points = [0, 0.25, 0.5, 0.75, 1];

    [Fact]
    public static void The_loss_has_the_slope_of_the_network()
    {
        var (net, loss) = (new Network(), 0.0);
        foreach (var x in Points) loss += Math.Pow((net.At(x + 1e-5) - net.At(x - 1e-5)) / 2e-5 + net.At(x), 2);
        // Central differences of functions of size 1 are right to about 1e-10.
        Assert.Equal(loss + Math.Pow(net.At(0) - 1, 2), net.Loss(Points), 1e-8);
    }

    [Fact]
    public static void The_gradient_of_the_loss_goes_through_the_slope()
    {
        var net = new Network();
        Slopes(net, () => net.Loss(Points), () => net.LossGradient(Points), along => net.LossJvp(Points, along).Tangent).Check();
    }

    [Fact]
    public static void A_function_of_the_network_may_be_named_outside_of_it()
    {
        var net = new Network();
        Slopes(net, () => Residual(net, Points), () => ResidualGradient(net, Points), along => ResidualJvp(net, Points, along).Tangent).Check();
        Assert.Equal(net.Loss(Points), Residual(net, Points), 1e-12);
        Assert.Equal(net.LossGradient(Points).Offset, ResidualGradient(net, Points).Offset, 1e-12);
    }

    [Fact]
    public static void The_network_learns_to_decay()
    {
        var net = new Network();
        for (var step = 0; step < 3000; step++) net.LossGradient(Points).AddTo(net, -0.05);
        foreach (var x in Points) Assert.Equal(Math.Exp(-x), net.At(x), 0.02);
    }

    private static ObjectSlopes Slopes(Network net, Func<double> value, Func<NetworkGradient> gradient, Func<NetworkGradient, double> jvp) => new(
        () => Flat(NetworkGradient.ParametersOf(net)),
        numbers => FromSpan(net, numbers).AssignTo(net),
        value,
        () => Flat(gradient()),
        along => jvp(FromSpan(net, along)));

    private static double[] Flat(NetworkGradient gradient) => Of(gradient.Count, gradient.CopyTo);

    private static NetworkGradient FromSpan(Network net, double[] numbers)
    {
        var gradient = NetworkGradient.Zero(net);
        gradient.FromSpan(numbers);
        return gradient;
    }

    [Differentiable]
    private static double Residual(Network net, [NoGradient] double[] points)
    {
        var loss = (net.At(0) - 1) * (net.At(0) - 1);
        foreach (var x in points)
        {
            var residual = Gradient.Of(AtPoint, x, net) + net.At(x);
            loss += residual * residual;
        }

        return loss;
    }

    [Differentiable(Order = 2)]
    private static double AtPoint(double x, Network net) => net.At(x);

    [Differentiable(Order = 2)]
    internal sealed partial class Network
    {
        private readonly double[] _in = [0.5, -0.3, 0.8, 0.2];
        private readonly double[] _shifts = [0.1, 0.2, -0.4, 0];
        private readonly double[] _out = [1, -0.7, 0.3, 0.1];
        private double _offset = 0.05;

        public double At(double x)
        {
            var y = _offset;
            for (var i = 0; i < _in.Length; i++) y += _out[i] * Math.Tanh(_in[i] * x + _shifts[i]);
            return y;
        }

        /// <summary>How far the network is from solving u' = -u, u(0) = 1.</summary>
        [Differentiable]
        public double Loss([NoGradient] double[] points)
        {
            var loss = (At(0) - 1) * (At(0) - 1);
            foreach (var x in points)
            {
                var (u, slope) = Gradient.ValueAndGradient(static (double x, Network net) => net.At(x), x, this);
                loss += (slope + u) * (slope + u);
            }

            return loss;
        }
    }
}
