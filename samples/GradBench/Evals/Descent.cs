namespace GradBench.Evals;

/// <summary>Gradient descent as the suite prescribes it: the step doubles after ten steps that went well, and halves after one that did not.</summary>
public static class Descent
{
    /// <summary>The first step.</summary>
    public const double FirstStep = 1e-5;

    /// <summary>A gradient or a step this short ends the descent.</summary>
    public const double Tolerance = 1e-5;

    /// <summary>So many good steps double the next one.</summary>
    public const int GoodSteps = 10;

    /// <summary>A minimum of a function.</summary>
    /// <param name="f">The function's value and gradient.</param>
    public static double[] Minimise(double[] start, Func<double[], (double Value, double[] Gradient)> f)
    {
        var x = start;
        var (value, gradient) = f(x);
        var step = FirstStep;
        var good = 0;
        while (Norm(gradient) > Tolerance)
        {
            if (good == GoodSteps)
            {
                step *= 2;
                good = 0;
                continue;
            }

            double[] next = [.. x.Zip(gradient, (at, slope) => at - step * slope)];
            if (Norm([.. x.Zip(next, (from, to) => from - to)]) <= Tolerance) break;
            var (nextValue, nextGradient) = f(next);
            if (nextValue < value)
            {
                (x, value, gradient) = (next, nextValue, nextGradient);
                good++;
            }
            else
            {
                step /= 2;
                good = 0;
            }
        }

        return x;
    }

    private static double Norm(double[] x) => Math.Sqrt(x.Sum(element => element * element));
}
