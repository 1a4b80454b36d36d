using System.ComponentModel;

namespace Diff;

/// <summary>
/// Names a type of this assembly that holds derivative rules. The generator writes it, so that assemblies which reference this one find
/// the rules without scanning every type.
/// </summary>
/// <param name="ruleContainer">The type whose methods carry <see cref="DerivativeOfAttribute"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class DerivativeIndexAttribute(Type ruleContainer) : Attribute
{
    /// <summary>The type whose methods carry <see cref="DerivativeOfAttribute"/>.</summary>
    public Type RuleContainer { get; } = ruleContainer;
}
