    public static double LogisticVjp(double r, double x0, int steps, double weight, ref double rGradient, ref double x0Gradient)
    {
        global::Diff.Buffers.RequireNoOverlap<double>(ref rGradient).With(ref x0Gradient);

        // Records x once per iteration of for (var i = 0; i < steps; i++): 8 bytes.
        using var tape = global::Diff.Tape.Rent();

        // forward sweep
        var xAt = tape.Block<double>(steps);
        var x = x0;
        for (var i = 0; i < steps; i++)
        {
            xAt[i] = x;
            x = r * x * (1 - x);
        }

        // reverse sweep
        var xBar = weight;
        var rBar = 0.0;
        for (var i = steps - 1; i >= 0; i--)
        {
            var x2 = xAt[i];
            var t = 1 - x2;
            // x = r * x * (1 - x);
            rBar += xBar * t * x2;
            xBar *= r * (t - x2);
        }

        rGradient += rBar;
        x0Gradient += xBar;
        return x;
    }
