namespace Diff;

/// <summary>Asks the compiler for the derivatives of a method, as sibling members of the same partial type.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor | AttributeTargets.Class
    | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class DifferentiableAttribute : Attribute
{
    /// <summary>1 for first derivatives; 2 adds the Hessian and Hessian-vector products.</summary>
    public int Order { get; set; } = 1;

    /// <summary>The stem of the generated members' names; the method's own name if left out.</summary>
    public string? Name { get; set; }
}
