using static Diff.Tests.Objects.FlatNumbers;

namespace Diff.Tests.Objects.Mixed;

/// <summary>Gradients with respect to objects that hold tuples, and numbers of several types.</summary>
public class TupleFieldTests
{
    private const double X = 0.4;

    [Fact]
    public void Derivatives_with_respect_to_tuples_agree() => new ObjectDerivatives<Tuples>(
        () => new(),
        (tuples, x) => tuples.Value(x),
        (tuples, x) => tuples.ValueGradient(x) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (tuples, x, direction) => tuples.ValueJvp(x, Of(tuples, direction), direction[^1]).Tangent,
        (tuples, x, direction) => tuples.ValueHvp(x, Of(tuples, direction), direction[^1]) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (tuples, numbers) => Of(tuples, [.. numbers, 0]).AddTo(tuples, 1)).Check(X);

    [Fact]
    public void The_vector_has_the_items_of_tuples_in_their_order()
    {
        var gradient = TuplesGradient.ParametersOf(new());
        Assert.Equal([1.1, 0.7, 0.9, 1.3, 0.2, 0.4, 0.8, 1.7, 0.5, 0.3, -0.6, 0.9, 0.4, 0.7, 1.2], Numbers(gradient));
        gradient.FromSpan([.. Enumerable.Range(0, gradient.Count).Select(i => (double)i)]);
        Assert.Equal((2, (3, new(4, 5, 6)), 7), gradient.Nested);
        Assert.Equal((10, 11), gradient.Lines[1]);
        Assert.Equal((12, (13, 14)), gradient.Listed[0]);
        Assert.Equal(14 * 15 * 29 / 6, gradient.Dot(gradient));
        gradient.AddScaled(2, gradient);
        Assert.Equal([.. Enumerable.Range(0, gradient.Count).Select(i => 3.0 * i)], Numbers(gradient));
        gradient.Clear();
        Assert.Equal(0, gradient.Dot(gradient));
    }

    [Fact]
    public void Numbers_of_narrower_types_are_part_of_a_vector_of_the_widest_one()
    {
        var (of, slope) = new Coarse().ValueGradient(X);
        Assert.Equal(1.25 * 2 * 2, slope);
        Assert.Equal([2 * 2 * X, 1.25 * 2 * X, 0, 1.25 * 2 * X, 0, 0, 2 * 3 * 2 * 4 * 2, 0, 9 * 4 * 2, 0, 0, 0, 9 * 2 * 2, 9 * 2 * 4],
            Numbers((CoarseGradient)of), (expected, actual) => Math.Abs(expected - actual) < 1e-6);
    }

    [Fact]
    public void They_are_rounded_to_their_own_type()
    {
        var model = new Coarse();
        var parameters = PreciseGradient.ParametersOf(model);
        Assert.Equal([1.25, 2, 1, 2, 1, 2, 3, 1, 2, 3, 4, 3, 4, 2], Numbers(parameters));
        Assert.Equal(1.25 * 1.25 + 4 + 5 + 14 + 30 + 25 + 4, parameters.Dot(parameters));
        parameters.AddScaled(0.5, parameters);
        parameters.FromSpan([.. Numbers(parameters)]);
        parameters.AddTo(model, 2);
        Assert.Equal((5.0, 8f, 16f, 12f, (Half)8), (model.Bias, model.Gain, model.Matrix[1, 1], model.Range.Low, model.Half));
        parameters.AssignTo(model);
        Assert.Equal((1.875, 3f, 4.5f), (model.Bias, model.Gain, model.Rows[1][0]));
    }

    [Fact]
    public void Jacobians_and_objects_in_objects_have_them_too()
    {
        var jacobian = new Coarse().BothJacobian(X);
        Assert.Equal((2, 15), (jacobian.GetLength(0), jacobian.GetLength(1)));
        Assert.Equal(2 * X, jacobian[0, 0], 1e-6);
        Assert.Equal((3, 1), (jacobian[1, 2], jacobian[1, 11]));
        var (of, _) = new Holder().ValueGradient(X);
        Assert.Equal(3 * 14 + 1, of.Count);
        Assert.Equal(3 * 2 * 2 * X * 1.25 * 2, of.Part.Bias, 1e-5);
        Assert.Equal(new Coarse().Value(X) * 1.25 * 2, of.Scale, 1e-4);
    }

    private static TuplesGradient Of(Tuples tuples, double[] direction)
    {
        var gradient = TuplesGradient.Zero(tuples);
        gradient.FromSpan(direction.AsSpan(0, gradient.Count));
        return gradient;
    }

    private static double[] Numbers(TuplesGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);

    private static double[] Numbers(PreciseGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);
}
