namespace Diff.Tests.Language;

/// <summary>A member written by hand is called by nothing that is generated: a derivative for callers is a custom rule.</summary>
public class HandWrittenTests
{
    private const double X = 1.3;

    private static readonly double First = (2 * X * Math.Sin(X)) + (X * X * Math.Cos(X));
    private static readonly double Second = ((2 - (X * X)) * Math.Sin(X)) + (4 * X * Math.Cos(X));

    [Fact]
    public void Other_members_do_without_it()
    {
        Assert.Equal(First, HandWritten.WaveGradient(X), 1e-14);
        Assert.Equal(First, HandWritten.WaveValueAndGradient(X).Gradient, 1e-14);
        Assert.Equal(Second, HandWritten.WaveHessian(X)[0, 0], 1e-14);
        Assert.Equal(7, HandWritten.WaveJvp(X, 1).Tangent);
    }

    [Fact]
    public void Callers_do_without_it()
    {
        Assert.Equal(2 * First, HandWritten.TwiceGradient(X), 1e-14);
        Assert.Equal(2 * First, HandWritten.TwiceJvp(X, 1).Tangent, 1e-14);
        Assert.Equal(2 * Second, HandWritten.TwiceHessian(X)[0, 0], 1e-14);
    }

    [Fact]
    public void Entry_points_do_without_it()
    {
        Assert.Equal(First, Gradient.Of(HandWritten.Wave, X), 1e-14);
        Assert.Equal(First, Gradient.Jvp(HandWritten.Wave, X, 1.0).Tangent, 1e-14);
        Assert.Equal(Second, Gradient.Hvp(HandWritten.Wave, X, 1.0), 1e-14);
        Assert.Equal(Second, HandWritten.SlopeGradient(X), 1e-14);
        Assert.Equal(Second, HandWritten.SlopeJvp(X, 1).Tangent, 1e-14);
    }

    [Fact]
    public void Callers_of_members_of_classes_and_structs_do_without_it()
    {
        var (spring, by) = HandWritten.StretchedGradient(new Spring(2), 3);
        Assert.Equal((18, 24), (spring.Stiffness, by));
        Assert.Equal(18, HandWritten.StretchedJvp(new Spring(2), 3, new SpringGradient { Stiffness = 1 }, 0).Tangent);
        Assert.Equal(12, HandWritten.StretchedHessian(new Spring(2), 3)[0, 1]);
        Assert.Equal((new Weight3(18), 24), HandWritten.LiftedGradient(new Weight3(2), 3));
        Assert.Equal(18, HandWritten.LiftedJvp(new Weight3(2), 3, new Weight3(1), 0).Tangent);
        Assert.Equal(12, HandWritten.LiftedHessian(new Weight3(2), 3)[0, 1]);
    }
}
