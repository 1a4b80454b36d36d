using static Diff.Tests.Objects.FlatNumbers;

namespace Diff.Tests.Objects;

/// <summary>Numbers that make several, in members with matrices with respect to objects.</summary>
[Differentiable(Order = 2)]
public sealed partial class Spring
{
    private readonly float[] _rates = [0.5f, 1.5f];
    private float _rest = 0.25f;

    public (float Force, float Energy) Pull(float x) => (_rates[0] * (x - _rest), _rates[1] * (x - _rest) * (x - _rest) / 2);

    public static double[] Forces([NoGradient] int count, Spring spring, double[] x)
    {
        var forces = new double[count];
        for (var i = 0; i < count; i++) forces[i] = spring.Pull((float)x[i % x.Length]).Force * (i + 1);
        return forces;
    }

    public float Work(float x)
    {
        var (force, energy) = Pull(x);
        return force * force * _rest + energy;
    }
}

/// <summary>Hessians and Jacobians of methods with objects: the numbers of an object stand in the order of its flat vector.</summary>
public class MatrixTests
{
    private const double Rounding = 1e-12;

    // Central differences of gradients of size 1 are right to about 1e-9.
    private const double Differences = 1e-7;

    // Central differences of floats.
    private const double Rough = 2e-2;

    [Fact]
    public void Hessian_has_rows_of_numbers_of_the_object_then_of_parameters()
    {
        var network = new Network();
        var hessian = network.LossHessian(0.5, -0.3, 0.2);
        var size = NetworkGradient.Zero(network).Count + 2;
        Assert.Equal((size, size), (hessian.GetLength(0), hessian.GetLength(1)));
        for (var column = 0; column < size; column++) Close(Along(column), Column(hessian, column), Differences);

        double[] Along(int column)
        {
            var (above, below) = (At(column, 1e-6), At(column, -1e-6));
            return [.. above.Zip(below, (x, y) => (x - y) / 2e-6)];
        }

        double[] At(int column, double step)
        {
            var (moved, direction) = (new Network(), NetworkGradient.Zero(network));
            var unit = new double[size];
            unit[column] = 1;
            direction.FromSpan(unit.AsSpan(0, size - 2));
            direction.AddTo(moved, step);
            var (ofNetwork, a, b) = moved.LossGradient(0.5 + step * unit[size - 2], -0.3 + step * unit[size - 1], 0.2);
            return [.. Of(ofNetwork.Count, ofNetwork.CopyTo), a, b];
        }
    }

    [Fact]
    public void Hessian_is_symmetric_to_the_last_bit_and_has_the_products_as_columns()
    {
        var stack = new Stack();
        var hessian = stack.ValueHessian(0.5);
        var (size, direction) = (hessian.GetLength(0), StackGradient.Zero(stack));
        for (var column = 0; column < size; column++)
        {
            var unit = new double[size];
            unit[column] = 1;
            direction.FromSpan(unit.AsSpan(0, size - 1));
            var (ofStack, x) = stack.ValueHvp(0.5, direction, unit[size - 1]);
            Close([.. Of(ofStack.Count, ofStack.CopyTo), x], Column(hessian, column), Rounding);
            for (var row = 0; row < column; row++) Assert.Equal(hessian[row, column], hessian[column, row]);
        }
    }

    [Fact]
    public void Hessian_with_respect_to_a_parameter_that_is_an_object()
    {
        double[] data = [0.5, -0.3, 0.2, 0.1, 0.8, -0.4];
        var (model, direction) = (new Network(), NetworkGradient.Zero(new Network()));
        var hessian = Network.TotalHessian(model, data);
        var ones = new double[hessian.GetLength(0)];
        Array.Fill(ones, 1);
        direction.FromSpan(ones);
        var product = Network.TotalHvp(model, data, direction);
        Close(Of(product.Count, product.CopyTo), [.. Enumerable.Range(0, ones.Length).Select(row => Column(hessian, row).Sum())], Rounding);
    }

    [Fact]
    public void Jacobian_of_a_written_span_has_the_numbers_of_the_object_as_first_columns()
    {
        var neuron = new Neuron(0.4);
        double[] x = [0.3, -0.7], y = new double[2];
        var jacobian = neuron.SpreadJacobian(x, y);
        var gradient = NeuronGradient.Zero(neuron);
        Assert.Equal((2, gradient.Count + 2), (jacobian.GetLength(0), jacobian.GetLength(1)));
        for (var row = 0; row < 2; row++)
        {
            gradient.Clear();
            double[] weights = [0, 0], ofX = [0, 0];
            weights[row] = 1;
            neuron.SpreadVjp(x, y, weights, gradient, ofX);
            Close([.. Of(gradient.Count, gradient.CopyTo), .. ofX], Row(jacobian, row), Rounding);
        }
    }

    [Fact]
    public void Jacobian_by_columns_agrees_with_one_by_rows()
    {
        double[] x = [0.5, -0.25];
        var spring = new Spring();
        // Five columns: fewer than six forces, more than two.
        var (many, few) = (Spring.ForcesJacobian(6, spring, x), Spring.ForcesJacobian(2, spring, x));
        Assert.Equal((6, 5), (many.GetLength(0), many.GetLength(1)));
        for (var row = 0; row < 2; row++) Close(Row(few, row), Row(many, row), 0);
    }

    [Fact]
    public void Matrices_of_numbers_of_type_float()
    {
        var spring = new Spring();
        var jacobian = spring.PullJacobian(1.5f);
        Assert.Equal(new double[,] { { 1.25, 0, -0.5, 0.5 }, { 0, 0.78125, -1.875, 1.875 } }, jacobian);
        var hessian = spring.WorkHessian(1.5f);
        for (var column = 0; column < 4; column++)
        {
            var (above, below) = (At(column, 0.01f), At(column, -0.01f));
            Close([.. above.Zip(below, (x, y) => (double)(x - y) / 0.02)], Column(hessian, column), Rough);
        }

        float[] At(int column, float step)
        {
            var (moved, direction) = (new Spring(), SpringGradient.Zero(spring));
            var unit = new float[4];
            unit[column] = 1;
            direction.FromSpan(unit.AsSpan(0, 3));
            direction.AddTo(moved, step);
            var (ofSpring, x) = moved.WorkGradient(1.5f + step * unit[3]);
            var numbers = new float[4];
            ofSpring.CopyTo(numbers.AsSpan(0, 3));
            numbers[3] = x;
            return numbers;
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    public void A_Jacobian_into_a_matrix_makes_two_gradients_of_the_object_however_many_rows_there_are(int rows)
    {
        var (spring, x) = (new Spring(), new double[] { 0.3, 0.7, -0.2 });
        var jacobian = new double[rows, SpringGradient.Zero(spring).Count + x.Length];
        // A gradient is an object of 24 bytes with an array of two floats of 32.
        Memory.Garbage.None(_ => Spring.ForcesJacobian(rows, spring, x, jacobian), allowed: 2 * 56 + 32);
        Assert.Equal(Spring.ForcesJacobian(rows, spring, x), jacobian);
    }

    private static double[] Row(double[,] matrix, int row) => [.. Enumerable.Range(0, matrix.GetLength(1)).Select(column => matrix[row, column])];

    private static double[] Column(double[,] matrix, int column) => [.. Enumerable.Range(0, matrix.GetLength(0)).Select(row => matrix[row, column])];
}
