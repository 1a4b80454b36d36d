using static Diff.Tests.Objects.FlatNumbers;

namespace Diff.Tests.Objects;

/// <summary>The derivatives of a function of an object and a number, which tests compare with differences and with each other.</summary>
/// <param name="Make">Makes the object, always the same one.</param>
/// <param name="Value">The function.</param>
/// <param name="Gradient">Its gradient, that of the object as a flat vector, and then that of the number.</param>
/// <param name="Jvp">Its directional derivative, in the order of the gradient.</param>
/// <param name="Hvp">The derivative of the gradient in a direction.</param>
/// <param name="Move">Adds a flat vector to the object.</param>
internal sealed record ObjectDerivatives<T>(
    Func<T> Make, Func<T, double, double> Value, Func<T, double, double[]> Gradient, Func<T, double, double[], double> Jvp, Func<T, double, double[], double[]> Hvp, Action<T, double[]> Move)
{
    // The two modes round in different orders.
    private const double Rounding = 1e-12;

    public void Check(double x)
    {
        var gradient = Gradient(Make(), x);
        for (var i = 0; i < gradient.Length; i++)
        {
            var unit = new double[gradient.Length];
            unit[i] = 1;
            // Central differences of functions of size 1 are right to about 1e-9.
            Close([(At(x, unit, 1e-6, Value) - At(x, unit, -1e-6, Value)) / 2e-6], [gradient[i]], 1e-7);
            Close([gradient[i]], [Jvp(Make(), x, unit)], Rounding);
        }

        double[] direction = [.. gradient.Select((_, i) => Math.Cos(i))];
        var (up, down) = (At(x, direction, 1e-5, Gradient), At(x, direction, -1e-5, Gradient));
        Close([.. up.Zip(down, (u, d) => (u - d) / 2e-5)], Hvp(Make(), x, direction), 1e-6);
    }

    private TValue At<TValue>(double x, double[] direction, double step, Func<T, double, TValue> function)
    {
        var model = Make();
        double[] moved = [.. direction.Select(number => step * number)];
        Move(model, moved[..^1]);
        return function(model, x + moved[^1]);
    }
}
