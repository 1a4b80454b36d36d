    public static double MisfitVjp(global::System.ReadOnlySpan<double> x, global::System.ReadOnlySpan<double> y, double slope, double weight, global::System.Span<double> xGradient, global::System.Span<double> yGradient, ref double slopeGradient)
    {
        global::Diff.Buffers.RequireLength("xGradient", xGradient.Length, x.Length);
        global::Diff.Buffers.RequireLength("yGradient", yGradient.Length, y.Length);
        global::Diff.Buffers.RequireNoOverlap<double>(xGradient).With(x).With(y).With(yGradient);
        global::Diff.Buffers.RequireNoOverlap<double>(ref slopeGradient).With(xGradient).With(yGradient).With(x).With(y);
        global::Diff.Buffers.RequireNoOverlap<double>(yGradient).With(x).With(y);

        // Reverses each iteration of for (var i = 0; i < x.Length; i++) when it has run, and records nothing for later.

        // forward sweep
        // return sum / x.Length;
        var sumBar = global::Diff.Weight.Divide(weight, (double)x.Length);
        var sum = 0.0;
        var slopeBar = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            // forward
            var t = x[i];
            var residual = y[i] - slope * t;
            sum += residual * residual;

            // reverse
            // sum += residual * residual;
            var residualBar = sumBar * (residual + residual);
            // var residual = y[i] - slope * x[i];
            var t2 = -residualBar;
            slopeBar += t2 * t;
            xGradient[i] += t2 * slope;
            yGradient[i] += residualBar;
        }
        var value = sum / x.Length;

        // reverse sweep

        slopeGradient += slopeBar;
        return value;
    }
