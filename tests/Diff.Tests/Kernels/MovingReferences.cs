namespace Diff.Tests.Kernels;

/// <summary>References to one place or another: those that are assigned, and those that a condition chooses.</summary>
public static partial class MovingReferences
{
    private struct Pair
    {
        public double A, B;
    }

    [Differentiable]
    public static double FromArrayToArray(double[] x)
    {
        var (a, b) = ((double[])x.Clone(), new double[3]);
        b[1] = x[0] * x[1];
        ref var r = ref a[0];
        r *= x[2];
        r = ref b[1];
        r += x[3];
        return (a[0] * b[1]) + r;
    }

    [Differentiable]
    public static double WhileItsVariableGetsAnotherArray(double[] x)
    {
        var a = (double[])x.Clone();
        ref var r = ref a[0];
        var old = a;
        a = new double[8];
        a[1] = x[3];
        r *= x[1];
        r = ref a[1];
        r *= x[2];
        return (old[0] * a[1]) + (old[1] * old[1]);
    }

    [Differentiable]
    public static double FromAVariableToElements(double[] x)
    {
        var (a, best) = ((double[])x.Clone(), 0.1);
        ref var r = ref best;
        for (var i = 0; i < 8; i++)
        {
            if (x[i] > 0.8) r = ref a[i];
            r += x[i] * r;
        }

        return (best * best) + (a[1] * a[3]) + a[7];
    }

    [Differentiable]
    public static double ToArraysOfTheLoop(double[] x)
    {
        var (a, best, s) = ((double[])x.Clone(), 0.1, 0.0);
        ref var r = ref best;
        for (var i = 0; i < 8; i++)
        {
            var b = new double[8];
            b[2] = x[i];
            if (x[i] > 0.8) r = ref b[i];
            else if (x[i] < 0) r = ref a[i];
            r += x[i] * r;
            s += r * r;
        }

        return s + (best * best) + (a[1] * a[3]) + a[7];
    }

    [Differentiable]
    public static double BetweenArraysAndSpans(double[] x)
    {
        var a = (double[])x.Clone();
        Span<double> b = stackalloc double[4];
        ref var r = ref b[0];
        for (var i = 0; i < 8; i++)
        {
            if (i % 3 == 0) r = ref a[i];
            else r = ref b[i % 4];
            r += x[i] * (1 + r);
        }

        return (a[0] * b[1]) + (a[3] * b[2]) + b[0];
    }

    [Differentiable]
    public static double BetweenMatricesAndRows(double[] x)
    {
        var (g, h) = (new double[3, 3], new double[3][]);
        for (var i = 0; i < 3; i++) h[i] = new double[3];
        ref var r = ref g[0, 0];
        for (var i = 0; i < 8; i++)
        {
            r = x[i] * (1 + r);
            if (i % 2 == 0) r = ref h[i % 3][1];
            else r = ref g[1, i % 3];
        }

        return (g[0, 0] * h[1][1]) + (g[1, 2] * g[1, 1]) + h[0][1] + h[2][1];
    }

    [Differentiable]
    public static double BetweenThreeVariables(double[] x)
    {
        double p = x[0], q = x[1], s = x[2];
        ref var r = ref p;
        for (var i = 0; i < 8; i++)
        {
            if (x[i] > 1) r = ref q;
            else if (x[i] < 0) r = ref s;
            else r = ref p;
            r = (r * 0.5) + (x[i] * x[i]);
        }

        return p * q * s;
    }

    [Differentiable]
    public static double ToFieldsOfStructs(double[] x)
    {
        var p = new Pair[3];
        for (var i = 0; i < 3; i++) p[i] = new Pair { A = x[i], B = x[i + 1] };
        var q = p[2];
        ref var r = ref q.A;
        r *= x[4];
        r = ref p[1].A;
        r *= x[2];
        r = ref p[2].B;
        r += x[0];
        return (p[1].A * p[2].B) + (p[0].A * p[1].B) + (q.A * q.B);
    }

    [Differentiable]
    public static double ThatOnlyReads(double[] x)
    {
        var (a, s) = ((double[])x.Clone(), 0.0);
        ref readonly var r = ref a[0];
        for (var i = 0; i < 8; i++)
        {
            if (x[i] > r) r = ref x[i];
            a[i] *= 2;
            s += r * a[i];
        }

        return s + r;
    }

    [Differentiable]
    public static double ToTheEndOfAnInterval(double[] x)
    {
        var (low, high) = (x[0], x[1]);
        for (var i = 0; i < 8; i++)
        {
            var middle = (0.4 * low) + (0.6 * high);
            ref var end = ref (middle * middle > x[4] ? ref high : ref low);
            end = middle;
        }

        return low * high;
    }

    [Differentiable]
    public static double OfThreeChosen(double[] x)
    {
        var (a, b, c, s) = ((double[])x.Clone(), new double[8], new double[8], 0.0);
        for (var i = 0; i < 8; i++)
        {
            ref var r = ref (x[i] > 1 ? ref a[i] : ref (x[i] > 0 ? ref b[i] : ref c[i]));
            r += x[i] * x[i];
        }

        for (var i = 0; i < 8; i++) s += (a[i] * a[i]) + (2 * b[i] * b[i]) + (3 * c[i] * c[i]);
        return s;
    }

    [Differentiable]
    public static double ChosenWithoutAName(double[] x)
    {
        var (a, low, s) = ((double[])x.Clone(), 0.5, 0.0);
        var pair = default(Pair);
        var other = default(Pair);
        for (var i = 0; i < 8; i++)
        {
            (x[i] > 0.8 ? ref a[i] : ref low) += x[i] * x[(i + 1) % 8];
            (i % 2 == 0 ? ref low : ref a[1])++;
            (i % 3 == 0 ? ref pair : ref other).B -= x[i];
            s += i % 2 == 0 ? ref a[i] : ref x[7 - i];
        }

        return (low * low) + (a[1] * a[3]) + a[7] + (pair.B * other.B) + (s * s);
    }

    [Differentiable]
    public static double ChosenAsArguments(double[] x)
    {
        var (a, b) = ((double[])x.Clone(), (double[])x.Clone());
        for (var i = 0; i < 8; i++)
        {
            Bump(ref (x[i] > 0.8 ? ref a[i] : ref b[7 - i]), 0.3 * x[i]);
            Bump(ref a[i], in (x[i] > 0.8 ? ref x[i] : ref b[i]));
        }

        return (b[0] * b[1]) + (a[1] * a[3]) + (a[7] * b[5]);
    }

    [Differentiable]
    public static double OfParameters(double[] x)
    {
        var (y, z) = (x[0], x[1]);
        Turn(ref y, ref z, x[2]);
        Turn(ref y, ref z, x[3]);
        return y * z;
    }

    [Differentiable]
    internal static void Bump(ref double value, in double by)
    {
        for (var k = 0; k < 3; k++) value = (value * by) + 1;
    }

    [Differentiable]
    internal static void Turn(ref double p, ref double q, double w)
    {
        ref var r = ref (w > 0 ? ref p : ref q);
        r *= w;
        r = ref q;
        r += w * p;
    }

    [Differentiable]
    public static double ThroughTheLinksOfSortedLists(double[] x)
    {
        var (head, link) = (new int[2], new int[x.Length]);
        for (var i = 1; i < x.Length; i++)
        {
            ref var at = ref head[i % 2];
            while (at != 0 && x[at] < x[i]) at = ref link[at];
            link[i] = at;
            at = i;
        }

        var s = 0.0;
        for (var h = 0; h < 2; h++)
            for (var k = head[h]; k != 0; k = link[k]) s = s * 0.7 + x[k] * x[k];
        return s;
    }

    [Differentiable]
    public static double ToElementsOfTablesOrACounter(double[] x)
    {
        var (table, counter) = (new int[3, 2], 0);
        ref var r = ref counter;
        for (var i = 0; i < 7; i++)
        {
            r += i + 1;
            if (x[i] < 0) r = ref counter;
            else r = ref table[i % 3, i % 2];
        }

        var s = x[counter % 8] * x[0];
        for (var i = 0; i < 3; i++) s += x[table[i, 0] % 8] * x[table[i, 1] % 8] * x[i];
        return s;
    }

    [Differentiable]
    public static double ToIndicesOfAnArrayThatIsReplaced(double[] x)
    {
        var p = new int[3];
        var old = p;
        ref var r = ref p[0];
        for (var i = 0; i < 7; i++)
        {
            r += i + 1;
            if (i == 3) p = new int[3];
            if (i % 2 == 0) r = ref p[i % 3];
        }

        var s = 0.0;
        for (var i = 0; i < 3; i++) s += x[p[i] % 8] * x[old[i] % 8] * x[i];
        return s;
    }
}
