    public static double[] PivotedVjp(double[] a, int pivot, global::System.ReadOnlySpan<double> weight, global::System.Span<double> aGradient)
    {
        global::Diff.Buffers.RequireLength("aGradient", aGradient.Length, a);
        global::Diff.Buffers.RequireNoOverlap<double>(aGradient).With(a).With(weight);

        using var scratch = global::Diff.Scratch.Enter();

        // forward sweep
        var b = (double[])a.Clone();
        for (var k = 0; k < b.Length; k++)
        {
            (b[k], b[pivot]) = (b[pivot], b[k]);
            b[k] *= 2;
        }

        // reverse sweep
        // var b = (double[])a.Clone();
        var bBar = scratch.Zeros<double>(a.Length);
        global::Diff.Buffers.AddWeight(weight, bBar);
        for (var k = b.Length - 1; k >= 0; k--)
        {
            // b[k] *= 2;
            bBar[k] *= 2.0;
            // (b[k], b[pivot]) = (b[pivot], b[k]);
            (bBar[k], bBar[pivot]) = (bBar[pivot], bBar[k]);
        }
        // var b = (double[])a.Clone();
        global::Diff.SpanSums.Add<double>(aGradient, bBar);
        return b;
    }
