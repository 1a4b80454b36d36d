using Diff.Tests.Language;

namespace Diff.Tests.Dispatch;

/// <summary>Generic methods that call themselves with a struct that depends on independents.</summary>
public static partial class RecursiveStructTests
{
    [Fact]
    public static void An_integrator_that_calls_itself() => Derivatives.Check(Swing, SwingValueAndGradient, SwingJvp);

    [Differentiable(Order = 2)]
    private static double Swing(double x, double y) => Integrate(new Pendulum(1 + x * x), y, 0.1, 6) * Integrate(new Pendulum(2), x, 0.1, 3);

    [Fact]
    public static void An_integrator_that_calls_itself_has_second_derivatives()
    {
        var hessian = SwingHessian(0.7, 1.3);
        var (onX, onY) = (GradientCheck.Gradient(p => SwingGradient(p[0], p[1]).x, [0.7, 1.3]), GradientCheck.Gradient(p => SwingGradient(p[0], p[1]).y, [0.7, 1.3]));
        Assert.Equal([onX[0], onX[1], onY[0], onY[1]], hessian.Cast<double>(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public static void A_search_with_several_returns_in_a_loop() => Derivatives.Check(Search, SearchValueAndGradient, SearchJvp);

    [Differentiable]
    private static double Search(double x, double y) => Halve(new Pendulum(1 + x * x), y, 0, 3, 8);

    [Differentiable(Order = 2)]
    private static double Integrate<TSystem>(TSystem system, double state, double step, int n)
        where TSystem : struct, ISystem
    {
        if (n == 0) return state;
        var middle = state + 0.5 * step * system.Rate(n * step, state);
        return Integrate(system, state + step * system.Rate(n * step, middle), step, n - 1);
    }

    [Differentiable]
    private static double Halve<TSystem>(TSystem system, double state, double low, double high, int n)
        where TSystem : struct, ISystem
    {
        for (var i = 0; i < 2; i++)
        {
            var middle = 0.5 * (low + high);
            if (n == 0) return system.Rate(middle, state);
            if (system.Rate(middle, state) > 0) high = middle;
            else low = middle;
        }

        return Halve(system, state + low * 0.1, low, high, n - 1) + system.Rate(low, state);
    }

    public partial interface ISystem
    {
        [Differentiable(Order = 2)]
        double Rate(double time, double state);
    }

    public readonly partial record struct Pendulum(double Length) : ISystem
    {
        [Differentiable(Order = 2)]
        public double Rate(double time, double state) => -9.81 / Length * Math.Sin(state) + 0.3 * time;
    }
}
