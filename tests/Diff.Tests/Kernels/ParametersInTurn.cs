namespace Diff.Tests.Kernels;

/// <summary>Parameters that variables hold in turn with arrays that are written.</summary>
public static partial class ParametersInTurn
{
    [Differentiable]
    public static double ReplacedInLoop(double[] x)
    {
        var w = x;
        var sum = 0.0;
        for (var i = 0; i < 4; i++)
        {
            sum += w[0] * w[1];
            w = new double[2];
            w[0] = sum;
            w[1] = x[i] * x[i + 1];
        }

        return sum;
    }

    [Differentiable]
    public static double LeftAndTakenAgain(double[] x)
    {
        var w = x;
        var sum = 0.0;
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < i; j++)
            {
                sum += w[1] * w[0];
                w = new double[3];
                for (var k = 0; k < 3; k++) w[k] += x[k] * sum;
                if (sum > 3) break;
                if (j == 1) continue;
                w[0] += 1;
            }

            sum += w[2];
            w = x;
        }

        return sum;
    }

    [Differentiable]
    public static double TestedAtTheEnd(double[] x)
    {
        var w = x;
        var (sum, i) = (0.0, 0);
        do
        {
            sum += w[0] * w[1];
            w = [sum, x[i]];
            w[1] *= w[0];
            if (++i == 2) continue;
            sum += w[1];
        }
        while (i < 4);
        return sum;
    }
}
