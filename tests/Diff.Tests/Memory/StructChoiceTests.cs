namespace Diff.Tests.Memory;

/// <summary>Variables that hold one buffer of structs or another, or a part of one.</summary>
public static partial class StructChoiceTests
{
    private static readonly double[] P = [0.3, 0.5, -0.2, 0.9, 0.7, 0.4, 0.6, 0.8];

    public struct Point
    {
        public double X, Y;
    }

    [Differentiable]
    private static double OneOrAnother(double[] p, bool flag)
    {
        var a = new Point[2];
        var b = new Point[2];
        for (var i = 0; i < 2; i++)
        {
            a[i] = new Point { X = p[2 * i], Y = p[2 * i + 1] };
            b[i] = new Point { X = p[2 * i + 4], Y = p[2 * i + 5] * p[0] };
        }

        var chosen = flag ? a : b;
        chosen[0].X *= b[1].Y;
        var other = flag ? b : a;
        (a, b) = (b, a);
        return chosen[0].X * a[0].Y + other[1].X * chosen[1].Y + b[1].X;
    }

    [Differentiable]
    private static double Parameters(ReadOnlySpan<Point> x, ReadOnlySpan<Point> y, int k)
    {
        var a = k == 0 ? x : y[1..];
        var s = 1.0;
        while (a.Length > 0)
        {
            s = s * a[0].X + a[0].Y * x[0].X;
            a = a[1..];
        }

        return s * y[0].Y;
    }

    [Differentiable]
    private static void Writes(Span<Point> x, Span<Point> y, bool flag)
    {
        var target = flag ? x : y;
        for (var i = 0; i < target.Length; i++) target[i].X *= target[i].Y + y[0].X;
    }

    [Differentiable]
    private static double Written(double[] p, bool flag)
    {
        var (x, y) = (Points(p, 0), Points(p, 4));
        Writes(x, y, flag);
        return x[0].X * y[0].X + x[1].X * y[1].X;
    }

    [Differentiable]
    private static Point[] Points(double[] p, int at) => [new Point { X = p[at], Y = p[at + 1] }, new Point { X = p[at + 2], Y = p[at + 3] }];

    private static double ParametersOf(double[] p, int k) => Parameters(Points(p, 0), Points(p, 4), k);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public static void One_array_of_structs_or_another(bool flag) =>
        Check(p => OneOrAnother(p, flag), p => OneOrAnotherGradient(p, flag), v => OneOrAnotherJvp(P, flag, v).Tangent);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public static void One_span_of_structs_or_another_is_written(bool flag) =>
        Check(p => Written(p, flag), p => WrittenGradient(p, flag), v => WrittenJvp(P, flag, v).Tangent);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public static void Parts_of_spans_of_structs(int k) => Check(
        p => ParametersOf(p, k),
        p =>
        {
            var (x, y) = ParametersGradient(Points(p, 0), Points(p, 4), k);
            return [.. x.Concat(y).SelectMany(point => new[] { point.X, point.Y })];
        },
        v => ParametersJvp(Points(P, 0), Points(P, 4), k, Points(v, 0), Points(v, 4)).Tangent);

    private static void Check(Func<double[], double> f, Func<double[], double[]> gradient, Func<double[], double> tangent)
    {
        var (differences, actual) = (GradientCheck.Gradient(f, P), gradient(P));
        Assert.Equal(differences, actual, (left, right) => Math.Abs(left - right) < 1e-8);
        for (var k = 0; k < P.Length; k++)
        {
            var direction = new double[P.Length];
            direction[k] = 1;
            Assert.Equal(actual[k], tangent(direction), 14);
        }
    }
}
