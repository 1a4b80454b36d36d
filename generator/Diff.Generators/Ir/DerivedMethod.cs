using Diff.Generators.Collections;
using Diff.Generators.Contracts;

namespace Diff.Generators.Ir;

/// <summary>A method with its derivatives: all that the emitter needs for one file.</summary>
/// <param name="Derivatives">Empty when the method is refused.</param>
internal sealed record DerivedMethod(Method Method, EquatableArray<Derivative> Derivatives)
{
    /// <summary>
    /// The facts that callers in other assemblies may rely on, as the argument of the contract attribute on the generated <c>Vjp</c>.
    /// </summary>
    public string Contract => ContractText.Of(Method).ToString();

    /// <summary>
    /// The exception that the transform met and did not expect; empty if there was none. The analyzer does not differentiate, and cannot
    /// know.
    /// </summary>
    public string Failure { get; init; } = "";

    /// <summary>
    /// The derivatives of other functions that the body uses, each a function with a derivative of its own, and the lambdas among those
    /// functions.
    /// </summary>
    public EquatableArray<DerivedMethod> Nested { get; init; }
}
