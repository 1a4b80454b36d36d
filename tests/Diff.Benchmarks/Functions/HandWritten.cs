using System.Buffers;
using BlackScholes;

namespace Diff.Benchmarks.Functions;

/// <summary>Value and gradient of the same functions, as a careful person writes them.</summary>
public static class HandWritten
{
    public static (double Value, (double x, double y) Gradient) Rosenbrock(double x, double y)
    {
        var a = 1 - x;
        var b = y - x * x;
        return (a * a + 100 * b * b, (-2 * a - 400 * b * x, 200 * b));
    }

    public static (double Value, (double spot, double strike, double rate, double volatility, double years) Gradient) Price(
        double spot, double strike, double rate, double volatility, double years)
    {
        var root = Math.Sqrt(years);
        var deviation = volatility * root;
        var d1 = (Math.Log(spot / strike) + (rate + 0.5 * volatility * volatility) * years) / deviation;
        var d2 = d1 - deviation;
        var discount = Math.Exp(-rate * years);
        var delta = EuropeanCall.NormalCdf(d1);
        var exercise = discount * EuropeanCall.NormalCdf(d2);
        var vega = spot * root * Math.Exp(-0.5 * d1 * d1) / Math.Sqrt(2 * Math.PI);
        var time = vega * volatility / (2 * years) + rate * strike * exercise;
        return (spot * delta - strike * exercise, (delta, -exercise, years * strike * exercise, vega, time));
    }

    public static (double Value, double Gradient) NewtonSqrt(double a)
    {
        // x ← (x + a/x)/2 with its derivative carried along: one input, so forward mode is what a person writes.
        var x = a;
        var tangent = 1.0;
        for (var i = 0; i < 30; i++)
        {
            var quotient = a / x;
            tangent = 0.5 * (tangent + (1 - quotient * tangent) / x);
            x = 0.5 * (x + quotient);
        }

        return (x, tangent);
    }

    public static double SumOfSquares(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i];
            gradient[i] = 2 * x[i];
        }

        return sum;
    }

    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> xGradient, Span<double> yGradient)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
            xGradient[i] = y[i];
            yGradient[i] = x[i];
        }

        return sum;
    }

    public static (double Value, (double r, double start) Gradient) Logistic(double r, double start, int steps)
    {
        var history = ArrayPool<double>.Shared.Rent(steps);
        var x = start;
        for (var i = 0; i < steps; i++)
        {
            history[i] = x;
            x = r * x * (1 - x);
        }

        var value = x;
        var xBar = 1.0;
        var rBar = 0.0;
        for (var i = steps - 1; i >= 0; i--)
        {
            x = history[i];
            rBar += xBar * (x * (1 - x));
            xBar *= r * (1 - x - x);
        }

        ArrayPool<double>.Shared.Return(history);
        return (value, (rBar, xBar));
    }
}
