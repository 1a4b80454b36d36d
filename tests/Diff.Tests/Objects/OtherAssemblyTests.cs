using Diff.Tests.Library;

namespace Diff.Tests.Objects;

/// <summary>Objects whose class, with its gradient and its halves, comes compiled from another assembly.</summary>
public class OtherAssemblyTests
{
    private static readonly double[] Signal = [0.3, -0.8, 0.5, 1.1];

    [Fact]
    public void Their_methods_have_gradients_with_respect_to_their_private_fields() =>
        Check(new Filter(), filter => filter.ApplyGradient(Signal, 3).@this, filter => filter.Apply(Signal, 3));

    [Fact]
    public void They_can_be_parameters() =>
        Check(new Filter(), filter => Channels.PowerGradient(filter, Signal).filter, filter => Channels.Power(filter, Signal));

    [Fact]
    public void They_can_be_fields()
    {
        var pair = new Channels(new Filter());
        var parameters = ChannelsGradient.ParametersOf(pair);
        var numbers = new double[parameters.Count];
        parameters.CopyTo(numbers);
        var gradient = new double[parameters.Count];
        pair.MixGradient(Signal).@this.CopyTo(gradient);
        var differences = GradientCheck.Gradient(
            p =>
            {
                parameters.FromSpan(p);
                parameters.AssignTo(pair);
                return pair.Mix(Signal);
            },
            numbers);
        Assert.Equal(differences.Length, gradient.Length);
        for (var i = 0; i < gradient.Length; i++) Assert.Equal(differences[i], gradient[i], 1e-8);
    }

    private static void Check(Filter filter, Func<Filter, FilterGradient> gradient, Func<Filter, double> value)
    {
        var parameters = FilterGradient.ParametersOf(filter);
        var (numbers, partials) = (new double[parameters.Count], new double[parameters.Count]);
        parameters.CopyTo(numbers);
        gradient(filter).CopyTo(partials);
        var differences = GradientCheck.Gradient(
            p =>
            {
                parameters.FromSpan(p);
                parameters.AssignTo(filter);
                return value(filter);
            },
            numbers);
        for (var i = 0; i < partials.Length; i++) Assert.Equal(differences[i], partials[i], 1e-8);
        Assert.DoesNotContain(0, partials);
    }
}

/// <summary>A class that holds an object of another assembly.</summary>
[Differentiable]
public partial class Channels(Filter left)
{
    private readonly Filter _left = left;
    private double _share = 0.7;

    public double Mix(ReadOnlySpan<double> signal) => _share * Power(_left, signal) + (1 - _share) * _left.Apply(signal, 1);

    public static double Power(Filter filter, ReadOnlySpan<double> signal)
    {
        var power = 0.0;
        for (var i = 0; i < signal.Length; i++)
        {
            var y = filter.Apply(signal, i);
            power += y * y;
        }

        return power;
    }
}
