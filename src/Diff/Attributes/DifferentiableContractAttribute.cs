using System.ComponentModel;

namespace Diff;

/// <summary>
/// What callers in other assemblies may rely on about a differentiable method beyond its signature, such as which buffers it writes.
/// The generator writes it on generated members and reads it back from metadata.
/// </summary>
/// <param name="contract">The facts, in the generator's own notation.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property, Inherited = false)]
public sealed class DifferentiableContractAttribute(string contract) : Attribute
{
    /// <summary>The facts, in the generator's own notation.</summary>
    public string Contract { get; } = contract;
}
