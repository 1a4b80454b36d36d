    public static double DiffusionVjp(double[] start, double rate, int steps, double weight, global::System.Span<double> startGradient, ref double rateGradient)
    {
        global::Diff.Buffers.RequireLength("startGradient", startGradient.Length, start);
        global::Diff.Buffers.RequireNoOverlap<double>(startGradient).With(start);
        global::Diff.Buffers.RequireNoOverlap<double>(ref rateGradient).With(startGradient).With(start);

        // Records a sum once per iteration of for (var i = 1; i < u.Length - 1; i++): 8 bytes.
        using var tape = global::Diff.Tape.Rent();
        using var scratch = global::Diff.Scratch.Enter();

        // forward sweep
        var u = scratch.Copy<double>(start);
        // var u = (double[])start.Clone();
        var uBar = scratch.Zeros<double>(start.Length);
        var next = scratch.Copy<double>(start);
        // var next = (double[])start.Clone();
        var nextBar = scratch.Zeros<double>(start.Length);
        var uBar2 = uBar;
        var nextBar2 = nextBar;
        for (var step = 0; step < steps; step++)
        {
            var valueAt = tape.Block<double>(u.Length - 2);
            for (var i = 1; i < u.Length - 1; i++)
            {
                var t = u[i];
                var t2 = u[i - 1] - 2 * t + u[i + 1];
                valueAt[i - 1] = t2;
                next[i] = t + rate * t2;
            }
            var uBefore = u;
            u = next;
            next = uBefore;
            var uBar2Before = uBar2;
            uBar2 = nextBar2;
            nextBar2 = uBar2Before;
        }
        var n = u.Length / 2;
        var value = u[n];

        // reverse sweep
        // return u[u.Length / 2];
        uBar2[n] += weight;
        var cursor = tape.Read();
        var rateBar = 0.0;
        for (var step = steps - 1; step >= 0; step--)
        {
            var nextBar2Before = nextBar2;
            nextBar2 = uBar2;
            uBar2 = nextBar2Before;
            var valueAt = cursor.Block<double>(uBar2.Length - 2);
            for (var i = uBar2.Length - 2; i >= 1; i--)
            {
                var t = valueAt[i - 1];
                // next[i] = u[i] + rate * (u[i - 1] - 2 * u[i] + u[i + 1]);
                var t2 = nextBar2[i];
                nextBar2[i] = 0.0;
                rateBar += t2 * t;
                var t3 = t2 * rate;
                uBar2[i + 1] += t3;
                uBar2[i - 1] += t3;
                uBar2[i] += t2 - t3 * 2.0;
            }
        }
        // var next = (double[])start.Clone();
        global::Diff.SpanSums.Add<double>(startGradient, nextBar);
        nextBar.Clear();
        // var u = (double[])start.Clone();
        global::Diff.SpanSums.Add<double>(startGradient, uBar);

        rateGradient += rateBar;
        return value;
    }
