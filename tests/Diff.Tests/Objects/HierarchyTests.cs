using static Diff.Tests.Objects.FlatNumbers;

namespace Diff.Tests.Objects;

/// <summary>Gradients with respect to objects whose classes derive from each other.</summary>
public class HierarchyTests
{
    // The two modes round in different orders.
    private const double Rounding = 1e-12;

    // Central differences of functions of size 1 are right to about 1e-9.
    private const double Differences = 1e-7;

    [Fact]
    public void Inherited_fields_come_first()
    {
        var gradient = GateGradient.ParametersOf(new());
        Assert.Equal([0.6, 0.4, -0.3, 0.7, 1.2, 0.8, 0.3], Numbers(gradient));
        Assert.Equal((0.6, 1.2, 0.8, 0.3), (gradient.Rate, gradient.Gain, gradient.Gradient, gradient.Count_));
    }

    [Fact]
    public void Inherited_fields_are_independents()
    {
        var cell = new Cell();
        var (ofCell, slope) = cell.StepGradient(0.7);
        Close(GradientCheck.Gradient(p => cell.Step(p[0]), [0.7]), [slope], Differences);
        var parameters = CellGradient.ParametersOf(cell);
        Close(
            GradientCheck.Gradient(
                p =>
                {
                    parameters.FromSpan(p);
                    parameters.AssignTo(cell);
                    return cell.Step(0.7);
                },
                Numbers(parameters)),
            Numbers(ofCell),
            Differences);
    }

    [Fact]
    public void Forward_mode_agrees()
    {
        var cell = new Cell();
        var (exact, tangent) = (Numbers(cell.StepGradient(0.7).@this), CellGradient.Zero(cell));
        for (var i = 0; i < exact.Length; i++)
        {
            var direction = new double[exact.Length];
            direction[i] = 1;
            tangent.FromSpan(direction);
            Close([exact[i]], [cell.StepJvp(0.7, tangent, 0).Tangent], Rounding);
        }
    }

    [Fact]
    public void Second_derivatives_reach_inherited_fields()
    {
        var (cell, direction) = (new Cell(), CellGradient.Zero(new()));
        direction.FromSpan([.. Enumerable.Range(0, direction.Count).Select(i => Math.Cos(i))]);
        var product = Numbers(cell.StepHvp(0.7, direction, 0).@this);
        const double step = 1e-5;
        direction.AddTo(cell, step);
        var up = Numbers(cell.StepGradient(0.7).@this);
        direction.AddTo(cell, -2 * step);
        var down = Numbers(cell.StepGradient(0.7).@this);
        Close(product, [.. up.Zip(down, (u, d) => (u - d) / (2 * step))], Differences);
    }

    [Fact]
    public void The_class_of_an_object_decides_what_its_gradient_is()
    {
        Block gate = new Gate(), plain = new Plain();
        Assert.IsType<GateGradient>(BlockGradient.Zero(gate));
        Assert.IsType<PlainGradient>(BlockGradient.ParametersOf(plain));
        var gradient = Cell.SquareGradient(gate);
        Assert.Equal([2 * gate.Rate, 0, 0, 0, 0, 0, 0], Numbers(gradient));
        gradient.AddTo(gate, 0.5);
        Assert.Equal(1.2, gate.Rate, Rounding);
        gradient.AddScaled(2, gradient);
        Assert.Equal(3.6 * 3.6, gradient.Dot(gradient), Rounding);
    }

    [Fact]
    public void A_gradient_with_respect_to_an_object_of_another_class_is_refused()
    {
        Refuses("'blockGradient' is a GateGradient, but a PlainGradient is expected.", () => Cell.SquareVjp(new Plain(), 1, GateGradient.Zero(new())));
        Refuses("'this' is a GateGradient, but a PlainGradient is expected.", () => GateGradient.Zero(new()).AddTo(new Plain(), 1));
        Refuses("'other' is a PlainGradient, but a GateGradient is expected.", () => GateGradient.Zero(new()).AddScaled(1, GateGradient.Zero(new Plain())));
        var ofCell = CellGradient.Zero(new());
        ofCell.Memory = BlockGradient.Zero(new Plain());
        Refuses("'other.Memory' is a PlainGradient, but a GateGradient is expected.", () => CellGradient.Zero(new()).Dot(ofCell));
    }

    [Fact]
    public void A_base_class_may_be_generic()
    {
        var affine = new Affine();
        var (ofAffine, _) = affine.AtGradient(0.6);
        Close([4 * Math.Tanh(0.6), 0.6], Numbers(ofAffine), Rounding);
    }

    private static double[] Numbers(BlockGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);

    private static double[] Numbers(AffineGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);
}
