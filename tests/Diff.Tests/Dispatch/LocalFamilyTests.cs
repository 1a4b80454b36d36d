namespace Diff.Tests.Dispatch;

/// <summary>Objects of several classes that a method makes: second derivatives, marked classes, and casts that fail.</summary>
public partial class LocalFamilyTests
{
    // Central differences of gradients of size 10 are right to about 1e-9.
    private const double Differences = 1e-6;

    [Differentiable(Order = 2)]
    public partial interface IModel
    {
        double At(double x);
    }

    [Differentiable(Order = 2)]
    public sealed partial class Line(double slope) : IModel
    {
        private readonly double _slope = slope;

        public double At(double x) => _slope * x;
    }

    [Differentiable(Order = 2)]
    public sealed partial record Wave(double Frequency, double Amplitude) : IModel
    {
        public double At(double x) => Amplitude * Math.Sin(Frequency * x);
    }

    public sealed class Scaled(IModel inner, double factor)
    {
        public double At(double x) => factor * inner.At(x);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Hessians_are_those_of_the_class_that_is_chosen(int kind)
    {
        var hessian = ChosenHessian(0.7, 1.3, kind);
        const double step = 1e-5;
        var (right, left) = (ChosenGradient(0.7 + step, 1.3, kind), ChosenGradient(0.7 - step, 1.3, kind));
        var (above, below) = (ChosenGradient(0.7, 1.3 + step, kind), ChosenGradient(0.7, 1.3 - step, kind));
        Assert.Equal((right.x - left.x) / (2 * step), hessian[0, 0], Differences);
        Assert.Equal((right.y - left.y) / (2 * step), hessian[0, 1], Differences);
        Assert.Equal((above.x - below.x) / (2 * step), hessian[1, 0], Differences);
        Assert.Equal((above.y - below.y) / (2 * step), hessian[1, 1], Differences);
    }

    [Fact]
    public void Objects_of_marked_classes_are_passed_as_what_they_implement()
    {
        var (x, y) = PassedGradient(0.7, 1.3);
        Assert.Equal(1.3 * 1.3 + 0.7 * 1.3 * Math.Cos(0.7 * 0.7) * 2 * 0.7 + 1.3 * Math.Sin(0.7 * 0.7), x, 1e-12);
        Assert.Equal(2 * 0.7 * 1.3 + 0.7 * Math.Sin(0.7 * 0.7), y, 1e-12);
    }

    [Fact]
    public void A_cast_to_another_class_throws()
    {
        Assert.Equal(1.3, CastGradient(0.7, 1.3, line: true).x);
        Assert.Throws<InvalidCastException>(() => CastGradient(0.7, 1.3, line: false));
    }

    [Differentiable(Order = 2)]
    private static double Chosen(double x, double y, int kind)
    {
        IModel model = kind switch { 0 => new Line(x * y), 1 => new Wave(x, y), _ => new Line(y) };
        return new Scaled(model, x).At(y) + model.At(x) * y;
    }

    [Differentiable(Order = 2)]
    private static double Use(IModel model, double x) => x * model.At(x);

    [Differentiable]
    private static double Passed(double x, double y) => Use(new Line(x), y) + Use(new Wave(x, y), x);

    [Differentiable]
    private static double Cast(double x, double y, bool line)
    {
        IModel model = line ? new Line(x) : new Wave(x, y);
        return ((Line)model).At(y);
    }
}
