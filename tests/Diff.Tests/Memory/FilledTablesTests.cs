using Diff.Tests.Language;

namespace Diff.Tests.Memory;

/// <summary>Tables that are filled from what is in them already are read again in the reverse sweep, where what was read is still there, and only there.</summary>
public static partial class FilledTablesTests
{
    [Fact]
    public static void A_recurrence_is_read_again() => BufferDerivatives.Check(Recurrence, RecurrenceValueAndGradient, RecurrenceJvp);

    [Differentiable]
    private static double Recurrence(double[] a)
    {
        var y = new double[a.Length + 1];
        y[0] = 0.3;
        for (var i = 0; i < a.Length; i++) y[i + 1] = Math.Sin(y[i] * a[i]) + y[i] * y[i];
        return y[^1];
    }

    [Fact]
    public static void So_is_one_that_runs_down() => BufferDerivatives.Check(Downwards, DownwardsValueAndGradient, DownwardsJvp);

    [Differentiable]
    private static double Downwards(double[] a)
    {
        var y = new double[a.Length];
        y[a.Length - 1] = a[^1];
        for (var i = a.Length - 2; i >= 0; i--) y[i] = Math.Exp(-y[i + 1] * a[i]);
        return y[0] * y[1];
    }

    [Fact]
    public static void So_is_a_triangle_that_is_filled_row_by_row() => BufferDerivatives.Check(Triangle, TriangleValueAndGradient, TriangleJvp);

    [Differentiable]
    private static double Triangle(double[] a)
    {
        var l = new double[a.Length, a.Length];
        var sum = 0.0;
        for (var j = 0; j < a.Length; j++)
        {
            var rest = 9.0;
            for (var k = 0; k < j; k++)
            {
                var s = a[k] * a[j];
                for (var i = 0; i < k; i++) s -= l[k, i] * l[j, i];
                l[j, k] = s / l[k, k];
                rest -= l[j, k] * l[j, k];
            }

            l[j, j] = Math.Sqrt(rest);
            sum += Math.Log(l[j, j]);
        }

        return sum;
    }

    [Fact]
    public static void So_is_a_lattice_of_soft_minima() => BufferDerivatives.Check(Alignment, AlignmentValueAndGradient, AlignmentJvp);

    [Differentiable]
    private static double Alignment(double[] a)
    {
        var d = new double[a.Length, a.Length];
        for (var i = 1; i < a.Length; i++)
        {
            for (var j = 1; j < a.Length; j++)
            {
                var near = -Math.Log(Math.Exp(-d[i - 1, j]) + Math.Exp(-d[i, j - 1]) + Math.Exp(-d[i - 1, j - 1]));
                d[i, j] = a[i] * a[j] + near;
            }
        }

        return d[a.Length - 1, a.Length - 1];
    }

    [Fact]
    public static void What_a_later_pass_overwrites_is_recorded() => BufferDerivatives.Check(Passes, PassesValueAndGradient, PassesJvp);

    [Differentiable]
    private static double Passes(double[] a)
    {
        var v = (double[])a.Clone();
        for (var pass = 0; pass < 3; pass++)
            for (var j = 0; j + 1 < v.Length; j++) v[j] = v[j] * v[j + 1] + Math.Sin(v[j]);
        return v[0] + v[1];
    }

    [Fact]
    public static void What_the_same_iteration_overwrites_is_recorded() => BufferDerivatives.Check(Ahead, AheadValueAndGradient, AheadJvp);

    [Differentiable]
    private static double Ahead(double[] a)
    {
        var y = (double[])a.Clone();
        for (var i = 0; i + 1 < y.Length; i++)
        {
            y[i] *= y[i + 1];
            y[i + 1] += y[i] * y[i];
        }

        return y[^1] * y[0];
    }

    [Fact]
    public static void What_is_stored_at_an_index_of_a_table_may_be_the_same_element() => BufferDerivatives.Check(Scattered, ScatteredValueAndGradient, ScatteredJvp);

    private static readonly int[] Targets = [1, 0, 1, 3, 0];

    [Differentiable]
    private static double Scattered(double[] a)
    {
        var y = new double[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            var t = y[Targets[i]] + a[i];
            y[Targets[i]] = t * t;
        }

        return y[0] * y[1] + y[3];
    }

    [Fact]
    public static void Steps_of_two_meet_what_was_read_two_ahead() => BufferDerivatives.Check(Strides, StridesValueAndGradient, StridesJvp);

    [Differentiable]
    private static double Strides(double[] a)
    {
        var y = (double[])a.Clone();
        for (var i = 0; i + 2 < y.Length; i += 2) y[i] = Math.Sin(y[i + 2]) * y[i + 1];
        for (var i = 0; i + 2 < y.Length; i += 2) y[i + 2] = Math.Cos(y[i + 2] * y[i]);
        return y[0] * y[2] * y[4];
    }

    [Fact]
    public static void A_view_of_the_table_may_write_anywhere() => BufferDerivatives.Check(Views, ViewsValueAndGradient, ViewsJvp);

    [Differentiable]
    private static double Views(double[] a)
    {
        var y = (double[])a.Clone();
        var tail = y.AsSpan(1);
        for (var i = 1; i < y.Length; i++)
        {
            y[i] *= y[i - 1];
            tail[i - 1] += Math.Sin(y[i]);
        }

        return y[^1];
    }

    [Fact]
    public static void What_has_been_stored_is_loaded_from_where_it_is() => BufferDerivatives.Check(Activations, ActivationsValueAndGradient, ActivationsJvp);

    [Differentiable]
    private static double Activations(double[] a)
    {
        var h = new double[a.Length];
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            h[i] = Math.Tanh(a[i] * sum + 0.2);
            sum += h[i] * h[i];
        }

        return sum;
    }

    [Fact]
    public static void But_not_if_it_is_overwritten() => BufferDerivatives.Check(Overwritten, OverwrittenValueAndGradient, OverwrittenJvp);

    [Differentiable]
    private static double Overwritten(double[] a)
    {
        var h = new double[a.Length];
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            var t = Math.Tanh(a[i] * sum + 0.2);
            h[i / 2] = t;
            sum += t * t + h[0];
        }

        return sum * h[1];
    }

    [Fact]
    public static void Labels_and_indices_are_read_again()
    {
        double[] w = [0.4, -0.3, 1.1];
        int[] label = [2, 0, 0, 1];
        var differences = GradientCheck.Gradient(p => Likelihood(p, label), w);
        var gradient = LikelihoodGradient(w, label);
        for (var i = 0; i < w.Length; i++) Assert.Equal(differences[i], gradient[i], 1e-7);
    }

    [Differentiable]
    private static double Likelihood(double[] w, int[] label)
    {
        var product = 1.0;
        for (var i = 0; i < label.Length; i++) product *= Math.Exp(w[label[i]]) + w[(label[i] + 1) % w.Length];
        return product;
    }

    [Fact]
    public static void Labels_that_the_method_changes_are_recorded()
    {
        double[] w = [0.4, -0.3, 1.1];
        var differences = GradientCheck.Gradient(p => Shuffled(p, [2, 0, 0, 1]), w);
        var gradient = ShuffledGradient(w, [2, 0, 0, 1]);
        for (var i = 0; i < w.Length; i++) Assert.Equal(differences[i], gradient[i], 1e-7);
    }

    [Differentiable]
    private static double Shuffled(double[] w, int[] label)
    {
        var product = 1.0;
        for (var i = 0; i < label.Length; i++)
        {
            product *= Math.Exp(w[label[i]]) * w[label[i]];
            label[i] = (label[i] + 1) % w.Length;
        }

        return product;
    }
}
