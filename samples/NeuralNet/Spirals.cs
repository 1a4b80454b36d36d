namespace NeuralNet;

/// <summary>Two spirals, one inside the other: no line separates them.</summary>
public static class Spirals
{
    /// <summary>Points along both arms, with a little noise, in random order.</summary>
    public static Sample[] Generate(int count, int seed)
    {
        var random = new Random(seed);
        var samples = new Sample[count];
        for (var i = 0; i < count; i++)
        {
            var label = i % 2 == 0 ? 1 : -1;
            var t = 0.15 + 0.85 * i / count;
            var angle = 1.5 * Math.Tau * t + (label > 0 ? 0 : Math.PI);
            samples[i] = new(t * Math.Cos(angle) + Noise(), t * Math.Sin(angle) + Noise(), label);
        }

        random.Shuffle(samples);
        return samples;

        double Noise() => 0.02 * (random.NextDouble() - 0.5);
    }
}
