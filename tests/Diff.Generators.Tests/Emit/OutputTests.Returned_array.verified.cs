    public static double[] SoftmaxVjp(double[] scores, global::System.ReadOnlySpan<double> weight, global::System.Span<double> scoresGradient)
    {
        global::Diff.Buffers.RequireLength("scoresGradient", scoresGradient.Length, scores);
        global::Diff.Buffers.RequireNoOverlap<double>(scoresGradient).With(scores).With(weight);

        // Records Exp(…) once per iteration of for (var i = 0; i < scores.Length; i++): 8 bytes.
        // Records Exp(…) once per iteration of for (var i = 0; i < scores.Length; i++): 8 bytes.
        using var tape = global::Diff.Tape.Rent();
        using var scratch = global::Diff.Scratch.Enter();

        // forward sweep
        var valueAt = tape.Block<double>(scores.Length);
        var valueAt2 = tape.Block<double>(scores.Length);
        var shares = new double[scores.Length];
        var total = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            var t = global::System.Math.Exp(scores[i]);
            valueAt[i] = t;
            total += t;
        }
        for (var i = 0; i < scores.Length; i++)
        {
            var t = global::System.Math.Exp(scores[i]);
            valueAt2[i] = t;
            shares[i] = t / total;
        }

        // reverse sweep
        // var shares = new double[scores.Length];
        var sharesBar = scratch.Zeros<double>(scores.Length);
        global::Diff.Buffers.AddWeight(weight, sharesBar);
        var totalBar = 0.0;
        for (var i = scores.Length - 1; i >= 0; i--)
        {
            var t = valueAt2[i];
            // shares[i] = Math.Exp(scores[i]) / total;
            var t2 = global::Diff.Weight.Divide(sharesBar[i], total);
            totalBar -= global::Diff.Weight.Times(t2, t / total);
            scoresGradient[i] += t2 * t;
        }
        // total += Math.Exp(scores[i]);
        global::Diff.SpanSums.AddScaled<double>(scoresGradient, valueAt.Slice(0, scores.Length), totalBar);
        return shares;
    }
