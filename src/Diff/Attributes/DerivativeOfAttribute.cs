namespace Diff;

/// <summary>
/// Declares a static method as the derivative rule of another method, which the compiler then uses instead of looking into that method.
/// </summary>
/// <remarks>
/// Two forms are recognised. <b>Partials</b>: the parameters of the primal, then optionally one named <c>result</c> that receives the
/// primal value; it returns the partial derivative, or a tuple with one partial per differentiable argument. <b>Vjp</b>: exactly the
/// signature that the generated <c>FVjp</c> would have, with its names where a type does not tell a weight from a gradient. A wrong
/// signature is a diagnostic that prints the expected one.
/// </remarks>
/// <example><code>
/// [DerivativeOf(typeof(Special), nameof(Special.Erf))]
/// static double ErfDerivative(double x) => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x);
/// </code></example>
/// <param name="type">The type that declares the primal method.</param>
/// <param name="name">The name of the primal method; its overload follows from the rule's parameters.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class DerivativeOfAttribute(Type type, string name) : Attribute
{
    /// <summary>The type that declares the primal method.</summary>
    public Type Type { get; } = type;

    /// <summary>The name of the primal method.</summary>
    public string Name { get; } = name;
}
