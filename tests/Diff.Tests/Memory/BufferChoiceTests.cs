using Diff.Tests.SecondOrder;

namespace Diff.Tests.Memory;

/// <summary>Variables that hold one buffer or another: parameters, spans, parts of them.</summary>
public static partial class BufferChoiceTests
{
    private static readonly double[] P = [0.3, 0.5, -0.2, 0.9, 0.7, 0.4];

    [Differentiable]
    private static double Reads(ReadOnlySpan<double> x, ReadOnlySpan<double> y, bool flag)
    {
        var a = flag ? x : y;
        var s = 0.0;
        for (var i = 0; i < a.Length; i++) s += a[i] * a[i] * (i + 1);
        return s * x[0] + y[1];
    }

    [Differentiable]
    private static double ReadsArrays(double[] x, double[] y, int k)
    {
        double[] made = [x[0] * y[0], 2, 3];
        var a = k switch { 0 => x, 1 => y, _ => made };
        return a[0] * a[1] * a[2];
    }

    [Differentiable]
    private static double Parts(ReadOnlySpan<double> x, int k)
    {
        ReadOnlySpan<double> a;
        if (k == 0) a = x[1..];
        else if (k == 1) a = x.Slice(2, 3);
        else a = x;
        var s = 1.0;
        foreach (var v in a) s *= 1 + v * v;
        return s;
    }

    [Differentiable]
    private static double Walks(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        while (x.Length > 1)
        {
            s = s * x[0] + x[1] * x[1];
            x = x.Slice(s > 1 ? 2 : 1);
        }

        return s;
    }

    [Differentiable]
    private static void Writes(ReadOnlySpan<double> x, Span<double> y, Span<double> z, bool flag)
    {
        var target = flag ? y : z;
        for (var i = 0; i < target.Length; i++) target[i] = target[i] * x[i] + x[0];
        y[0] *= z[1];
    }

    [Differentiable]
    private static void Smooth(double[] y, int steps)
    {
        var (now, next) = (y, new double[y.Length]);
        for (var s = 0; s < steps; s++)
        {
            for (var i = 0; i < y.Length; i++) next[i] = now[i] * now[i] + 0.5 * now[(i + 1) % y.Length];
            (now, next) = (next, now);
        }

        if (steps % 2 == 1) now.CopyTo(y, 0);
    }

    [Differentiable]
    private static double InLoop(double[] x, double[] y)
    {
        var s = 0.0;
        for (var k = 0; k < 4; k++)
        {
            var a = k % 2 == 0 ? x.AsSpan(k / 2, 2) : y.AsSpan(1);
            for (var i = 0; i < a.Length; i++) s += a[i] * s + a[i] * (k + 1);
        }

        return s;
    }

    [Differentiable]
    private static double Sum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += v * v * v;
        return s;
    }

    [Differentiable]
    private static double Passes(double[] x, Span<double> y, bool flag)
    {
        Span<double> a = flag ? x : y;
        return Sum(a) * Sum(a.Slice(1)) + x[0] * y[0];
    }

    [Differentiable(Order = 2)]
    private static double Constant(double[] x, [NoGradient] double[] weights, bool flag)
    {
        var a = flag ? x : weights;
        var s = 0.0;
        for (var i = 0; i < a.Length; i++) s += a[i] * a[i] * x[0];
        return s;
    }

    [Differentiable]
    private static double Matrices(double[,] m, double[,] n, bool flag)
    {
        var a = flag ? m : n;
        return a[0, 0] * a[0, 1] + m[0, 0];
    }

    [Differentiable]
    private static double Halves(ReadOnlySpan<double> x, [NoGradient] double target)
    {
        while (x.Length > 1)
        {
            var middle = x.Length / 2;
            x = x[middle] > target ? x[..middle] : x[middle..];
        }

        return x[0] * x[0];
    }

    [Differentiable]
    private static double Largest(double[] x, double[] y, double[] z)
    {
        var best = x;
        if (y[0] > best[0]) best = y;
        if (z[0] > best[0]) best = z;
        return best[0] * best[1] + x[1];
    }

    [Differentiable]
    private static double Scratch(ReadOnlySpan<double> x)
    {
        Span<double> squares = x.Length <= 4 ? stackalloc double[4] : new double[x.Length];
        for (var i = 0; i < x.Length; i++) squares[i] = x[i] * x[i];
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += squares[i] * squares[^(i + 1)];
        return s;
    }

    [Differentiable]
    private static double Grows(ReadOnlySpan<double> x)
    {
        var space = new double[1];
        Span<double> used = space.AsSpan(0, 0);
        for (var i = 0; i < x.Length; i++)
        {
            if (used.Length == space.Length)
            {
                var more = new double[2 * space.Length];
                used.CopyTo(more);
                space = more;
            }

            used = space.AsSpan(0, i + 1);
            used[i] = x[i] * x[i] + (i > 0 ? used[i - 1] * x[0] : 0);
        }

        return used[^1] * used[0];
    }

    [Differentiable(Order = 2)]
    private static double Curved(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int k)
    {
        var a = k > 0 ? x : y;
        while (a.Length > 2) a = a.Slice(1);
        var b = new double[2];
        var target = k > 1 ? b.AsSpan(1) : b.AsSpan(0, 1);
        target[0] = a[0] * a[1] * x[0];
        return b[0] * b[0] * y[0] + Math.Sin(b[1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public static void Second_derivatives_follow_the_same_choices(int k)
    {
        double[] v = [1, -2, 3, 0.5, -1, 2];
        var (x, y) = CurvedHvp(P.AsSpan(0, 3), P.AsSpan(3), k, v.AsSpan(0, 3), v.AsSpan(3));
        var differences = new double[6];
        for (var i = 0; i < 6; i++) differences[i] = GradientCheck.Directional(p => Gradient(p)[i], P, v);
        Assert.Equal(differences, [.. x, .. y], (left, right) => Math.Abs(left - right) < 1e-7);

        double[] Gradient(double[] p)
        {
            var (a, b) = CurvedGradient(p.AsSpan(0, 3), p.AsSpan(3), k);
            return [.. a, .. b];
        }
    }

    [Differentiable]
    private static double OrDefault(double[] x, double[] y, bool flag)
    {
        var a = flag ? y : new double[] { x[0] * x[0], x[1], 1 };
        a[0] *= x[1];
        var s = 0.0;
        for (var i = 0; i < 3; i++)
        {
            if (i == 1) a = [s, s * s, x[2]];
            s += a[i] * a[0] + y[i];
            if (i == 2) a = y;
        }

        return s * a[0];
    }

    [Differentiable]
    private static double Padded(ReadOnlySpan<double> x, int n)
    {
        ReadOnlySpan<double> a = x;
        if (x.Length < n)
        {
            var longer = new double[n];
            x.CopyTo(longer);
            longer[^1] = x[0] * x[0];
            a = longer.AsSpan(1);
        }

        var s = 1.0;
        foreach (var v in a) s = s * v + v;
        return s;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public static void A_parameter_or_a_new_array(bool flag)
    {
        static double F(double[] p, bool flag) => OrDefault(p[..3], p[3..], flag);
        Check(p => F(p, flag), p =>
        {
            var (xGradient, yWeight) = (new double[3], new double[3]);
            OrDefaultVjp(p[..3], p[3..], flag, 1, yWeight, xGradient);
            return [.. xGradient, .. yWeight];
        });
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public static void A_parameter_or_a_longer_copy(int n) => Check(p => Padded(p, n), p => PaddedGradient(p, n), p => Along(v => PaddedJvp(p, n, v).Tangent));

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public static void Scratch_on_the_stack_or_the_heap(int n) =>
        Check(p => Scratch(p.AsSpan(0, n)), p => [.. ScratchGradient(p.AsSpan(0, n)), .. new double[6 - n]], at: n);

    [Fact]
    public static void Arrays_that_grow() => Check(p => Grows(p), p => GrowsGradient(p), p => Along(v => GrowsJvp(p, v).Tangent));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public static void One_parameter_or_another_is_read(bool flag)
    {
        Check(p => Reads(p.AsSpan(0, 3), p.AsSpan(3), flag), p => { var (x, y) = ReadsGradient(p.AsSpan(0, 3), p.AsSpan(3), flag); return [.. x, .. y]; });
        var tangent = ReadsJvp(P.AsSpan(0, 3), P.AsSpan(3), flag, [1, 2, 3], [4, 5, 6]).Tangent;
        var gradient = ReadsGradient(P.AsSpan(0, 3), P.AsSpan(3), flag);
        Assert.Equal(gradient.x[0] + 2 * gradient.x[1] + 3 * gradient.x[2] + 4 * gradient.y[0] + 5 * gradient.y[1] + 6 * gradient.y[2], tangent, 12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public static void Parameters_or_an_array_of_the_method(int k) =>
        Check(p => ReadsArrays(p[..3], p[3..], k), p => { var (x, y) = ReadsArraysGradient(p[..3], p[3..], k); return [.. x, .. y]; });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public static void Parts_of_a_parameter(int k) => Check(p => Parts(p, k), p => PartsGradient(p, k), p => Along(v => PartsJvp(p, k, v).Tangent));

    [Fact]
    public static void A_span_that_is_consumed_from_the_front() => Check(p => Walks(p), p => WalksGradient(p), p => Along(v => WalksJvp(p, v).Tangent));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public static void One_parameter_or_another_is_written(bool flag)
    {
        double[] y = [0.5, 0.6], z = [0.7, 0.8], x = [0.3, 0.4];
        var expected = Differences.Jacobian([.. x, .. y, .. z], p =>
        {
            var (b, c) = (p[2..4], p[4..]);
            Writes(p.AsSpan(0, 2), b, c, flag);
            return [.. b, .. c];
        });
        var actual = WritesJacobian(x, [.. y], [.. z], flag);
        Assert.Equal(expected.Cast<double>(), actual.Cast<double>(), (left, right) => Math.Abs(left - right) < 1e-8);
        double[] xTangent = [1, 2], yTangent = [3, 4], zTangent = [5, 6];
        WritesJvp(x, [.. y], [.. z], flag, xTangent, yTangent, zTangent);
        double[] direction = [1, 2, 3, 4, 5, 6], tangents = [.. yTangent, .. zTangent];
        for (var row = 0; row < 4; row++) Assert.Equal(Enumerable.Range(0, 6).Sum(column => actual[row, column] * direction[column]), tangents[row], 12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    public static void A_parameter_that_changes_places_with_an_array(int steps)
    {
        var expected = Differences.Jacobian(P, p => { var y = (double[])p.Clone(); Smooth(y, steps); return y; });
        var actual = SmoothJacobian((double[])P.Clone(), steps);
        Assert.Equal(expected.Cast<double>(), actual.Cast<double>(), (left, right) => Math.Abs(left - right) < 1e-8 * (1 + Math.Abs(left)));
    }

    [Fact]
    public static void A_choice_in_every_iteration() =>
        Check(p => InLoop(p[..3], p[3..]), p => { var (x, y) = InLoopGradient(p[..3], p[3..]); return [.. x, .. y]; });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public static void A_choice_is_passed_on(bool flag) =>
        Check(p => Passes(p[..3], p.AsSpan(3), flag), p => { var (x, y) = PassesGradient(p[..3], p.AsSpan(3), flag); return [.. x, .. y]; });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public static void A_variable_or_a_constant(bool flag)
    {
        Check(p => Constant(p[..3], p[3..], flag), p => [.. ConstantGradient(p[..3], p[3..], flag), 0, 0, 0], at: 3);
        Assert.Equal(ConstantGradient(P[..3], P[3..], flag)[1], ConstantJvp(P[..3], P[3..], flag, [0, 1, 0]).Tangent, 14);
        SecondDerivatives.Check(
            x => ConstantGradient(x, P[3..], flag), (x, v) => ConstantHvp(x, P[3..], flag, v), x => ConstantHessian(x, P[3..], flag), P[..3]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public static void One_matrix_or_another(bool flag)
    {
        var (m, n) = MatricesGradient(new[,] { { 0.3, 0.5 } }, new[,] { { 0.2, 0.7 } }, flag);
        Assert.Equal(flag ? [1.5, 0.3, 0, 0] : [1, 0, 0.7, 0.2], m.Cast<double>().Concat(n.Cast<double>()), (left, right) => Math.Abs(left - right) < 1e-14);
    }

    [Fact]
    public static void Binary_search_by_halves()
    {
        double[] x = [0.1, 0.2, 0.3, 0.4, 0.5];
        Assert.Equal([0, 0, 0.6, 0, 0], HalvesGradient(x, 0.35), (left, right) => Math.Abs(left - right) < 1e-14);
    }

    [Fact]
    public static void The_best_of_several() =>
        Check(p => Largest(p[..2], p[2..4], p[4..]), p => { var (x, y, z) = LargestGradient(p[..2], p[2..4], p[4..]); return [.. x, .. y, .. z]; });

    [Fact]
    public static void A_pullback_over_a_choice_can_be_applied_twice()
    {
        using var pullback = InLoopWithPullback(P[..3], P[3..]);
        var first = pullback.Gradient(1);
        var second = pullback.Gradient(1);
        Assert.Equal(first.x, second.x);
        Assert.Equal(first.y, second.y);
    }

    private static void Check(Func<double[], double> f, Func<double[], double[]> gradient, Func<double[], double[]>? forward = null, int at = 6)
    {
        var differences = GradientCheck.Gradient(f, P);
        foreach (var actual in new[] { gradient(P), forward?.Invoke(P) })
            if (actual is not null) Assert.Equal(differences.Take(at), actual.Take(at), (left, right) => Math.Abs(left - right) < 1e-8);
    }

    private static double[] Along(Func<double[], double> tangent) => [.. Enumerable.Range(0, 6).Select(k => { var v = new double[6]; v[k] = 1; return tangent(v); })];
}
