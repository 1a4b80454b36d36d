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
    public void They_can_be_derived_from()
    {
        var louder = new Louder();
        var (parameters, gradient) = (LouderGradient.ParametersOf(louder), louder.LastGradient(Signal, 0.6).@this);
        Check(parameters.Count, numbers => parameters.CopyTo(numbers), partials => gradient.CopyTo(partials), p =>
        {
            parameters.FromSpan(p);
            parameters.AssignTo(louder);
            return louder.Last(Signal, 0.6);
        });
    }

    [Fact]
    public void They_can_be_fields()
    {
        var pair = new Channels(new Filter());
        var (parameters, gradient) = (ChannelsGradient.ParametersOf(pair), pair.MixGradient(Signal).@this);
        Check(parameters.Count, numbers => parameters.CopyTo(numbers), partials => gradient.CopyTo(partials), p =>
        {
            parameters.FromSpan(p);
            parameters.AssignTo(pair);
            return pair.Mix(Signal);
        });
    }

    [Fact]
    public void They_can_hold_structs_with_private_numbers()
    {
        var pair = new Antennas();
        var (parameters, gradient) = (AntennasGradient.ParametersOf(pair), pair.ReadGradient(0.3, 0.7).@this);
        Check(parameters.Count, numbers => parameters.CopyTo(numbers), partials => gradient.CopyTo(partials), p =>
        {
            parameters.FromSpan(p);
            parameters.AssignTo(pair);
            return pair.Read(0.3, 0.7);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void They_can_miss_a_part(bool hasEcho)
    {
        var hall = new Hall(new Studio { Echo = hasEcho ? new Filter() : null });
        var (parameters, gradient) = (HallGradient.ParametersOf(hall), hall.HearGradient(Signal, 0.6).@this);
        Check(parameters.Count, numbers => parameters.CopyTo(numbers), partials => gradient.CopyTo(partials), p =>
        {
            parameters.FromSpan(p);
            parameters.AssignTo(hall);
            return hall.Hear(Signal, 0.6);
        });
    }

    private static void Check(Filter filter, Func<Filter, FilterGradient> gradientOf, Func<Filter, double> value)
    {
        var (parameters, gradient) = (FilterGradient.ParametersOf(filter), gradientOf(filter));
        Check(parameters.Count, numbers => parameters.CopyTo(numbers), partials => gradient.CopyTo(partials), p =>
        {
            parameters.FromSpan(p);
            parameters.AssignTo(filter);
            return value(filter);
        });
    }

    private static void Check(int count, Action<double[]> parameters, Action<double[]> gradient, Func<double[], double> value)
    {
        var (numbers, partials) = (new double[count], new double[count]);
        parameters(numbers);
        gradient(partials);
        var differences = GradientCheck.Gradient(value, numbers);
        Assert.Equal(differences.Length, partials.Length);
        for (var i = 0; i < count; i++) Assert.Equal(differences[i], partials[i], 1e-8);
        Assert.DoesNotContain(0, partials);
    }
}

/// <summary>A class that holds an object of another assembly.</summary>
[Differentiable]
public sealed partial class Louder : Filter
{
    private readonly Stage _second = new();
    private double _share = 0.7;

    public double Last(ReadOnlySpan<double> signal, double x)
    {
        var stage = _second;
        return _share * Apply(signal, 3) + Level * stage.Saturate(x) + stage.Limit * Level;
    }
}

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

/// <summary>A class that derives from one, and holds another one, with structs that are private to another assembly.</summary>
[Differentiable]
public sealed partial class Antennas : Antenna
{
    private readonly Probe[] _own = [new(0.9, 2)];
    private readonly Antenna _second = new();

    public new double Read(double x, double y) => base.Read(x, y) * _own[0].Read(y, x) + _second.Read(x, x);
}

/// <summary>A class that holds an object of another assembly which may miss a part, and has one that may be missing itself.</summary>
[Differentiable]
public sealed partial class Hall(Studio studio)
{
    private readonly Studio _studio = studio;
    private readonly Stage? _none = null;

    public double Hear(ReadOnlySpan<double> signal, double x) =>
        _none is null ? x * _studio.Hear(signal, 3) + (_studio.Echo?.Apply(signal, 2) ?? x) : _none.Saturate(x);
}
