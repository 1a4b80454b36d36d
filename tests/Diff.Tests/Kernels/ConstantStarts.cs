namespace Diff.Tests.Kernels;

/// <summary>Variables that hold arrays made of constants first, and arrays that depend on the independents later.</summary>
public static partial class ConstantStarts
{
    [Differentiable]
    private static double[] Powers(double w) => [w, w * w];

    [Differentiable]
    private static double[] Scaled(double[] a, double w) => [a[0] * w, a[1]];

    [Differentiable]
    private static double[,] Diagonal(double w)
    {
        var a = new double[2, 2];
        (a[0, 0], a[1, 1]) = (w, w * w);
        return a;
    }

    [Differentiable]
    private static double[,] Changed(double[,] a, double w)
    {
        var b = new double[2, 2];
        (b[0, 0], b[0, 1], b[1, 1]) = (a[0, 0] * w, w * w, a[1, 1]);
        return b;
    }

    [Differentiable]
    public static double ReplacedInABranch(double[] x)
    {
        var a = Powers(0.9);
        if (x[0] > 0) a = Scaled(a, x[0]);
        return a[1] * a[0] * a[0];
    }

    [Differentiable]
    public static double ReplacedInALoop(double[] x)
    {
        var a = Powers(0.9);
        for (var i = 0; i < 3; i++) if (i == 1) a = Scaled(a, x[0] * x[i]);
        return a[1] * a[0] * x[2];
    }

    [Differentiable]
    public static double ChangingPlaces(double[] x)
    {
        var (a, b) = (Powers(0.9), Powers(x[0]));
        for (var i = 0; i < 3; i++)
        {
            b = Scaled(b, x[i]);
            (a, b) = (b, a);
        }

        return a[1] * b[0] * a[0];
    }

    [Differentiable]
    public static double Matrices(double[] x)
    {
        var a = Diagonal(0.9);
        for (var i = 0; i < 2; i++) if (x[i] > -9) a = Changed(a, x[i]);
        return a[0, 0] * a[1, 1] + a[0, 1] * x[2];
    }

    [Differentiable]
    public static double WrittenLater(double[] x)
    {
        var a = Powers(0.9);
        a[0] = x[0] * x[1];
        return a[0] * a[1] + a[0] * x[2];
    }
}
