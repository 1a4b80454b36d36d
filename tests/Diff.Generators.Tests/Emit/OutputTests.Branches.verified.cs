    public static double HuberVjp(double r, double delta, double weight, ref double rGradient, ref double deltaGradient)
    {
        global::Diff.Buffers.RequireNoOverlap<double>(ref rGradient).With(ref deltaGradient);

        // forward sweep
        var a = global::System.Math.Abs(r);
        var isTaken = a <= delta;
        double value;
        if (isTaken) value = 0.5 * r * r;
        else value = delta * (a - 0.5 * delta);

        // reverse sweep
        double aBar, deltaBar, rBar;
        if (isTaken)
        {
            // return 0.5 * r * r;
            rBar = weight * r;
            deltaBar = 0.0;
            aBar = 0.0;
        }
        else
        {
            // return delta * (a - 0.5 * delta);
            aBar = weight * delta;
            deltaBar = weight * (a - 0.5 * delta) - aBar * 0.5;
            rBar = 0.0;
        }
        // var a = Math.Abs(r);
        rBar += r > 0.0 ? aBar : r < 0.0 ? -aBar : 0.0;

        rGradient += rBar;
        deltaGradient += deltaBar;
        return value;
    }
