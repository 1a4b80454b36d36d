using Microsoft.CodeAnalysis;

namespace Diff.Generators;

/// <summary>Adds the derivatives of every <c>[Differentiable]</c> method to its partial type.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DifferentiableGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
    }
}
