    public static double RosenbrockVjp(double x, double y, double weight, ref double xGradient, ref double yGradient)
    {
        global::Diff.Buffers.RequireNoOverlap<double>(ref xGradient).With(ref yGradient);

        // forward sweep
        var a = 1 - x;
        var b = y - x * x;
        var value = a * a + 100 * b * b;

        // reverse sweep
        // return a * a + 100 * b * b;
        var bBar = weight * (200.0 * b);
        var aBar = weight * (a + a);
        // var b = y - x * x;
        var xBar = -bBar * (x + x);
        // var a = 1 - x;
        xBar -= aBar;

        xGradient += xBar;
        yGradient += bBar;
        return value;
    }
