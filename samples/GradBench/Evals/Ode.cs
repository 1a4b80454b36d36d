using Diff;
using GradBench.Protocol;

namespace GradBench.Evals;

/// <summary>A chain of differential equations, <c>y₀' = x₀</c> and <c>yᵢ' = xᵢ·yᵢ₋₁</c>, from y(0) = 0 to y(2).</summary>
public static partial class Ode
{
    /// <summary>The solution at 2 by <paramref name="steps"/> steps of the classical Runge–Kutta method.</summary>
    [Differentiable]
    public static void Solve(ReadOnlySpan<double> x, int steps, Span<double> y)
    {
        var h = 2.0 / steps;
        var k1 = new double[x.Length];
        var k2 = new double[x.Length];
        var k3 = new double[x.Length];
        var k4 = new double[x.Length];
        var between = new double[x.Length];
        y.Clear();
        for (var step = 0; step < steps; step++)
        {
            Slope(x, y, k1);
            Move(y, h / 2, k1, between);
            Slope(x, between, k2);
            Move(y, h / 2, k2, between);
            Slope(x, between, k3);
            Move(y, h, k3, between);
            Slope(x, between, k4);
            for (var i = 0; i < y.Length; i++) y[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
        }
    }

    /// <summary>The last component of the solution at 2.</summary>
    [Differentiable]
    public static double Last(ReadOnlySpan<double> x, int steps)
    {
        var y = new double[x.Length];
        Solve(x, steps, y);
        return y[^1];
    }

    [Differentiable]
    private static void Slope(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slope)
    {
        slope[0] = x[0];
        for (var i = 1; i < x.Length; i++) slope[i] = x[i] * y[i - 1];
    }

    [Differentiable]
    private static void Move(ReadOnlySpan<double> y, [NoGradient] double step, ReadOnlySpan<double> slope, Span<double> moved)
    {
        for (var i = 0; i < y.Length; i++) moved[i] = y[i] + step * slope[i];
    }
}

internal static class OdeModule
{
    public static Module Create() => new("ode", new Dictionary<string, Function>
    {
        ["primal"] = Function.Create(Read, input => Solution(input.X, input.Steps), (writer, _, y) => writer.WriteVector(y)),
        ["gradient"] = Function.Create(
            Read, input => Ode.LastGradient(input.X, input.Steps), (writer, _, gradient) => writer.WriteVector(gradient)),
    });

    private static double[] Solution(double[] x, int steps)
    {
        var y = new double[x.Length];
        Ode.Solve(x, steps, y);
        return y;
    }

    private static (double[] X, int Steps) Read(InputReader input)
    {
        var x = input["x"];
        return x.Length > 0 ? (x.Vector(), input["s"].Int(least: 1)) : throw x.Invalid("is empty");
    }
}
