using static Diff.Tests.Objects.FlatNumbers;

namespace Diff.Tests.Objects;

/// <summary>Gradients with respect to objects that hold arrays of objects.</summary>
public class TableTests
{
    // The two modes round in different orders.
    private const double Rounding = 1e-12;

    // Central differences of functions of size 1 are right to about 1e-9.
    private const double Differences = 1e-7;

    [Fact]
    public void The_gradient_has_an_array_of_gradients()
    {
        var gradient = StackGradient.Zero(new());
        Assert.Equal(3, gradient.First.Length);
        Assert.Empty(gradient.None);
        Assert.IsType<TallGradient>(gradient.Columns[1]);
        Assert.Equal(gradient.Count, gradient.First.Sum(part => part.Count) + gradient.Columns.Sum(part => part.Count) + gradient.Last.Count + 1);
    }

    [Fact]
    public void Numbers_of_elements_are_independents()
    {
        // An object that is held twice has two gradients, so that each place is moved alone.
        var stack = new Stack();
        var gradient = stack.ValueGradient(0.5).@this;
        var (numbers, differences) = (Numbers(gradient), new double[gradient.Count]);
        for (var i = 0; i < differences.Length; i++) differences[i] = (Moved(i, 1e-6) - Moved(i, -1e-6)) / 2e-6;
        var (first, last) = (Numbers(gradient.First[0]).Length, Numbers(gradient.Last).Length);
        for (var i = 0; i < last; i++) differences[2 * first + i] -= Numbers(gradient.Last)[i];
        for (var i = 0; i < last; i++) differences[differences.Length - 1 - last + i] -= Numbers(gradient.First[2])[i];
        Close(differences, numbers, Differences);

        double Moved(int i, double step)
        {
            var (moved, direction) = (new Stack(), StackGradient.Zero(stack));
            var unit = new double[direction.Count];
            unit[i] = 1;
            direction.FromSpan(unit);
            direction.AddTo(moved, step);
            return moved.Value(0.5);
        }
    }

    [Fact]
    public void Forward_mode_agrees()
    {
        var stack = new Stack();
        var (exact, tangent) = (Numbers(stack.ValueGradient(0.5).@this), StackGradient.Zero(stack));
        for (var i = 0; i < exact.Length; i++)
        {
            var direction = new double[exact.Length];
            direction[i] = 1;
            tangent.FromSpan(direction);
            Close([exact[i]], [stack.ValueJvp(0.5, tangent, 0).Tangent], Rounding);
        }
    }

    [Fact]
    public void Second_derivatives_reach_elements()
    {
        var (stack, direction) = (new Stack(), StackGradient.Zero(new()));
        direction.FromSpan([.. Enumerable.Range(0, direction.Count).Select(i => Math.Cos(i))]);
        // What is held twice moves by both parts, as AddTo moves it.
        direction.Last = direction.First[2] = direction.First[2];
        var moved = StackGradient.Zero(stack);
        moved.AddScaled(1, direction);
        moved.Last.Clear();
        var (product, other) = stack.ValueHvp(0.5, direction, 0.4);
        const double step = 1e-5;
        moved.AddTo(stack, step);
        var up = stack.ValueGradient(0.5 + 0.4 * step);
        moved.AddTo(stack, -2 * step);
        var down = stack.ValueGradient(0.5 - 0.4 * step);
        Close(Numbers(product), [.. Numbers(up.@this).Zip(Numbers(down.@this), (u, d) => (u - d) / (2 * step))], Differences);
        Close([other], [(up.x - down.x) / (2 * step)], Differences);
    }

    [Fact]
    public void Elements_of_an_object_without_gradient_are_constants()
    {
        var (stack, teacher) = (new Stack(), new Stack());
        StackGradient.ParametersOf(teacher).AddTo(teacher, 0.3);
        var (ofStack, slope) = stack.AgainstGradient(0.5, teacher);
        Close([Slope(t => stack.Against(0.5 + t, teacher))], [slope], Differences);
        Close([slope], [stack.AgainstJvp(0.5, teacher, StackGradient.Zero(stack), 1).Tangent], Rounding);
        var direction = StackGradient.Zero(stack);
        direction.Columns[2].Neurons[1].Bias = 1;
        Close([ofStack.Columns[2].Neurons[1].Bias], [stack.AgainstJvp(0.5, teacher, direction, 0).Tangent], Rounding);
        Close([Slope(Along)], [ofStack.Columns[2].Neurons[1].Bias], Differences);
        var product = stack.AgainstHvp(0.5, teacher, StackGradient.Zero(stack), 1).x;
        Close([Slope(t => stack.AgainstGradient(0.5 + t, teacher).x)], [product], Differences);

        double Along(double t)
        {
            direction.AddTo(stack, t);
            var value = stack.Against(0.5, teacher);
            direction.AddTo(stack, -t);
            return value;
        }
    }

    /// <summary>The derivative at zero, by two central differences whose leading errors cancel.</summary>
    private static double Slope(Func<double, double> function)
    {
        return (4 * Central(1e-5) - Central(2e-5)) / 3;

        double Central(double step) => (function(step) - function(-step)) / (2 * step);
    }

    [Fact]
    public void A_pullback_can_be_applied_twice()
    {
        var stack = new Stack();
        using var pullback = stack.ValueWithPullback(0.5);
        Assert.Equal(Numbers(pullback.Gradient(1).@this), Numbers(pullback.Gradient(1).@this));
        Assert.Equal(Numbers(stack.ValueGradient(0.5).@this), Numbers(pullback.Gradient(1).@this));
    }

    [Fact]
    public void Gradients_of_other_shapes_are_refused_before_anything_is_written()
    {
        var (stack, gradient) = (new Stack(), StackGradient.Zero(new()));
        gradient.Columns[1] = ColumnGradient.Zero(new Column(1));
        Refuses("'thisGradient.Columns[1]' is a ColumnGradient, but a TallGradient is expected.");
        gradient.Columns = [gradient.Columns[0]];
        Refuses("'thisGradient.Columns' has length 1, but length 3 is expected.");
        gradient.Columns = StackGradient.Zero(stack).Columns;
        gradient.First[1] = null!;
        Refuses("'thisGradient.First[1]' is null.");

        void Refuses(string message) => Assert.StartsWith(message, Assert.Throws<ArgumentException>(() =>
        {
            var slope = 0.0;
            stack.ValueVjp(0.5, 1, gradient, ref slope);
        }).Message);
    }

    [Fact]
    public void Gradients_are_vectors()
    {
        var (a, b) = (StackGradient.Zero(new()), StackGradient.Zero(new()));
        double[] x = [.. Enumerable.Range(1, a.Count).Select(i => (double)i)], y = [.. x.Select(number => number * number)];
        a.FromSpan(x);
        b.FromSpan(y);
        Assert.Equal(x.Zip(y, (p, q) => p * q).Sum(), a.Dot(b), 1e-6);
        a.AddScaled(0.5, b);
        Assert.Equal(x.Zip(y, (p, q) => p + 0.5 * q), Numbers(a));
        var stack = new Stack();
        a.AssignTo(stack);
        Assert.Equal(Numbers(a)[..20], Numbers(StackGradient.ParametersOf(stack))[..20]);
        a.Clear();
        Assert.All(Numbers(a), number => Assert.Equal(0, number));
    }

    [Fact]
    public void Gradient_descent_descends()
    {
        var stack = new Stack();
        for (var k = 0; k < 40; k++)
        {
            var (value, gradient) = stack.ValueAndGradient();
            gradient.AddTo(stack, -0.02 * (value - 0.25));
        }

        Assert.Equal(0.25, stack.Value(0.5), 1e-3);
    }

    private static double[] Numbers(StackGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);

    private static double[] Numbers(NeuronGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);
}

internal static class StackExtensions
{
    public static (double Value, StackGradient Gradient) ValueAndGradient(this Stack stack)
    {
        var (value, (ofStack, _)) = stack.ValueValueAndGradient(0.5);
        return (value, ofStack);
    }
}
