namespace Diff.Tests.Language;

/// <summary>Rules in Vjp form for methods that get arrays: what has a gradient is only read, what has a weight is written.</summary>
public static partial class RulesOfArrays
{
    public static double Product(double[] x) => x[0] * x[1] * x[2];

    [DerivativeOf(typeof(RulesOfArrays), nameof(Product))]
    public static double ProductVjp(double[] x, double weight, Span<double> xGradient)
    {
        xGradient[0] += weight * x[1] * x[2];
        xGradient[1] += weight * x[0] * x[2];
        xGradient[2] += weight * x[0] * x[1];
        return Product(x);
    }

    public static double Mixed(double[] a, double[] b) => a[0] * b[1] + b[0] * a[2];

    [DerivativeOf(typeof(RulesOfArrays), nameof(Mixed))]
    public static double MixedVjp(double[] a, double[] b, double weight, Span<double> aGradient, Span<double> bGradient)
    {
        aGradient[0] += weight * b[1];
        aGradient[2] += weight * b[0];
        bGradient[1] += weight * a[0];
        bGradient[0] += weight * a[2];
        return Mixed(a, b);
    }

    public static double Diagonal(double[,] m) => m[0, 0] * m[1, 1];

    [DerivativeOf(typeof(RulesOfArrays), nameof(Diagonal))]
    public static double DiagonalVjp(double[,] m, double weight, double[,] mGradient)
    {
        mGradient[0, 0] += weight * m[1, 1];
        mGradient[1, 1] += weight * m[0, 0];
        return Diagonal(m);
    }

    public static double Corners(double[][] m) => m[0][0] * m[1][1];

    [DerivativeOf(typeof(RulesOfArrays), nameof(Corners))]
    public static double CornersVjp(double[][] m, double weight, double[][] mGradient)
    {
        mGradient[0][0] += weight * m[1][1];
        mGradient[1][1] += weight * m[0][0];
        return Corners(m);
    }

    public static void Fill(double[] y, double k)
    {
        y[0] = k;
        y[1] *= k;
    }

    [DerivativeOf(typeof(RulesOfArrays), nameof(Fill))]
    public static void FillVjp(double[] y, double k, Span<double> yWeight, ref double kGradient)
    {
        kGradient += yWeight[0] + yWeight[1] * y[1];
        yWeight[0] = 0;
        yWeight[1] *= k;
        Fill(y, k);
    }

    [Differentiable]
    public static double OfParameter(double[] x) => Product(x);

    [Differentiable]
    public static double OfConstant(double x, [NoGradient] double[] constants) => Mixed(constants, [x, x * x]);

    [Differentiable]
    public static double OfOverwritten(double[] x)
    {
        var a = (double[])x.Clone();
        var first = Product(a);
        Array.Fill(a, first);
        a[1] *= x[1];
        return Product(a) * first;
    }

    [Differentiable]
    public static double InLoop(double[] x)
    {
        var a = (double[])x.Clone();
        var sum = 1.0;
        for (var i = 0; i < 3; i++)
        {
            sum += Product(a) * Mixed(a, x);
            a[i] += 0.1 * sum;
        }

        return sum;
    }

    [Differentiable]
    public static double OfOneArrayTwice(double[] x) => Mixed(x, x) * Mixed((double[])x.Clone(), x);

    [Differentiable]
    public static double OfMatrices(double[] x)
    {
        var m = new double[,] { { x[0] * x[1], 0 }, { 0, x[2] + x[0] } };
        double[][] rows = [[x[0], x[1]], [x[2], x[0]]];
        m[0, 0] = Diagonal(m) * Corners(rows);
        return Diagonal(m);
    }

    [Differentiable]
    public static double OfFilled(double[] x)
    {
        var y = (double[])x.Clone();
        Fill(y, x[2] * x[0]);
        return y[0] * y[1] + x[0];
    }

    [Differentiable]
    public static void FillSquared(double[] y, double k) => Fill(y, k * k);
}
