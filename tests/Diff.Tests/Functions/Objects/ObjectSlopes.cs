using static Diff.Tests.Objects.FlatNumbers;

namespace Diff.Tests.Functions;

/// <summary>A function that takes a derivative itself, with its own gradient by all numbers of an object.</summary>
/// <param name="Numbers">The numbers of the object, as one vector.</param>
/// <param name="Assign">Sets the numbers of the object.</param>
/// <param name="Value">The function.</param>
/// <param name="Gradient">Its gradient by the object.</param>
/// <param name="Jvp">Its directional derivative along a vector of the object's numbers.</param>
internal sealed record ObjectSlopes(
    Func<double[]> Numbers, Action<double[]> Assign, Func<double> Value, Func<double[]> Gradient, Func<double[], double> Jvp)
{
    public void Check()
    {
        var (numbers, gradient) = (Numbers(), Gradient());
        Assert.Equal(numbers.Length, gradient.Length);
        Assert.Contains(gradient, number => number != 0);
        for (var i = 0; i < numbers.Length; i++)
        {
            var difference = (At(i, 1e-5) - At(i, -1e-5)) / 2e-5;
            // Central differences of functions of size 1 are right to about 1e-10.
            Close([difference], [gradient[i]], 1e-8);
            var unit = new double[numbers.Length];
            unit[i] = 1;
            // The two modes round in different orders.
            Close([gradient[i]], [Jvp(unit)], 1e-12);
        }

        double At(int index, double step)
        {
            var moved = (double[])numbers.Clone();
            moved[index] += step;
            Assign(moved);
            var value = Value();
            Assign(numbers);
            return value;
        }
    }
}
