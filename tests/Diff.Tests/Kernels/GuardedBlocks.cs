namespace Diff.Tests.Kernels;

/// <summary>Values that are computed in a <c>try</c> whose handlers throw: what follows has the whole block behind it.</summary>
public static partial class GuardedBlocks
{
    [Differentiable]
    public static double Rethrown(double[] x)
    {
        try
        {
            return x[0] * x[1] * x[2];
        }
        catch
        {
            throw;
        }
    }

    [Differentiable]
    public static double Translated(double[] x)
    {
        var (sum, calls) = (0.0, 0);
        var squares = new double[2];
        try
        {
            sum = x[0] * x[1];
            squares[0] = sum * sum;
            foreach (var v in x)
            {
                sum += v * squares[0];
                if (sum > 3) return sum * squares[0];
            }
        }
        catch (IndexOutOfRangeException exception)
        {
            throw new InvalidOperationException("too few values", exception);
        }
        finally
        {
            calls++;
        }

        return sum * x[2] + squares[0] * calls;
    }

    [Differentiable]
    public static double ThrownInBothBranches(double[] x)
    {
        var (state, step) = (x[0], 0);
        for (var i = 0; i < 4; i++)
        {
            try
            {
                step = i;
                state = Math.Sin(state) * x[i];
                if (i == 1) continue;
                state += x[5];
            }
            catch (ArithmeticException)
            {
                if (step > 1) throw;
                else throw new InvalidOperationException($"step {step}");
            }
        }

        return state;
    }

    /// <summary>The cleanup has a variable of the name of the result.</summary>
    [Differentiable]
    public static double CountedInCleanup(double[] x)
    {
        var counts = new double[2];
        var sum = 1.0;
        for (var i = 0; i < x.Length; i++)
        {
            try
            {
                sum += x[i] * sum;
            }
            finally
            {
                Count(i * 1.5);
            }
        }

        return sum * x[0] + counts[0] - counts[1];

        void Count(double sum)
        {
            if (sum > 2) counts[0] += sum * sum;
            else counts[1] += sum;
        }
    }
}
