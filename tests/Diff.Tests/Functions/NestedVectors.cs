namespace Diff.Tests.Functions;

/// <summary>Derivatives of functions with several results, inside methods that are differentiated themselves.</summary>
internal static partial class NestedVectors
{
    [Differentiable(Order = 2)]
    public static double[] Curve(double t, double k) => [Math.Sin(k * t), t * t * k, Math.Exp(t * k)];

    [Differentiable(Order = 2)]
    public static (double, double) Pair(double x, double y) => (x * x * y, Math.Sin(x * y));

    [Differentiable(Order = 2)]
    public static (double[], double) Mixed(ReadOnlySpan<double> x, double k)
    {
        var cubes = new double[x.Length];
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            cubes[i] = x[i] * x[i] * k * x[0];
            sum += Math.Sin(x[i] * k);
        }

        return (cubes, sum * sum);
    }

    /// <summary>Two numbers of many.</summary>
    [Differentiable(Order = 2)]
    public static double[] Wide(double[] x, double k)
    {
        var y = new double[2];
        for (var i = 0; i < x.Length; i++)
        {
            y[0] += x[i] * x[i] * k * x[0];
            y[1] += Math.Sin(x[i] * k) * y[0];
        }

        return y;
    }

    /// <summary>Many numbers of two.</summary>
    [Differentiable(Order = 2)]
    public static double[] Tall(ReadOnlySpan<double> p, ReadOnlySpan<double> t)
    {
        var y = new double[t.Length];
        for (var i = 0; i < y.Length; i++) y[i] = p[0] * Math.Exp(-p[1] * t[i]) + p[0] * p[1];
        return y;
    }

    [Differentiable(Order = 2)]
    public static Place Turn(Place p, double k) => new(p.X * p.X * k - p.Y, Math.Sin(p.X * p.Y * k));

    [Differentiable(Order = 2)]
    public static double[] OfPlaces(Place[] places, double k)
    {
        var y = new double[2];
        foreach (var p in places)
        {
            y[0] += p.X * p.Y * k * p.X;
            y[1] += Math.Sin(p.Y * k);
        }

        return y;
    }

    [Differentiable(Order = 2)]
    public static double[] OfMatrix(double[,] a, double k)
    {
        var y = new double[2];
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < 3; j++) y[i] += a[i, j] * a[1 - i, j] * a[i, 0] * k;
        return y;
    }

    [Differentiable(Order = 2)]
    public static double OfRows(double[][] rows, double k)
    {
        var sum = 0.0;
        foreach (var row in rows)
            foreach (var element in row) sum += element * element * element * k;
        return sum * sum;
    }

    [Differentiable]
    public static double WeightedArray(double[] x)
    {
        var (value, slope) = Gradient.Vjp(Curve, x[0], new double[] { x[1], x[2] * x[0], x[3] }, x[4]);
        return value[0] * slope + value[1] * value[2];
    }

    [Differentiable]
    public static double ArrayAlong(double[] x)
    {
        var (value, tangent) = Gradient.Jvp(Curve, x[0], x[1] * x[5], x[4]);
        return value[0] * tangent[1] + value[1] * tangent[2] + tangent[0] * tangent[2];
    }

    [Differentiable]
    public static double WeightedPair(double[] x)
    {
        var (value, (dx, dy)) = Gradient.Vjp(Pair, (x[0], x[1] * x[0]), (x[2], x[3] * x[4]));
        return value.Item1 * dx - value.Item2 * dy * dy;
    }

    [Differentiable]
    public static double PairAlong(double[] x)
    {
        var (value, tangent) = Gradient.Jvp(Pair, (x[0], x[1] * x[0]), (x[2], x[3] * x[4]));
        return value.Item1 * tangent.Item2 - value.Item2 * tangent.Item1 * tangent.Item1;
    }

    [Differentiable]
    public static double WeightedMixture(double[] x)
    {
        var weight = new double[x.Length];
        for (var i = 0; i < weight.Length; i++) weight[i] = x[i] * x[5 - i];
        var (value, gradient) = Gradient.Vjp(Mixed, x, (weight, x[3]), x[2]);
        var sum = 0.0;
        for (var i = 0; i < gradient.Length; i++) sum += gradient[i] * value.Item1[i] * x[i];
        return sum + value.Item2 * gradient[1];
    }

    [Differentiable]
    public static double MixtureAlong(double[] x)
    {
        var direction = new double[x.Length];
        for (var i = 0; i < direction.Length; i++) direction[i] = x[i] * x[5 - i];
        var (value, tangent) = Gradient.Jvp(Mixed, x, direction, x[2]);
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += tangent.Item1[i] * value.Item1[i] * x[i];
        return sum + value.Item2 * tangent.Item2;
    }

    /// <summary>In a loop, each derivative with weights that depend on the ones before.</summary>
    [Differentiable]
    public static double Repeated(double[] x)
    {
        var sum = 0.0;
        for (var n = 0; n < 3; n++)
        {
            var (value, gradient) = Gradient.Vjp(Wide, x, new double[] { x[n], sum }, x[2]);
            var (_, tangent) = Gradient.Jvp(Wide, x, gradient, x[n]);
            sum += 0.1 * value[0] * gradient[1] + 0.01 * value[1] * gradient[n] + 0.001 * tangent[n / 2];
        }

        return sum;
    }

    [Differentiable]
    public static double AlongStruct(double[] x)
    {
        var (value, tangent) = Gradient.Jvp(Nested.Height, new Place(x[0], x[1]), new Place(x[2], x[3] * x[0]), x[4]);
        return value * tangent;
    }

    [Differentiable]
    public static double StructAlongStruct(double[] x)
    {
        var (value, tangent) = Gradient.Jvp(Turn, new Place(x[0], x[1]), new Place(x[2], x[3] * x[0]), x[4]);
        return value.X * tangent.Y + value.Y * tangent.X * tangent.X;
    }

    [Differentiable]
    public static double WeightedStruct(double[] x)
    {
        var (value, gradient) = Gradient.Vjp(Turn, new Place(x[0], x[1]), new Place(x[2], x[3] * x[0]), x[4]);
        return value.X * gradient.Y + value.Y * gradient.X * gradient.X;
    }

    /// <summary>A struct in the place of one gradient, beside a value that is an array.</summary>
    [Differentiable]
    public static double StructBesideArray(double[] x)
    {
        var (value, gradient) = Gradient.Vjp(static (Place p, double k) => new[] { p.X * p.X * k, p.X * Math.Sin(p.Y) }, new Place(x[0], x[1]), new[] { x[2], x[3] }, x[4]);
        return value[0] * gradient.Y + value[1] * gradient.X * gradient.X;
    }

    [Differentiable]
    public static double AlongRows(double[] x)
    {
        var (value, tangent) = Gradient.Jvp(OfRows, new double[][] { [x[0], x[1]], [x[2]] }, new double[][] { [x[1] * x[2], 1], [x[5]] }, x[4]);
        return value * tangent;
    }

    [Differentiable]
    public static double Lambda(double[] x)
    {
        var (value, gradient) = Gradient.Vjp(
            static (double[] a, double k) =>
            {
                var y = new double[3];
                for (var i = 0; i < 3; i++)
                {
                    if (a[i] < 0) continue;
                    y[i] = a[i] * a[i] * k;
                }

                return (y, k * a[5]);
            },
            x,
            (new double[] { x[0], x[1], 1 }, x[3]),
            x[1]);
        return value.Item1[0] * gradient[0] + gradient[2] * value.Item2;
    }

    [Differentiable]
    public static double Column(double[] x) => Gradient.Jacobian(Curve, x[0], x[1])[2, 0] * Gradient.Jacobian(Curve, x[2], x[1])[0, 0];

    [Differentiable]
    public static double TwoNumbers(double[] x)
    {
        var jacobian = Gradient.Jacobian(Curve, (x[0], x[1]));
        return jacobian[0, 0] * jacobian[2, 1] - jacobian[1, 0] * jacobian[1, 1] * jacobian[0, 1];
    }

    /// <summary>A penalty on sensitivities.</summary>
    [Differentiable]
    public static double Penalty(double[] x)
    {
        var sum = 0.0;
        foreach (var element in Gradient.Jacobian(Wide, x, x[1])) sum += element * element;
        return sum;
    }

    [Differentiable]
    public static double SeveralParts(double[] x) => Weigh(Gradient.Jacobian(Wide, (x, x[1] * x[2])));

    [Differentiable]
    public static double Structs(double[] x) => Weigh(Gradient.Jacobian(OfPlaces, new Place[] { new(x[0], x[1]), new(x[2], x[3]) }, x[4]));

    [Differentiable]
    public static double OneStruct(double[] x) => Weigh(Gradient.Jacobian(static (Place p, double k) => new[] { p.X * p.X * k, p.X * Math.Sin(p.Y), p.Y }, new Place(x[0], x[1]), x[4]));

    [Differentiable]
    public static double Matrices(double[] x) => Weigh(Gradient.Jacobian(OfMatrix, new double[,] { { x[0], x[1], x[2] }, { x[3], x[4], x[5] } }, x[4]));

    [Differentiable]
    public static double JacobianOfLambda(double[] x) => Weigh(Gradient.Jacobian(static (double[] y, double k) => new[] { y[0] * y[1] * k, Math.Sin(y[2] * k) }, x, x[4]));

    /// <summary>A written span stands in a lambda that returns it.</summary>
    [Differentiable]
    public static double Written(double[] x) => Weigh(Gradient.Jacobian(
        static (double[] a, double k) =>
        {
            var y = new double[2];
            Fill(a, k, y);
            return y;
        },
        x,
        x[4]));

    [Differentiable(Order = 2)]
    public static void Fill(ReadOnlySpan<double> a, double k, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = a[i] * a[i + 1] * k;
        y[0] *= y[1];
    }

    /// <summary>Steps of Gauss and Newton: JᵀJ and Jᵀr.</summary>
    [Differentiable]
    public static double GaussNewton(double[] x)
    {
        ReadOnlySpan<double> t = [0.1, 0.5, 1.0, 1.5, x[4]];
        Span<double> p = [x[0] + 1, x[1] * x[1] + 0.5];
        for (var step = 0; step < 3; step++)
        {
            var r = Tall(p, t);
            for (var i = 0; i < r.Length; i++) r[i] -= x[i] * 0.1;
            var jacobian = Gradient.Jacobian(Tall, (ReadOnlySpan<double>)p, t);
            double a = 0.01, b = 0, c = 0.01, u = 0, v = 0;
            for (var i = 0; i < r.Length; i++)
            {
                a += jacobian[i, 0] * jacobian[i, 0];
                b += jacobian[i, 0] * jacobian[i, 1];
                c += jacobian[i, 1] * jacobian[i, 1];
                u += jacobian[i, 0] * r[i];
                v += jacobian[i, 1] * r[i];
            }

            var determinant = a * c - b * b;
            p[0] -= 0.1 * (c * u - b * v) / determinant;
            p[1] -= 0.1 * (a * v - b * u) / determinant;
        }

        return p[0] * p[1] + p[1];
    }

    /// <summary>An implicit layer: y with Residual(y, x) = 0, by Newton's method.</summary>
    [Differentiable]
    public static double Implicit(double[] x)
    {
        Span<double> y = [x[0], x[1]];
        for (var i = 0; i < 8; i++)
        {
            var r = Residual(y, x);
            var jacobian = Gradient.Jacobian(Residual, (ReadOnlySpan<double>)y, (ReadOnlySpan<double>)x);
            var determinant = jacobian[0, 0] * jacobian[1, 1] - jacobian[0, 1] * jacobian[1, 0];
            var (d0, d1) = ((jacobian[1, 1] * r[0] - jacobian[0, 1] * r[1]) / determinant, (jacobian[0, 0] * r[1] - jacobian[1, 0] * r[0]) / determinant);
            y[0] -= d0;
            y[1] -= d1;
        }

        return y[0] * y[0] + y[1];
    }

    [Differentiable(Order = 2)]
    public static double[] Residual(ReadOnlySpan<double> y, ReadOnlySpan<double> x) => [y[0] + 0.3 * Math.Sin(y[1]) - x[0], y[1] + 0.2 * y[0] * y[0] - x[1] * x[2]];

    /// <summary>The logarithm of the volume that a flow has.</summary>
    [Differentiable]
    public static double Volume(double[] x)
    {
        var j = Gradient.Jacobian(Flow, x[..3], x[3]);
        return Math.Log(Math.Abs(j[0, 0] * (j[1, 1] * j[2, 2] - j[1, 2] * j[2, 1]) - j[0, 1] * (j[1, 0] * j[2, 2] - j[1, 2] * j[2, 0]) + j[0, 2] * (j[1, 0] * j[2, 1] - j[1, 1] * j[2, 0])));
    }

    [Differentiable(Order = 2)]
    public static double[] Flow(double[] x, double k) => [x[0] * x[1] - k * Math.Sin(x[2]), x[1] * x[1] * x[2] - x[0] * k, Math.Exp(x[0] * 0.3) + x[2] * x[1] * k];

    [Differentiable]
    public static double OfSpans(double[] x)
    {
        Span<double> y = new double[3];
        for (var i = 0; i < 3; i++) y[i] = x[i] * x[0];
        return Gradient.Of(Functions.CubesOfSpan, y)[1] * Gradient.Jvp(Functions.CubesOfSpan, y, x.AsSpan(2, 3)).Tangent
            + Gradient.Of(static (Span<double> a, ReadOnlySpan<double> b) => a[0] * b[1] * a[1], y, x)[1];
    }

    [Differentiable]
    public static double OfLocalFunctions(double[] x)
    {
        return Gradient.Of(Product, x[0], x[1]) * Gradient.Jacobian(Products, x, x[1])[1, 0] * Product(x[2], x[3]);

        static double Product(double a, double b) => a * a * a * b;

        static double[] Products(double[] a, double b)
        {
            return [a[1] * b, a[0] * a[0] * b * Cubed(a[1])];

            double Cubed(double c) => c * c * c * b;
        }
    }

    [Differentiable(Order = 2)]
    public static double Potential(double[] x, double k)
    {
        var sum = 0.0;
        for (var i = 0; i + 1 < x.Length; i++) sum += x[i] * x[i] * x[i + 1] * k + Math.Sin(x[i]);
        return sum;
    }

    /// <summary>Second derivatives are constants here: a step of Newton with a frozen Hessian.</summary>
    [Differentiable]
    public static double Frozen(double[] x)
    {
        double[] at = [1, 2, 3];
        var hessian = Gradient.Hessian(Potential, at, 2.0);
        var ofStruct = Gradient.Hessian(static (Place p, double[] q, double k) => p.X * p.X * p.Y * k + q[0] * q[1] * p.X, (new Place(1, 2), at), 2.0);
        var (ofArray, ofNumber) = Gradient.Hvp(Potential, (at, 2.0), (new double[] { 1, 0, 3 }, 1.0));
        return hessian[0, 1] * x[0] + hessian[1, 1] * x[1] * x[2] + hessian[2, 1] + ofStruct[0, 3] * x[3] + ofArray[2] * x[4] * x[4] + ofNumber * x[5];
    }

    [Differentiable]
    private static double Weigh(double[,] jacobian)
    {
        var sum = 0.0;
        for (var i = 0; i < jacobian.GetLength(0); i++)
            for (var j = 0; j < jacobian.GetLength(1); j++) sum += jacobian[i, j] * jacobian[i, j] * (j + 1);
        return sum;
    }
}
