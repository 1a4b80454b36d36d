using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// What the <c>Deconstruct</c> of a positional record gives that nobody wrote.
/// <code>
/// record Flow(double Time, double Amount)   →   Time, Amount
/// </code>
/// </summary>
internal static class PositionalRecords
{
    /// <summary>The properties that a record shows as its parts; null if there are no such, or they are taken apart by other code.</summary>
    public static IReadOnlyList<ISymbol>? Members(ITypeSymbol type, int count) =>
        type.GetMembers("Deconstruct").OfType<IMethodSymbol>()
            .FirstOrDefault(method => method.IsImplicitlyDeclared && method.Parameters.Length == count) is { } method
            ? Members(method)
            : null;

    /// <summary>The properties that a <c>Deconstruct</c> reads; null if it is written by hand.</summary>
    public static IReadOnlyList<ISymbol>? Members(IMethodSymbol deconstruct)
    {
        if (!deconstruct.IsImplicitlyDeclared) return null;
        var members = deconstruct.Parameters.Select(parameter => Member(deconstruct.ContainingType, parameter.Name))
            .OfType<ISymbol>().ToList();
        return members.Count == deconstruct.Parameters.Length ? members : null;
    }

    /// <summary>The property of a parameter, which a base class may have already.</summary>
    private static ISymbol? Member(INamedTypeSymbol? type, string name) => type is null
        ? null
        : type.GetMembers(name).FirstOrDefault(member => member is IPropertySymbol or IFieldSymbol) ?? Member(type.BaseType, name);
}
