namespace Diff.Tests.Objects;

/// <summary>Gradients of objects as flat vectors, and how tests compare them.</summary>
internal static class FlatNumbers
{
    /// <param name="count">The <c>Count</c> of the gradient.</param>
    /// <param name="copyTo">Its <c>CopyTo</c>.</param>
    public static double[] Of(int count, Action<Span<double>> copyTo)
    {
        var numbers = new double[count];
        copyTo(numbers);
        return numbers;
    }

    public static void Close(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (x, y) in expected.Zip(actual)) Assert.InRange(Math.Abs(x - y), 0, tolerance * Math.Max(1, Math.Abs(x)));
    }

    public static void Refuses(string message, Action action) => Assert.StartsWith(message, Assert.Throws<ArgumentException>(action).Message);
}
