namespace Diff.Tests.Kernels;

/// <summary>Arrays of fields and of methods without derivatives, changed or in turn with arrays of the method.</summary>
public static partial class ArraysFromElsewhere
{
    private static readonly double[] Start = [0.3, 1.1, 0.9];

    private static double[]? Missing => null;
    private static double[,]? MissingMatrix => null;

    private static double[] Ones(int n)
    {
        var ones = new double[n];
        Array.Fill(ones, 1);
        return ones;
    }

    private static double[] Roots(int n) => Enumerable.Range(1, n).Select(i => Math.Sqrt(i)).ToArray();

    [Differentiable]
    private static double[] Step(double[] state, double rate) => [state[0] * rate + 1, state[1] + state[0] * state[2], state[2] * rate];

    [Differentiable]
    private static void Scale(double[] a, double factor)
    {
        for (var i = 0; i < a.Length; i++) a[i] *= factor + i;
    }

    [Differentiable]
    public static double StartOfAField(double[] x)
    {
        var sum = 0.0;
        for (var n = 0; n < 4; n++)
        {
            var state = Start;
            for (var i = 0; i < n; i++) state = Step(state, x[i]);
            sum += state[0] * state[1] * x[4];
        }

        return sum;
    }

    [Differentiable]
    public static double FieldThatIsNull(double[] x)
    {
        var sum = 0.0;
        for (var n = 0; n < 3; n++)
        {
            var (w, matrix) = (Missing!, MissingMatrix!);
            if (n > 0) (w, matrix) = ([x[n], x[n + 1]], new[,] { { x[0], x[n] } });
            if (n > 1) sum += w[0] * w[1] * matrix[0, 1];
        }

        return sum;
    }

    [Differentiable]
    public static double FieldInTurn(double[] x)
    {
        var (a, b) = (Start, Start);
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += a[0] * x[i];
            if (sum > 6) return sum * b[1];
            if (i % 3 == 2)
            {
                a = Start;
                continue;
            }

            (a, b) = (b, [a[1] * x[i], sum, 1]);
            b[2] += x[i];
        }

        return sum + b[2];
    }

    [Differentiable]
    public static double ParameterOrNew(double[] x)
    {
        var w = x;
        var sum = 0.0;
        for (var i = 0; i < 5; i++)
        {
            w = i % 2 == 0 ? x : Ones(8);
            var v = i % 3 == 0 ? Roots(8) : w;
            sum += w[i] * x[1] * v[i + 1];
        }

        return sum;
    }

    [Differentiable]
    public static double ChangedByCall(double[] x)
    {
        var a = Ones(3);
        Scale(a, x[0]);
        var b = Roots(3);
        Scale(b, x[1]);
        return a[1] * a[2] * b[0] * b[2];
    }

    [Differentiable]
    public static double ChangedByAnotherName(double[] x)
    {
        var a = Ones(3);
        var b = a;
        b[0] = x[0] * x[1];
        var s = Roots(4).AsSpan(1);
        s[2] = x[2] * x[3];
        foreach (ref var v in s) v *= x[4];
        ref var last = ref a[2];
        last = x[5] * s[2];
        return a[0] * x[6] + s[1] * s[2] + a[2] * x[7];
    }

    [Differentiable]
    public static double Exchanged(double[] x)
    {
        var (a, b) = (Ones(8), Roots(8));
        for (var i = 0; i < x.Length; i++)
        {
            b[i] = a[7 - i] * x[i];
            (a, b) = (b, a);
        }

        return a[7] + b[6] * x[0];
    }
}
