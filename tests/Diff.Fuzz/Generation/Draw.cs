using CsCheck;

namespace Diff.Fuzz.Generation;

/// <summary>Random choices from CsCheck's generator, so that a seed names a program.</summary>
sealed class Draw(PCG random)
{
    public int Below(int count) => (int)random.Next((uint)count);

    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Chance(double probability) => random.Next() < probability * uint.MaxValue;

    public double Unit() => random.Next() / (uint.MaxValue + 1.0);

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Picks by weight and runs; a choice that answers null is struck out and another one drawn.</summary>
    public T Pick<T>(params ReadOnlySpan<(int Weight, Func<T?> Make)> choices) where T : class =>
        PickIfAny(choices) ?? throw new InvalidOperationException("no choice is possible");

    /// <summary>The same; null if none is possible.</summary>
    public T? PickIfAny<T>(params ReadOnlySpan<(int Weight, Func<T?> Make)> choices) where T : class
    {
        var open = choices.ToArray().Where(choice => choice.Weight > 0).ToList();
        while (open.Count > 0)
        {
            var ticket = Below(open.Sum(choice => choice.Weight));
            var index = 0;
            while (ticket >= open[index].Weight) ticket -= open[index++].Weight;
            if (open[index].Make() is { } made) return made;
            open.RemoveAt(index);
        }

        return null;
    }
}
