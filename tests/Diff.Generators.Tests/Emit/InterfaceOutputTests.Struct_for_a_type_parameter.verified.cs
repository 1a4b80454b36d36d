    public static double WorkVjp<T>(T force, double x, double weight, ref double xGradient) where T : struct, global::IForce
    {
        using var tape = global::Diff.Tape.Rent();

        // forward sweep
        var t = force.Energy__Forward(x, tape);
        var value = t * x;

        // reverse sweep
        var cursor = tape.Read();
        // return force.Energy(x) * x;
        var xBar = weight * t + force.Energy__Reverse(ref cursor, weight * x);

        xGradient += xBar;
        return value;
    }

    public static double PulledVjp(double stiffness, double x, double weight, ref double stiffnessGradient, ref double xGradient)
    {
        global::Diff.Buffers.RequireNoOverlap<double>(ref stiffnessGradient).With(ref xGradient);

        using var tape = global::Diff.Tape.Rent();

        // forward sweep
        var t = new global::Spring(stiffness).Energy_Double__Forward(x, tape);
        var work = t * x;

        // reverse sweep
        var cursor = tape.Read();
        // return force.Energy(x) * x;
        var (t2, t3) = global::Spring.Energy_Double__Reverse(ref cursor, weight * x);
        var xBar = weight * t + t3;

        stiffnessGradient += t2.Stiffness;
        xGradient += xBar;
        return work;
    }
