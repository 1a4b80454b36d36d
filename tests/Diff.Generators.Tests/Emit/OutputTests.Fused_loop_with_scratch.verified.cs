    public static double EnergyVjp(global::System.ReadOnlySpan<double> points, global::System.ReadOnlySpan<double> centre, double width, double weight, global::System.Span<double> pointsGradient, global::System.Span<double> centreGradient, ref double widthGradient)
    {
        global::Diff.Buffers.RequireLength("pointsGradient", pointsGradient.Length, points.Length);
        global::Diff.Buffers.RequireLength("centreGradient", centreGradient.Length, centre.Length);
        global::Diff.Buffers.RequireNoOverlap<double>(pointsGradient).With(points).With(centre).With(centreGradient);
        global::Diff.Buffers.RequireNoOverlap<double>(ref widthGradient).With(pointsGradient).With(centreGradient).With(points).With(centre);
        global::Diff.Buffers.RequireNoOverlap<double>(centreGradient).With(points).With(centre);

        // Reverses each iteration of for (var p = 0; p < points.Length / d; p++) when it has run, and records nothing for later.

        using var scratch = global::Diff.Scratch.Enter();

        // forward sweep
        var d = centre.Length;
        var offset = scratch.Zeros<double>(d);
        var offsetBar = scratch.Zeros<double>(d);
        var n = points.Length / d;
        var total = 0.0;
        var widthBar = 0.0;
        for (var p = 0; p < n; p++)
        {
            // forward
            for (var j = 0; j < d; j++) offset[j] = points[p * d + j] - centre[j];
            var r2 = 0.0;
            for (var j = 0; j < d; j++)
            {
                var t = offset[j];
                r2 += t * t;
            }
            var t2 = -r2 / width;
            var t3 = global::System.Math.Exp(t2);
            total += t3;

            // reverse
            // total += Math.Exp(-r2 / width);
            var t4 = global::Diff.Weight.Divide(weight * t3, width);
            widthBar -= global::Diff.Weight.Times(t4, t2);
            var r2Bar = -t4;
            // r2 += offset[j] * offset[j];
            global::Diff.SpanSums.AddScaled<double>(offsetBar, offset, r2Bar - t4);
            if (d > 0)
            {
                // offset[j] = points[p * d + j] - centre[j];
                global::Diff.SpanSums.Subtract<double>(centreGradient, offsetBar);
                global::Diff.SpanSums.Add<double>(pointsGradient.Slice(p * d), offsetBar);
                offsetBar.Clear();
            }
        }

        // reverse sweep

        widthGradient += widthBar;
        return total;
    }
