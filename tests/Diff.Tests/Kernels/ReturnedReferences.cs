namespace Diff.Tests.Kernels;

/// <summary>Methods, properties and indexers that return a reference to an element.</summary>
public static partial class ReturnedReferences
{
    [Differentiable]
    public static double Elements_of_a_matrix(double[] x)
    {
        var m = new Table(2);
        m.At(0, 0) = x[0];
        m[0, 1] += x[1] * x[1];
        m.At(0, 1) *= x[2];
        m[1, 1]++;
        m.Diagonal(1) -= m.At(0, 0)--;
        m.First *= x[3];
        return m[0, 0] * m.At(0, 1) * m.Trace();
    }

    [Differentiable]
    public static double Products_of_matrices(double[] x)
    {
        var (a, b) = (new Table(2), new Table(2));
        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 2; j++)
            {
                a[i, j] = x[i + j];
                b.At(i, j) = x[(2 * i) + j] * x[0];
            }
        }

        var c = a * b * a;
        return c[0, 1] * c.Trace();
    }

    [Differentiable]
    public static double Two_names_of_a_matrix(double[] x)
    {
        var a = new Table(2);
        var b = a;
        ref var corner = ref a[0, 0];
        corner = x[0];
        b[0, 0] *= x[1];
        a.At(0, 0) += b.First;
        return corner * a[0, 0];
    }

    [Differentiable]
    public static double Arguments_in_order(double[] x)
    {
        var (m, k) = (new Table(2), 0);
        m[k++, k] = x[0];
        m.At(k, --k) += x[1];
        Scale(ref m.At(1, 0), x[2]);
        Scale(ref m[0, 1], x[3]);
        return m[0, 1] * x[2] + m[1, 0] * x[1] + k;
    }

    [Differentiable]
    public static double Elements_of_arrays(double[] x)
    {
        var (y, points) = ((double[])x.Clone(), new Point[3]);
        Pick(y, 1) = x[0] * x[0];
        ref var third = ref Pick(y, 2);
        third *= y[1];
        Pick(points, 1).X = x[0];
        points[2] = Pick(points, 1);
        Pick(points, 2).X *= x[2];
        ref double Last() => ref y[^1];
        Last() += y[2];
        return y[1] * y[2] * y[^1] + points[1].X * points[2].X;

        static ref T Pick<T>(T[] a, int i) => ref a[i];
    }

    [Differentiable]
    public static double Elements_of_a_constant(double[] x) => x[0] * Constant.At(0, 1) + x[1] * x[1] * Constant[1, 0] * Constant.First;

    private static readonly Table Constant = new(2) { First = 2, [0, 1] = 3, [1, 0] = 0.5 };

    [Differentiable]
    internal static void Scale(ref double x, double by) => x *= by;

    internal struct Point
    {
        public double X, Y;
    }

    internal sealed class Table(int size)
    {
        private readonly double[] _data = new double[size * size];

        public ref double First => ref _data[0];

        public int Size => size;

        public ref double this[int i, int j] => ref _data[(i * size) + j];

        public ref double At(int i, int j) => ref _data[(i * size) + j];

        public ref double Diagonal(int i)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(i);
            return ref At(i, i);
        }

        public double Trace()
        {
            var trace = 0.0;
            for (var i = 0; i < size; i++) trace += At(i, i);
            return trace;
        }

        public static Table operator *(Table a, Table b)
        {
            var product = new Table(a.Size);
            for (var i = 0; i < a.Size; i++)
                for (var j = 0; j < a.Size; j++)
                    for (var k = 0; k < a.Size; k++) product[i, j] += a[i, k] * b.At(k, j);
            return product;
        }
    }
}
