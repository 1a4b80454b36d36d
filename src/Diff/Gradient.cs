namespace Diff;

/// <summary>Operations on gradients that a user writes by hand.</summary>
public static partial class Gradient
{
    /// <summary>
    /// Returns <paramref name="value"/> unchanged and stops its derivative: <c>Detach(x) = x</c>, <c>Detach'(x) = 0</c>.
    /// </summary>
    /// <typeparam name="T">Any type; a detached array or span is the same array or span.</typeparam>
    /// <param name="value">The value to treat as a constant from here on.</param>
    /// <returns><paramref name="value"/> itself.</returns>
    public static T Detach<T>(T value) where T : allows ref struct => value;
}
