namespace Diff.Tests.Objects.Listed;

/// <summary>Gradients with respect to objects in lists.</summary>
public class EnsembleTests
{
    private const double X = 0.4;

    [Fact]
    public void Derivatives_agree() => new ObjectDerivatives<Ensemble>(
        () => new(),
        (ensemble, x) => ensemble.Value(x),
        (ensemble, x) => ensemble.ValueGradient(x) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (ensemble, x, direction) => ensemble.ValueJvp(x, Of(direction), direction[^1]).Tangent,
        (ensemble, x, direction) => ensemble.ValueHvp(x, Of(direction), direction[^1]) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (ensemble, numbers) => Of([.. numbers, 0]).AddTo(ensemble, 1)).Check(X);

    [Fact]
    public void The_gradient_of_a_list_is_an_array()
    {
        var gradient = EnsembleGradient.Zero(new());
        Assert.Equal([typeof(SlopeGradient), typeof(DecayGradient), typeof(ChainGradient), typeof(SlopeGradient)], gradient.List.Select(part => part.GetType()));
        Assert.Null(gradient.Optional[2]);
        Assert.Equal((2, 0), (gradient.Immutable.Length, gradient.Empty.Length));
    }

    [Fact]
    public void A_pullback_can_be_applied_twice()
    {
        var ensemble = new Ensemble();
        using var pullback = ensemble.ValueWithPullback(X);
        Assert.Equal(Numbers(pullback.Gradient(1).@this), Numbers(pullback.Gradient(1).@this));
        FlatNumbers.Close(Numbers(ensemble.ValueGradient(X).@this), Numbers(pullback.Gradient(1).@this), 1e-12);
    }

    [Fact]
    public void A_gradient_of_another_shape_is_refused()
    {
        var (ensemble, slope) = (new Ensemble(), 0.0);
        var gradient = EnsembleGradient.Zero(ensemble);
        gradient.List = [];
        FlatNumbers.Refuses("'thisGradient.List' has length 0, but length 4 is expected.", () => ensemble.ValueVjp(X, 1, gradient, ref slope));
        gradient = EnsembleGradient.Zero(ensemble);
        gradient._immutable[1] = null!;
        FlatNumbers.Refuses("'thisGradient._immutable[1]' is null.", () => ensemble.ValueVjp(X, 1, gradient, ref slope));
    }

    [Fact]
    public void A_method_and_its_derivative_have_the_same_value() => Assert.Equal(new Ensemble().Value(X), new Ensemble().ValueValueAndGradient(X).Value, 1e-12);

    private static EnsembleGradient Of(double[] numbers)
    {
        var gradient = EnsembleGradient.Zero(new());
        gradient.FromSpan(numbers.AsSpan(0, gradient.Count));
        return gradient;
    }

    private static double[] Numbers(EnsembleGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);
}
