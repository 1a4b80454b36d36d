namespace Diff;

/// <summary>
/// Asks the compiler for the derivatives of a method. They appear as sibling members of the same <c>partial</c> type:
/// <c>FGradient</c>, <c>FValueAndGradient</c>, <c>FVjp</c>, <c>FJvp</c>, <c>FWithPullback</c> and, where the result is a vector,
/// <c>FJacobian</c>.
/// </summary>
/// <remarks>
/// On a type it marks every method, operator, indexer, computed property and constructor that has floating-point data. On a class the
/// floating-point fields become independents of its instance methods.
/// </remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor
    | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface,
    Inherited = false)]
public sealed class DifferentiableAttribute : Attribute
{
    /// <summary>How often the method can be differentiated: 1 (the default) or 2, which adds <c>FHessian</c> and <c>FHvp</c>.</summary>
    public int Order { get; set; } = 1;

    /// <summary>The stem of the generated members' names; the method's own name if left out. Overloads need one each.</summary>
    public string? Name { get; set; }
}
