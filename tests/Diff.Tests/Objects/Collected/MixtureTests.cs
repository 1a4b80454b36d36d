namespace Diff.Tests.Objects.Collected;

/// <summary>Gradients with respect to objects that hold their numbers in lists and other collections.</summary>
public partial class MixtureTests
{
    private const double X = 0.6;

    [Fact]
    public void Derivatives_agree() => new ObjectDerivatives<Mixture>(
        () => new(),
        (mixture, x) => mixture.Value(x),
        (mixture, x) => mixture.ValueGradient(x) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (mixture, x, direction) => mixture.ValueJvp(x, Of(direction), direction[^1]).Tangent,
        (mixture, x, direction) => mixture.ValueHvp(x, Of(direction), direction[^1]) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (mixture, numbers) => Of([.. numbers, 0]).AddTo(mixture, 1)).Check(X);

    [Fact]
    public void The_gradient_of_a_list_of_numbers_is_an_array()
    {
        var gradient = MixtureGradient.Zero(new());
        Assert.Equal((3, 0, 2, 2), (gradient.Coefficients.Length, gradient.Empty.Length, gradient.Memory.Length, gradient.Shown.Length));
        Assert.Equal(typeof(GrainGradient[]), gradient.Grains.GetType());
    }

    [Fact]
    public void Parameters_are_copied_and_assigned()
    {
        var mixture = new Mixture();
        var parameters = MixtureGradient.ParametersOf(mixture);
        Assert.Equal([1.2, -0.7, 0.4], parameters.Coefficients);
        parameters.Shown[1] = 7;
        parameters.AssignTo(mixture);
        Assert.Equal([0.1, 7], mixture.Shown);
    }

    [Fact]
    public void A_list_that_has_grown_does_not_fit_an_old_gradient()
    {
        var mixture = new Mixture();
        var gradient = MixtureGradient.Zero(mixture);
        mixture.Shown.Add(3);
        FlatNumbers.Refuses("'this.Shown' has length 2, but length 3 is expected.", () => gradient.AddTo(mixture, 1));
    }

    [Fact]
    public void A_pullback_can_be_applied_twice()
    {
        using var pullback = new Mixture().ValueWithPullback(X);
        Assert.Equal(Numbers(pullback.Gradient(1).@this), Numbers(pullback.Gradient(1).@this));
        FlatNumbers.Close(Numbers(new Mixture().ValueGradient(X).@this), Numbers(pullback.Gradient(1).@this), 1e-12);
    }

    [Fact]
    public void Collections_that_are_only_read_have_gradients()
    {
        var (of, slope) = new Frozen([2, 3], [4, 5], new double[] { 6 }).ValueGradient(X);
        Assert.Equal([X, 0], of.List);
        Assert.Equal([0, 6], of.Array);
        Assert.Equal([5], of.Memory);
        Assert.Equal(4, slope);
    }

    [Fact]
    public void Lists_of_constant_objects_are_constants() => Assert.Equal(4, OfConstantGradient(new([2, 3], [4, 5], new double[] { 6 }), X));

    [Differentiable]
    private static double OfConstant([NoGradient] Frozen frozen, double x) => frozen.Value(x);

    private static MixtureGradient Of(double[] numbers)
    {
        var gradient = MixtureGradient.Zero(new());
        gradient.FromSpan(numbers.AsSpan(0, gradient.Count));
        return gradient;
    }

    private static double[] Numbers(MixtureGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);
}
