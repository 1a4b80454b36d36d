namespace Diff;

/// <summary>
/// Makes a parameter, field, property or result a constant for differentiation: no gradient flows into it, and none is returned for it. A
/// method of a type marked <see cref="DifferentiableAttribute"/> is left out.
/// </summary>
[AttributeUsage(
    AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property
        | AttributeTargets.Method | AttributeTargets.ReturnValue,
    Inherited = false)]
public sealed class NoGradientAttribute : Attribute;
