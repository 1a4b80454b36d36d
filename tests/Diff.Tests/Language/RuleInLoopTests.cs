namespace Diff.Tests.Language;

public static partial class Distance
{
    public static double Of(double a, double b) => Math.Sqrt(a * a + b * b + 1);

    [DerivativeOf(typeof(Distance), nameof(Of))]
    public static double OfVjp(double a, double b, double weight, ref double aGradient, ref double bGradient)
    {
        var distance = Of(a, b);
        aGradient += weight * a / distance;
        bGradient += weight * b / distance;
        return distance;
    }

    [Differentiable]
    public static double Chain(double x, double y)
    {
        var s = 0.0;
        for (var i = 0; i < 3; i++)
        {
            x = Of(x, y * i);
            s += x;
        }

        return s;
    }
}

public static partial class Spans
{
    public static double Norm(ReadOnlySpan<double> a)
    {
        var s = 1.0;
        foreach (var v in a) s += v * v;
        return Math.Sqrt(s);
    }

    [DerivativeOf(typeof(Spans), nameof(Norm))]
    public static double NormVjp(ReadOnlySpan<double> a, double weight, Span<double> aGradient)
    {
        var norm = Norm(a);
        for (var i = 0; i < a.Length; i++) aGradient[i] += weight * a[i] / norm;
        return norm;
    }

    public static void Scale(Span<double> a, double factor)
    {
        foreach (ref var v in a) v *= factor;
    }

    [DerivativeOf(typeof(Spans), nameof(Scale))]
    public static void ScaleVjp(Span<double> a, double factor, Span<double> aWeight, ref double factorGradient)
    {
        for (var i = 0; i < a.Length; i++)
        {
            factorGradient += aWeight[i] * a[i];
            aWeight[i] *= factor;
        }

        Scale(a, factor);
    }

    [DerivativeOf(typeof(Spans), nameof(Scale))]
    public static void ScaleJvp(Span<double> a, double factor, Span<double> aTangent, double factorTangent)
    {
        for (var i = 0; i < a.Length; i++) aTangent[i] = aTangent[i] * factor + a[i] * factorTangent;
        Scale(a, factor);
    }

    public static void Squares(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = x[i] * x[i];
    }

    [DerivativeOf(typeof(Spans), nameof(Squares))]
    public static void SquaresVjp(ReadOnlySpan<double> x, Span<double> y, Span<double> yWeight, Span<double> xGradient)
    {
        for (var i = 0; i < x.Length; i++)
        {
            xGradient[i] += 2 * x[i] * yWeight[i];
            yWeight[i] = 0;
        }

        Squares(x, y);
    }

    [DerivativeOf(typeof(Spans), nameof(Squares))]
    public static void SquaresJvp(ReadOnlySpan<double> x, Span<double> y, ReadOnlySpan<double> xTangent, Span<double> yTangent)
    {
        for (var i = 0; i < x.Length; i++) yTangent[i] = 2 * x[i] * xTangent[i];
        Squares(x, y);
    }

    [Differentiable]
    public static double SumOfSquares(ReadOnlySpan<double> x)
    {
        Span<double> y = new double[x.Length];
        Squares(x, y);
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += y[i];
        return sum;
    }

    public static void Step(ref double state, double a, out double change)
    {
        change = a * a * state;
        state += a;
    }

    [DerivativeOf(typeof(Spans), nameof(Step))]
    public static void StepVjp(ref double state, double a, out double change, ref double stateWeight, ref double changeWeight, ref double aGradient)
    {
        aGradient += 2 * a * state * changeWeight + stateWeight;
        stateWeight += a * a * changeWeight;
        changeWeight = 0;
        Step(ref state, a, out change);
    }

    [DerivativeOf(typeof(Spans), nameof(Step))]
    public static void StepJvp(ref double state, double a, out double change, ref double stateTangent, double aTangent, out double changeTangent)
    {
        changeTangent = 2 * a * aTangent * state + a * a * stateTangent;
        stateTangent += aTangent;
        Step(ref state, a, out change);
    }

    [Differentiable]
    public static double Steps(double x, double y)
    {
        var (state, sum) = (x, 0.0);
        for (var i = 0; i < 3; i++)
        {
            Step(ref state, y * x, out var change);
            sum += change * state;
        }

        return sum * state;
    }

    [Differentiable]
    public static double Chain(double x, double y)
    {
        double[] constants = [1, 2], a = [x, y, x * y];
        var s = Norm(constants) * x;
        for (var i = 0; i < 3; i++)
        {
            s += Norm(a) * Norm(a.AsSpan(1));
            a[i] *= s;
            Scale(a.AsSpan(1), y);
        }

        return s * a[2];
    }
}

public class RuleInLoopTests
{
    // Central differences with a step of 6e-6: error below 1e-9 here.
    [Fact]
    public void A_rule_in_Vjp_form_keeps_the_adjoint_that_a_loop_carries()
    {
        var (x, y) = Distance.ChainGradient(0.4, 0.7);
        GradientCheck.Verify([x, y], p => Distance.Chain(p[0], p[1]), [0.4, 0.7], 1e-8);
    }

    [Fact]
    public void A_rule_in_Vjp_form_serves_forward_mode_in_a_loop()
    {
        var (x, y) = Distance.ChainGradient(0.4, 0.7);
        Assert.Equal(x, Distance.ChainJvp(0.4, 0.7, 1, 0).Tangent, 13);
        Assert.Equal(y, Distance.ChainJvp(0.4, 0.7, 0, 1).Tangent, 13);
    }

    // Central differences with a step of 6e-6: error below 1e-7 here.
    [Fact]
    public void A_rule_for_written_spans_is_called_with_their_values_before_the_call()
    {
        var (x, y) = Spans.ChainGradient(0.4, 0.7);
        GradientCheck.Verify([x, y], p => Spans.Chain(p[0], p[1]), [0.4, 0.7], 1e-7);
    }

    [Fact]
    public void A_rule_takes_the_weight_of_a_written_span_before_the_gradients()
    {
        Assert.Equal([0.8, -1.4], Spans.SumOfSquaresGradient([0.4, -0.7]));
        Assert.Equal(0.8 * 2 - 1.4 * 3, Spans.SumOfSquaresJvp([0.4, -0.7], [2, 3]).Tangent, 14);
    }

    [Fact]
    public void A_rule_in_Vjp_form_for_spans_that_are_read_serves_forward_mode()
    {
        var (x, y) = Spans.ChainGradient(0.4, 0.7);
        Assert.Equal(x, Spans.ChainJvp(0.4, 0.7, 1, 0).Tangent, 12);
        Assert.Equal(y, Spans.ChainJvp(0.4, 0.7, 0, 1).Tangent, 12);
    }

    [Fact]
    public void A_rule_for_ref_and_out_parameters_turns_their_weights_into_adjoints()
    {
        var (x, y) = Spans.StepsGradient(0.4, 0.7);
        Assert.Equal(x, Spans.StepsJvp(0.4, 0.7, 1, 0).Tangent, 13);
        Assert.Equal(y, Spans.StepsJvp(0.4, 0.7, 0, 1).Tangent, 13);
        GradientCheck.Verify([x, y], p => Spans.Steps(p[0], p[1]), [0.4, 0.7], 1e-8);
    }

    [Fact]
    public void A_pullback_through_a_rule_for_written_spans_can_be_applied_twice()
    {
        using var pullback = Spans.ChainWithPullback(0.4, 0.7);
        Assert.Equal(pullback.Gradient(1), pullback.Gradient(1));
        Assert.Equal(Spans.ChainGradient(0.4, 0.7), pullback.Gradient(1));
    }
}
