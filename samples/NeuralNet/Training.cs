namespace NeuralNet;

/// <summary>Plain stochastic gradient descent.</summary>
public static class Training
{
    /// <summary>One pass over the samples in batches.</summary>
    public static void Epoch(Mlp model, ReadOnlySpan<Sample> samples, int batch, double rate)
    {
        for (var start = 0; start < samples.Length; start += batch)
        {
            var gradient = model.LossGradient(samples.Slice(start, Math.Min(batch, samples.Length - start)));
            gradient.AddTo(model, -rate);
        }
    }

    /// <summary>The share of samples whose class is predicted.</summary>
    public static double Accuracy(Mlp model, ReadOnlySpan<Sample> samples)
    {
        var right = 0;
        foreach (var sample in samples)
            if (Math.Sign(model.Predict(sample.X, sample.Y)) == sample.Label) right++;
        return (double)right / samples.Length;
    }
}
