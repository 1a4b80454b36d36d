using BlackScholes;
using static Diff.Benchmarks.Functions.Inputs;

namespace Diff.Benchmarks.Functions;

/// <summary>Everything that is measured.</summary>
public static class MeasuredFunctions
{
    public static IEnumerable<MeasuredFunction> All { get; } =
    [
        new(
            "Rosenbrock, 2 variables",
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++) s += Primals.Rosenbrock(Unit(i), Unit(i + 1));
                return s;
            },
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++) s += Sum(Primals.RosenbrockValueAndGradient(Unit(i), Unit(i + 1)));
                return s;
            },
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++) s += Sum(HandWritten.Rosenbrock(Unit(i), Unit(i + 1)));
                return s;
            },
            HandWrittenLimit: 1.3),
        new(
            "Black–Scholes, 5 inputs",
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++)
                {
                    var (s0, k, r, v, t) = Option(i);
                    s += EuropeanCall.Price(s0, k, r, v, t);
                }

                return s;
            },
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++)
                {
                    var (s0, k, r, v, t) = Option(i);
                    s += Sum(EuropeanCall.PriceValueAndGradient(s0, k, r, v, t));
                }

                return s;
            },
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++)
                {
                    var (s0, k, r, v, t) = Option(i);
                    s += Sum(HandWritten.Price(s0, k, r, v, t));
                }

                return s;
            },
            PrimalLimit: 1.5),
        new(
            "Newton square root, 30 steps",
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++) s += Primals.NewtonSqrt(1 + Unit(i));
                return s;
            },
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++) s += Sum(Primals.NewtonSqrtValueAndGradient(1 + Unit(i)));
                return s;
            },
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++) s += Sum(HandWritten.NewtonSqrt(1 + Unit(i)));
                return s;
            },
            PrimalLimit: 3),
        new(
            $"Sum of squares, {Length} elements",
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++) s += Primals.SumOfSquares(X);
                return s;
            },
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++) s += Primals.SumOfSquaresValueAndGradient(X, XGradient);
                return s;
            },
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++) s += HandWritten.SumOfSquares(X, XGradient);
                return s;
            }),
        new(
            $"Dot product, {Length} elements",
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++) s += Primals.Dot(X, Y);
                return s;
            },
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++) s += Primals.DotValueAndGradient(X, Y, XGradient, YGradient);
                return s;
            },
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++) s += HandWritten.Dot(X, Y, XGradient, YGradient);
                return s;
            }),
        new(
            $"Logistic map, {Steps} steps",
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++) s += Primals.Logistic(3.5, 0.1 + 0.8 * Unit(i), Steps);
                return s;
            },
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++) s += Sum(Primals.LogisticValueAndGradient(3.5, 0.1 + 0.8 * Unit(i), Steps));
                return s;
            },
            static calls =>
            {
                var s = 0.0;
                for (var i = 0; i < calls; i++) s += Sum(HandWritten.Logistic(3.5, 0.1 + 0.8 * Unit(i), Steps));
                return s;
            }),
    ];

    private static (double Spot, double Strike, double Rate, double Volatility, double Years) Option(int i) =>
        (90 + 20 * Unit(i), 95 + 20 * Unit(i + 1), 0.05 * Unit(i + 2), 0.1 + 0.3 * Unit(i + 3), 0.5 + 2 * Unit(i + 4));

    private static double Sum((double Value, double Gradient) r) => r.Value + r.Gradient;

    private static double Sum((double Value, (double, double) Gradient) r) => r.Value + r.Gradient.Item1 + r.Gradient.Item2;

    private static double Sum((double Value, (double, double, double, double, double) Gradient) r) =>
        r.Value + r.Gradient.Item1 + r.Gradient.Item2 + r.Gradient.Item3 + r.Gradient.Item4 + r.Gradient.Item5;
}
