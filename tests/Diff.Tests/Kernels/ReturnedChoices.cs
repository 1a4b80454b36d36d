namespace Diff.Tests.Kernels;

/// <summary>Methods that return one array on one path and another one on another.</summary>
public static partial class ReturnedChoices
{
    [Differentiable]
    private static (double[] Squares, double Last) Parts(double[] a) => ([a[0] * a[0], a[1]], a[1]);

    [Differentiable]
    private static double[] NewOrPart(double[] a, int n)
    {
        var (squares, last) = Parts(a);
        if (n > 0)
        {
            var product = new double[2];
            product[0] = squares[1] * last;
            return product;
        }

        return squares;
    }

    [Differentiable]
    public static double NewAndPart(double[] x) => NewOrPart(x, 1)[0] * NewOrPart(x, 0)[0];
}
