using Diff.Generators.Contracts;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// The contract that is written on the generated <c>Vjp</c>, or <c>Jvp</c> of a hidden family: of a method in another assembly, and for the
/// analyzer, which sees generated code, of a method in this one.
/// </summary>
internal static class GeneratedFacts
{
    public static ContractText Of(IMethodSymbol definition, string family)
    {
        foreach (var member in new[] { "Vjp", "Jvp",
            "__Vjp" }.SelectMany(suffix => definition.ContainingType?.GetMembers(family + suffix) ?? []))
            if (Attributes.Find(member, KnownNames.Contract) is { ConstructorArguments: [{ Value: string facts }] })
                return ContractText.Parse(facts);
        return ContractText.Empty;
    }
}
