namespace Diff.Tests.Kernels;

/// <summary>Arrays that come from elsewhere: from helpers without derivatives, and parameters that a loop replaces.</summary>
public static partial class Helpers
{
    private static double[,] Identity(int size)
    {
        var matrix = new double[size, size];
        for (var i = 0; i < size; i++) matrix[i, i] = 1;
        return matrix;
    }

    private static double[] Ones(int count)
    {
        double[] ones = new double[count];
        Array.Fill(ones, 1.0);
        return ones;
    }

    [Differentiable]
    private static double[,] Product(double[,] a, double[,] b)
    {
        var product = new double[2, 2];
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < 2; j++)
                for (var k = 0; k < 2; k++) product[i, j] += a[i, k] * b[k, j];
        return product;
    }

    [Differentiable]
    private static double[] Layer(double[] x, double weight)
    {
        var y = new double[x.Length];
        for (var i = 0; i < y.Length; i++) y[i] = Math.Tanh(weight * x[i]) + 0.1 * i * x[(i + 1) % x.Length];
        return y;
    }

    [Differentiable]
    private static double[] Network(double[] input, double[] weights)
    {
        var current = input;
        foreach (var weight in weights) current = Layer(current, weight);
        return current;
    }

    [Differentiable]
    public static double A_chain_that_starts_at_the_identity(double[] x)
    {
        var pose = Identity(2);
        foreach (var angle in x) pose = Product(pose, new[,] { { Math.Cos(angle), -Math.Sin(angle) }, { Math.Sin(angle), 0.5 * angle } });
        return pose[0, 0] + pose[0, 1] * pose[1, 1];
    }

    [Differentiable]
    public static double A_matrix_that_is_filled_in(double[] x)
    {
        var pose = Identity(2);
        pose[0, 1] = x[0] * x[1];
        pose[1, 1] += x[2];
        return pose[0, 0] * pose[0, 1] + pose[1, 1] * pose[1, 1];
    }

    [Differentiable]
    public static double Values_that_are_set_in_pairs_and_by_reference(double[] x)
    {
        var values = Ones(4);
        (values[0], values[1]) = (x[0] * x[1], x[1]);
        var others = Ones(2);
        ref var second = ref others[1];
        second *= x[2];
        return values[0] * values[1] + values[2] * others[1] * others[1];
    }

    [Differentiable]
    public static double Values_that_start_at_one(double[] x)
    {
        var values = Ones(3);
        for (var i = 0; i < 3; i++)
        {
            values[i] = 0.5;
            values = Layer(values, x[i]);
        }

        return values[0] + values[1] * values[2];
    }

    [Differentiable]
    public static double A_parameter_that_layers_replace(double[] x)
    {
        var output = Network(x, [x[0], x[1], 0.5]);
        return output[0] * output[1] + output[2];
    }

    [Differentiable]
    private static double Falls_through(double x, int kind)
    {
        switch (kind)
        {
            case 0:
                x *= 2;
                goto case 1;
            case 1:
                x = Math.Sin(x);
                goto default;
            case 2:
                return x;
            case 3:
            {
                x *= 3;
                goto case 2;
            }

            default:
                x += 1;
                break;
        }

        return x * x;
    }

    [Differentiable]
    public static double Sections_that_go_to_others(double[] x)
    {
        var sum = 0.0;
        for (var kind = 0; kind < 5; kind++) sum += Falls_through(x[kind], kind);
        return sum;
    }
}
