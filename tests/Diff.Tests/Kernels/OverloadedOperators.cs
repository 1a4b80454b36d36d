namespace Diff.Tests.Kernels;

/// <summary>Structs whose operators stand beside methods of the same names, which have overloads for values, <c>in</c>, <c>ref</c> and <c>out</c>.</summary>
public static partial class OverloadedOperators
{
    [Differentiable]
    public partial struct Spin(double re, double im)
    {
        public double Re = re;
        public double Im = im;

        public static Spin operator *(in Spin left, in Spin right)
        {
            Multiply(left, right, out var product);
            return product;
        }

        public static Spin operator *(double scale, Spin spin) => Multiply(scale, spin);

        public static Spin Multiply(in Spin left, in Spin right) => left * right;

        public static Spin Multiply(double scale, Spin spin) => new(scale * spin.Re, scale * spin.Im);

        public static void Multiply(in Spin left, in Spin right, out Spin product)
        {
            product.Re = left.Re * right.Re - left.Im * right.Im;
            product.Im = left.Re * right.Im + left.Im * right.Re;
        }

        public static double Cross(Spin left, Spin right) => left.Re * right.Im - left.Im * right.Re;

        public static double Cross(ref Spin left, ref Spin right) => 2 * Cross(left, right);
    }

    [Differentiable]
    public static double Product(double[] x)
    {
        var (a, b) = (new Spin(x[0], x[1]), new Spin(x[2], x[3]));
        var product = x[4] * (a * b) * Spin.Multiply(b, a);
        return product.Re + 2 * product.Im;
    }

    [Differentiable]
    public static double ByValueAndByReference(double[] x)
    {
        var (a, b) = (new Spin(x[0], x[1]), new Spin(x[2], x[3]));
        return Spin.Cross(a, b) * Spin.Cross(ref a, ref b);
    }
}
