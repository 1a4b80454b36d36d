namespace Diff;

/// <summary>
/// Makes a parameter, field, property or result a constant for differentiation: no gradient flows into it, and none is returned for it.
/// </summary>
[AttributeUsage(
    AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.ReturnValue,
    Inherited = false)]
public sealed class NoGradientAttribute : Attribute;
