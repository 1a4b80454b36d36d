using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>What a method of <c>Gradient</c> computes of the function it is given.</summary>
internal enum EntryPointKind
{
    Of,
    ValueAndGradient,
    Jvp,
    Vjp,
    Hessian,
    Hvp,
    Jacobian,
}

/// <summary>A call of an entry point that generated code takes the place of.</summary>
/// <param name="Location">The attribute that names the call. It changes with every edit of the call's file, so nothing that takes time may
/// depend on it.</param>
/// <param name="ResultType">The type that the call returns.</param>
/// <param name="ParameterTypes">The types of the entry point's parameters, the function first.</param>
/// <param name="Differentiated">How many of the function's parameters are differentiated: its first ones.</param>
/// <param name="IsTuple">The point is a tuple of several arguments.</param>
internal sealed record Interception(
    string Location,
    EntryPointKind Kind,
    string ResultType,
    EquatableArray<string> ParameterTypes,
    int Differentiated,
    bool IsTuple)
{
    /// <summary>The function whose family is called; null if the call is refused.</summary>
    public Callee? Function { get; init; }

    /// <summary>The function as a method of its own, if no family of that function serves the call.</summary>
    public Method? Lifted { get; init; }

    /// <summary>Why the replaced call throws; null if it does not.</summary>
    public Refusal? Refusal { get; init; }

    public override string ToString() => $"{Kind} of {Function?.Key}";
}
