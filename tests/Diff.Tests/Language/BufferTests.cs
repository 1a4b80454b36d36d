namespace Diff.Tests.Language;

/// <summary>Arrays and spans that are read.</summary>
public static partial class BufferTests
{
    [Differentiable]
    private static double Norm(ReadOnlySpan<double> v)
    {
        var s = 0.0;
        foreach (var e in v) s += e * e;
        return Math.Sqrt(s);
    }

    [Differentiable]
    private static double Dot(double[] u, ReadOnlySpan<double> v)
    {
        var s = 0.0;
        for (var i = 0; i < u.Length; i++) s += u[i] * v[i];
        return s;
    }

    [Differentiable]
    private static double Tree(ReadOnlySpan<double> v) =>
        v.Length == 1 ? v[0] * v[0] : Tree(v[..(v.Length / 2)]) * 0.5 + Math.Sin(Tree(v[(v.Length / 2)..]));

    [Fact]
    public static void Elements() => BufferDerivatives.Check(ElementsFunction, ElementsFunctionValueAndGradient, ElementsFunctionJvp);

    [Differentiable]
    private static double ElementsFunction(double[] a)
    {
        return a[0] * a[1] + a[a.Length - 1] * a[^2];
    }

    [Fact]
    public static void Loop_over_elements() => BufferDerivatives.Check(LoopOverElements, LoopOverElementsValueAndGradient, LoopOverElementsJvp);

    [Differentiable]
    private static double LoopOverElements(double[] a)
    {
        var s = 0.0;
        for (var i = 0; i < a.Length; i++) s += a[i] * a[i] * i;
        return s;
    }

    [Fact]
    public static void Loop_with_products() => BufferDerivatives.Check(LoopWithProducts, LoopWithProductsValueAndGradient, LoopWithProductsJvp);

    [Differentiable]
    private static double LoopWithProducts(double[] a)
    {
        var s = 1.0;
        for (var i = 1; i < a.Length; i++) s = s * a[i] + a[i - 1];
        return s;
    }

    [Fact]
    public static void Foreach() => BufferDerivatives.Check(ForeachFunction, ForeachFunctionValueAndGradient, ForeachFunctionJvp);

    [Differentiable]
    private static double ForeachFunction(double[] a)
    {
        var s = 1.0;
        foreach (var v in a)
        {
            if (v < 0) continue;
            s *= v;
        }
        return s;
    }

    [Fact]
    public static void Views() => BufferDerivatives.Check(ViewsFunction, ViewsFunctionValueAndGradient, ViewsFunctionJvp);

    [Differentiable]
    private static double ViewsFunction(double[] a)
    {
        var s = a.AsSpan(1);
        ReadOnlySpan<double> t = s.Slice(1, 2);
        return s[0] * t[1] + t[^1] * s[1..][0];
    }

    [Fact]
    public static void Calls_with_buffers() => BufferDerivatives.Check(CallsWithBuffers, CallsWithBuffersValueAndGradient, CallsWithBuffersJvp);

    [Differentiable]
    private static double CallsWithBuffers(double[] a) => Norm(a) * Norm(a.AsSpan(2)) + Dot(a, a);

    [Fact]
    public static void Recursion_over_views() => BufferDerivatives.Check(RecursionOverViews, RecursionOverViewsValueAndGradient, RecursionOverViewsJvp);

    [Differentiable]
    private static double RecursionOverViews(double[] a) => Tree(a);

    [Fact]
    public static void Data_dependent_index() => BufferDerivatives.Check(DataDependentIndex, DataDependentIndexValueAndGradient, DataDependentIndexJvp);

    [Differentiable]
    private static double DataDependentIndex(double[] a)
    {
        var best = 0;
        for (var i = 1; i < a.Length; i++) if (a[i] > a[best]) best = i;
        return a[best] * a[0];
    }

    [Fact]
    public static void Nested_loops() => BufferDerivatives.Check(NestedLoops, NestedLoopsValueAndGradient, NestedLoopsJvp);

    [Differentiable]
    private static double NestedLoops(double[] a)
    {
        var s = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            var r = 0.0;
            for (var j = 0; j <= i; j++) r += a[j] * (i - j);
            s += Math.Exp(-r * r);
        }
        return s;
    }

    [Fact]
    public static void Early_exit() => BufferDerivatives.Check(EarlyExit, EarlyExitValueAndGradient, EarlyExitJvp);

    [Differentiable]
    private static double EarlyExit(double[] a)
    {
        var s = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            s += a[i];
            if (s > 1.5) return s * a[i];
            s *= 1.1;
        }
        return s;
    }

    [Fact]
    public static void Detached_elements() => BufferDerivatives.Check(DetachedElements, DetachedElementsValueAndGradient, DetachedElementsJvp);

    [Differentiable]
    private static double DetachedElements(double[] a)
    {
        var c = Gradient.Detach(2.0);
        var s = 0.0;
        foreach (var v in a) s += c * v;
        return s;
    }

    [Fact]
    public static void Maxima_and_clamps() => BufferDerivatives.Check(MaximaAndClamps, MaximaAndClampsValueAndGradient, MaximaAndClampsJvp);

    [Differentiable]
    private static double MaximaAndClamps(double[] a)
    {
        var m = double.NegativeInfinity;
        foreach (var v in a) m = Math.Max(m, v);
        return m * Math.Clamp(a[0], -1, 1) + Math.Min(a[1], 5);
    }

    [Fact]
    public static void Indices_of_all_integer_types() => BufferDerivatives.Check(IndicesOfAllIntegerTypes, IndicesOfAllIntegerTypesValueAndGradient, IndicesOfAllIntegerTypesJvp);

    [Differentiable]
    private static double IndicesOfAllIntegerTypes(double[] a)
    {
        var b = new double[2, 2];
        var s = 0.0;
        for (uint i = 0; i < 2; i++) b[i, 1 - i] = a[i] * a[i + 1];
        for (long i = 1; i >= 0; i--) s = s * a[i] + b[i, 1 - i];
        ref var cell = ref a[(nint)0];
        for (ulong i = 1; i < 3; i++)
        {
            s *= cell;
            cell = ref a[i];
        }
        for (byte i = 0; i < 2; i++) s += a[i] * cell;
        return s;
    }

    [Fact]
    public static void Length_in_a_pattern() => BufferDerivatives.Check(LengthInAPattern, LengthInAPatternValueAndGradient, LengthInAPatternJvp);

    [Differentiable]
    private static double LengthInAPattern(double[] a) => a switch
    {
        { Length: > 100 } => a[0],
        { Length: var n and not 0, LongLength: > 1 } when a[0] > -10 => n * a[1] * a[1],
        _ => 0,
    };
}
