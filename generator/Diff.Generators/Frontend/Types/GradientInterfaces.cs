using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Marked interfaces: the gradient of an object that implements one is of a type that implements the gradient type of the interface.
/// <code>
/// [Differentiable] interface ILayer { … }  [Differentiable] class Dense : ILayer { … }   →   interface ILayerGradient { … }  class DenseGradient : ILayerGradient { … }
/// </code>
/// </summary>
internal static class GradientInterfaces
{
    /// <summary>Null if there is nothing to generate; what is wrong has been reported.</summary>
    public static GradientInterface? Read(INamedTypeSymbol type, SyntaxToken name, IDiagnosticSink sink)
    {
        if (!ObjectMembers.HasGradient(type) || !Containers.Accept(type, name, sink)) return null;
        if (ObjectObstacles.Of(type) is { } obstacle)
        {
            sink.Report(Descriptors.Declared.Field, obstacle.Where ?? name, type.Name, obstacle.Name, obstacle.Reason, obstacle.Advice);
            return null;
        }
        return new(GradientHomes.Of(type), ObjectMembers.NumberOf(type),
            type.AllInterfaces.Where(ObjectMembers.HasGradient).Select(GradientHomes.Spell).ToEquatableArray());
    }

    /// <summary>The marked interfaces that a class implements, without those that a base class does.</summary>
    public static IEnumerable<INamedTypeSymbol> Added(INamedTypeSymbol type, INamedTypeSymbol? parent) =>
        type.AllInterfaces.Where(candidate => ObjectMembers.HasGradient(candidate)
            && parent?.AllInterfaces.Contains(candidate, SymbolEqualityComparer.Default) != true);
}
