using Diff.Generators.Collections;
using Diff.Generators.Contracts;
using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>Finds rules through the assembly-level index, never by scanning types.</summary>
internal static class ReferencedRules
{
    /// <summary>The rules of the referenced assemblies that this compilation may call.</summary>
    public static EquatableArray<RuleEntry> Of(Compilation compilation, CancellationToken cancellation)
    {
        var rules = new List<RuleEntry>();
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellation.ThrowIfCancellationRequested();
            if (KnowsDiff(assembly))
                rules.AddRange(Of(assembly).Where(pair => compilation.IsSymbolAccessibleWithin(pair.Rule, compilation.Assembly))
                    .Select(pair => pair.Entry));
        }
        return rules.ToEquatableArray();
    }

    /// <summary>The rules that an assembly's index names.</summary>
    public static IEnumerable<(IMethodSymbol Rule, RuleEntry Entry)> Of(IAssemblySymbol assembly)
    {
        foreach (var attribute in assembly.GetAttributes())
        {
            if (!Attributes.Is(attribute, KnownNames.DerivativeIndex)) continue;
            if (attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol container }]) continue;
            foreach (var rule in container.GetMembers().OfType<IMethodSymbol>())
                foreach (var entry in CustomRules.Read(rule, default, new RefusalSink())) yield return (rule, entry);
        }
    }

    private static bool KnowsDiff(IAssemblySymbol assembly) => assembly.Name == "Diff"
        || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == "Diff"));
}
