    public static double[,] DecayHessian(global::System.ReadOnlySpan<double> x, double rate)
    {
        return Decay__Hessian(x, rate, null);
    }

    public static double[,] Decay__Hessian(global::System.ReadOnlySpan<double> x, double rate, double[,]? hessian)
    {
        using var scratch = global::Diff.Scratch.Enter();
        var xDirection = scratch.Array<__Lanes>(x.Length);
        var xProduct = scratch.Array<__Lanes>(x.Length);
        var size = 1 + x.Length;
        hessian = global::Diff.Buffers.GivenOrNew("hessian", hessian, size, size);
        for (var column = 0; column < size; column += 4)
        {
            global::Diff.Lanes<double>.Seed(xDirection, column);
            Decay__HvpBundle(x, rate, xDirection, global::Diff.Lanes<double>.Unit(x.Length - column), xProduct, out var rateProduct);
            var row = 0;
            global::Diff.Lanes<double>.Mirror(hessian, ref row, column, xProduct);
            global::Diff.Lanes<double>.Mirror(hessian, ref row, column, rateProduct);
        }
        return hessian;
    }

    public static void Decay__HvpBundle(global::System.ReadOnlySpan<double> x, double rate, global::System.ReadOnlySpan<__Lanes> xDirection, __Lanes rateDirection, global::System.Span<__Lanes> xProduct, out __Lanes rateProduct)
    {
        xProduct.Clear();

        // forward sweep
        var rateBarDot = __Lanes.Zero;
        for (var i = 0; i < x.Length; i++)
        {
            // forward
            var t = (double)i;
            var t2 = global::System.Math.Exp(-rate * t);
            var t3 = -rateDirection * t * t2;
            var t4 = x[i];
            var t5 = xDirection[i];

            // reverse
            xProduct[i] += t3;
            rateBarDot -= (t5 * t2 + t3 * t4) * t;
        }
        rateProduct = rateBarDot;
    }
