namespace Diff.Tests.Objects.Passed;

/// <summary>Gradients with respect to objects in arrays and lists that methods get, and of locals that hold one object after another.</summary>
public class CircuitTests
{
    private const double X = 0.6;

    [Fact]
    public void Derivatives_agree() => new ObjectDerivatives<Circuit>(
        () => new(),
        (circuit, x) => circuit.Value(x),
        (circuit, x) => circuit.ValueGradient(x) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (circuit, x, direction) => circuit.ValueJvp(x, Of(direction), direction[^1]).Tangent,
        (circuit, x, direction) => circuit.ValueHvp(x, Of(direction), direction[^1]) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (circuit, numbers) => Of([.. numbers, 0]).AddTo(circuit, 1)).Check(X);

    [Fact]
    public void The_gradient_of_an_array_of_objects_is_an_array_of_gradients() => new ObjectDerivatives<List<Stage>>(
        Stages,
        (stages, x) => Circuits.Folded(stages, x),
        (stages, x) => Circuits.FoldedGradient(stages, x) is var (of, slope) ? [.. of.SelectMany(Numbers), slope] : [],
        (stages, x, direction) => Circuits.FoldedJvp(stages, x, Of(stages, direction), direction[^1]).Tangent,
        (stages, x, direction) => Circuits.FoldedHvp(stages, x, Of(stages, direction), direction[^1]) is var (of, slope) ? [.. of.SelectMany(Numbers), slope] : [],
        (stages, numbers) =>
        {
            foreach (var (gradient, stage) in Of(stages, [.. numbers, 0]).Zip(stages)) gradient.AddTo(stage, 1);
        }).Check(X);

    [Fact]
    public void One_object_in_two_places_has_two_gradients()
    {
        var stage = new Stage(0.3, [0.2, 0.6]);
        var (of, _) = Circuits.ThroughGradient([stage, stage], X);
        var (apart, _) = Circuits.ThroughGradient([new(0.3, [0.2, 0.6]), new(0.3, [0.2, 0.6])], X);
        Assert.Equal(apart.SelectMany(Numbers), of.SelectMany(Numbers));
        Assert.NotSame(of[0], of[1]);
    }

    [Fact]
    public void A_value_is_what_the_method_gives() => Assert.Equal(new Circuit().Value(X), new Circuit().ValueValueAndGradient(X).Value, 1e-12);

    [Fact]
    public void Null_has_a_gradient_that_is_null()
    {
        var (of, slope) = Circuits.OptionalGradient([null, new Linear(3), null], X);
        Assert.Equal(new[] { true, false, true }, of.Select(part => part is null));
        Assert.Equal(3, slope);
    }

    [Fact]
    public void No_objects_have_no_gradients() => Assert.Empty(Circuits.AlongGradient([], X).elements);

    [Fact]
    public void The_Jacobian_has_a_column_per_number_of_each_object()
    {
        var stages = Stages();
        var jacobian = Circuits.EachJacobian([.. stages], X);
        Assert.Equal((3, 10), (jacobian.GetLength(0), jacobian.GetLength(1)));
        var of = stages[1].AtGradient(X).@this;
        FlatNumbers.Close([0, 0, 0, .. Numbers(of), 0, 0, 0], [.. Enumerable.Range(0, 9).Select(column => jacobian[1, column])], 1e-12);
    }

    [Fact]
    public void Constant_objects_have_no_gradient()
    {
        var (of, _) = Circuits.OfConstantsGradient([.. Stages()], [.. Stages()], X);
        FlatNumbers.Close(
            [.. Circuits.ThroughGradient([.. Stages()], X).stages.SelectMany(Numbers).Select(number => number * Circuits.Through([.. Stages()], X))], [.. of.SelectMany(Numbers)], 1e-12);
    }

    [Fact]
    public void A_pullback_of_objects_can_be_applied_twice()
    {
        using var pullback = Circuits.AlongWithPullback([new Wave(0.4, [0.3, 0.2]), new Linear(2)], X);
        Assert.Equal(pullback.Gradient(1).elements.SelectMany(Numbers), pullback.Gradient(1).elements.SelectMany(Numbers));
    }

    [Fact]
    public void Gradients_that_do_not_fit_are_refused()
    {
        Stage[] stages = [.. Stages()];
        var (slope, gradient) = (0.0, Array.ConvertAll(stages, StageGradient.Zero));
        FlatNumbers.Refuses("'stagesGradient' has length 2, but length 3 is expected.", () => Circuits.ThroughVjp(stages, X, 1, gradient[1..], ref slope));
        gradient[1] = null!;
        FlatNumbers.Refuses("'stagesGradient[1]' is null.", () => Circuits.ThroughVjp(stages, X, 1, gradient, ref slope));
    }

    private static List<Stage> Stages() => [new(0.7, [0.5, 0.1]), new(0.4, [-0.3, 0.2]), new(0.5, [0.1, -0.4])];

    private static StageGradient[] Of(List<Stage> stages, double[] numbers)
    {
        StageGradient[] gradients = [.. stages.Select(StageGradient.Zero)];
        for (var i = 0; i < gradients.Length; i++) gradients[i].FromSpan(numbers.AsSpan(3 * i, 3));
        return gradients;
    }

    private static CircuitGradient Of(double[] numbers)
    {
        var gradient = CircuitGradient.Zero(new());
        gradient.FromSpan(numbers.AsSpan(0, gradient.Count));
        return gradient;
    }

    private static double[] Numbers(CircuitGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);

    private static double[] Numbers(StageGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);

    private static double[] Numbers(IElementGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);
}
