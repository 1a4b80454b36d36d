using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>What local variables begin with.</summary>
internal static class Initializers
{
    /// <summary>The value that the declaration of a local gives it; null if it gives none, as that of a <c>foreach</c>.</summary>
    /// <param name="within">Code of the method that declares it.</param>
    public static IOperation? Of(ILocalSymbol local, IOperation within) => local.DeclaringSyntaxReferences is [var reference]
        && within.SemanticModel?.GetOperation(reference.GetSyntax()) is IVariableDeclaratorOperation { Initializer.Value: var value }
            ? value
            : null;
}
