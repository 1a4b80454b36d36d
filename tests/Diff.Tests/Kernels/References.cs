namespace Diff.Tests.Kernels;

/// <summary><c>ref</c> locals and <c>ref</c> arguments: a reference is an address, frozen where it is taken.</summary>
public static partial class References
{
    [Differentiable]
    public static double ToAnElement(double[] x)
    {
        var a = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            ref var cell = ref a[i];
            cell += x[i] * x[i];
            cell *= cell;
        }

        var s = 0.0;
        foreach (var v in a) s += v;
        return s;
    }

    [Differentiable]
    public static double ToAnElementOfAParameter(double[] x)
    {
        ref readonly var cell = ref x[1];
        return cell * cell;
    }

    [Differentiable]
    public static double ToAMatrixElement(double[] x)
    {
        var m = new double[2, 2];
        m[0, 0] = x[0];
        m[1, 1] = x[1];
        ref var corner = ref m[1, 1];
        corner *= corner;
        return m[1, 1] * m[0, 0];
    }

    [Differentiable]
    public static double ToAVariable(double[] x)
    {
        var y = x[0];
        ref var alias = ref y;
        alias *= x[1];
        return y * y;
    }

    [Differentiable]
    public static double ToAPartOfATuple(double[] x)
    {
        var pair = (A: x[0], B: x[1]);
        ref var first = ref pair.A;
        first *= pair.B;
        ref var whole = ref pair;
        whole.B *= whole.A;
        return pair.A * pair.B;
    }

    [Differentiable]
    public static double ToACounter(double[] x)
    {
        var counts = new int[3];
        ref var count = ref counts[1];
        count++;
        foreach (ref var c in counts.AsSpan()) c++;
        return x[counts[1]] * x[counts[0]];
    }

    [Differentiable]
    public static double KeepsTheIndexThatItWasTakenWith(double[] x)
    {
        var a = (double[])x.Clone();
        var i = 0;
        ref var cell = ref a[i++];
        cell *= a[i];
        i = 5;
        cell *= a[i];
        return a[0] * a[1];
    }

    [Differentiable]
    public static double OutlivesTheVariableOfItsArray(double[] x)
    {
        var a = (double[])x.Clone();
        var old = a;
        ref var cell = ref a[0];
        a = new double[2];
        a[0] = x[1];
        cell *= cell;
        return old[0] * a[0];
    }

    [Differentiable]
    public static double MovesToTheLargest(double[] x)
    {
        var a = (double[])x.Clone();
        ref var largest = ref a[0];
        for (var i = 1; i < a.Length; i++)
        {
            if (a[i] > largest) largest = ref a[i];
            largest *= 1.1;
        }

        largest *= largest;
        return a[3] * a[0] + a[1];
    }

    [Differentiable]
    public static double InLoopsWithEarlyExits(double[] x)
    {
        var a = (double[])x.Clone();
        for (var i = 0; i < a.Length; i++)
        {
            ref var cell = ref a[i];
            var k = i;
            while (cell < 2)
            {
                ref var next = ref a[(k + 1) % a.Length];
                cell += 0.3 + 0.1 * next * next;
                if (++k > 20) break;
            }

            if (cell > 5) continue;
            cell = Math.Sin(cell);
        }

        var s = 0.0;
        foreach (var v in a) s += v * v;
        return s;
    }

    [Differentiable]
    public static double EachOfASpan(double[] x)
    {
        Span<double> a = stackalloc double[3];
        foreach (ref var cell in a)
        {
            cell = 1;
            foreach (ref readonly var v in x.AsSpan())
            {
                if (v < 0) continue;
                cell = cell * 0.5 + v * cell;
                if (cell > 4) break;
            }
        }

        return a[0] * a[2];
    }

    [Differentiable]
    public static void Rotate(ref double a, ref double b, double angle) =>
        (a, b) = (Math.Cos(angle) * a - Math.Sin(angle) * b, Math.Sin(angle) * a + Math.Cos(angle) * b);

    [Differentiable]
    public static double ArgumentsAreElements(double[] x)
    {
        var a = (double[])x.Clone();
        for (var i = 0; i < 3; i++) Rotate(ref a[i], ref a[i + 1], a[5]);
        return a[0] * a[1] * a[1] + a[2] * a[3];
    }

    [Differentiable]
    public static double ArgumentsAreElementsOfSlicesAndMatrices(double[] x)
    {
        var m = new double[2, 2];
        (m[0, 0], m[1, 1]) = (x[0], x[1]);
        var low = x[2..].AsSpan(1);
        Span<double> high = [x[3], x[4]];
        for (var i = 0; i < 3; i++) Rotate(ref m[0, 0], ref m[1, 1], x[2]);
        Rotate(ref low[0], ref high[1], m[0, 0]);
        return low[0] * high[1] * high[0];
    }

    [Differentiable]
    public static double ArgumentsOfALocalFunctionMayBeTheSameElement(double[] x)
    {
        var a = (double[])x.Clone();
        Exchange(ref a[0], ref a[1]);
        Exchange(ref a[1], ref a[1]);
        return a[0] * a[1] * a[1];

        static void Exchange(ref double p, ref double q) => (p, q) = (q, p * p);
    }

    /// <summary>What is passed by reference has the value that a later argument gives it.</summary>
    [Differentiable]
    public static double ArgumentsAssignEachOther(double[] x)
    {
        var (u, v) = (x[0], x[1]);
        var sum = Add(u, ref u, u = v * x[2], in v);
        var y = new[] { x[3], x[4], x[5] };
        var i = 0;
        sum *= Add(y[i], ref y[i++], y[0] = x[6] * u, in y[i]);
        var t = (a: u, b: v);
        sum += Add(t.a, ref t.a, (t = (t.b, x[7])).b, in t.b);
        return sum * y[0] + y[1] * t.a * u;
    }

    [Differentiable]
    private static double Add(double early, ref double total, double factor, in double late)
    {
        total += early * factor;
        return total * late;
    }
}
