namespace Diff;

/// <summary>Derivatives of functions, and operations on gradients that a user writes by hand.</summary>
/// <remarks>
/// The first argument after the function is differentiated; all further ones are constants of this derivative, through which an enclosing
/// derivative still flows. The compiler replaces the call by one of generated code, so that neither a delegate is called nor anything
/// allocated but what is returned.
/// </remarks>
public static partial class Gradient
{
    /// <summary>
    /// Returns <paramref name="value"/> unchanged and stops its derivative: <c>Detach(x) = x</c>, <c>Detach'(x) = 0</c>.
    /// </summary>
    /// <typeparam name="T">Any type; a detached array or span is the same array or span.</typeparam>
    /// <param name="value">The value to treat as a constant from here on.</param>
    /// <returns><paramref name="value"/> itself.</returns>
    public static T Detach<T>(T value) where T : allows ref struct => value;

    private static NotSupportedException NotReplaced() => new(
        "This call was not replaced by generated code. The function must be a static [Differentiable] method or a lambda that captures nothing, written as the "
        + "argument itself, in a project that references Diff with its generator and has Diff.Generated among its InterceptorsNamespaces, as the package sets it.");
}
