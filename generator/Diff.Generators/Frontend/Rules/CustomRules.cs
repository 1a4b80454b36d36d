using Diff.Generators.Contracts;
using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Reads <c>[DerivativeOf]</c>: finds the method that a rule serves by its parameter types, and says what is wrong with it.
/// </summary>
internal static class CustomRules
{
    /// <summary>The rules that a method declares; those that are wrong have been reported under <paramref name="name"/>.</summary>
    public static IEnumerable<RuleEntry> Read(IMethodSymbol rule, SyntaxToken name, IDiagnosticSink sink)
    {
        foreach (var attribute in rule.GetAttributes())
            if (Attributes.Is(attribute, KnownNames.DerivativeOf) && Read(rule, attribute, name, sink) is { } entry) yield return entry;
    }

    /// <summary>The target as messages name it, from its documentation-comment id.</summary>
    public static string TargetName(RuleEntry entry) =>
        entry.Target.StartsWith("M:", StringComparison.Ordinal) ? entry.Target.Substring(2) : entry.Target;

    private static RuleEntry? Read(IMethodSymbol rule, AttributeData attribute, SyntaxToken name, IDiagnosticSink sink)
    {
        if (attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol type }, { Value: string targetName }]
            || type.TypeKind == TypeKind.Error)
            return null;
        if (!IsCallable(rule)) return Refuse(Descriptors.Rules.NotCallable, rule.Name);
        var candidates = type.OriginalDefinition.GetMembers(targetName).OfType<IMethodSymbol>()
            .Where(method => method.IsStatic && !method.IsGenericMethod && RuleSignatures.Independents(method).Count > 0)
            .ToList();
        if (candidates.Count == 0) return Refuse(Descriptors.Rules.Target, RuleSignature.Short(type), targetName);
        foreach (var target in candidates)
        {
            if (RuleSignatures.Of(target, rule).FirstOrDefault(signature => signature.Accepts(rule)) is not { } found) continue;
            if (Attributes.IsDifferentiable(target))
                return Refuse(Descriptors.Rules.AlreadyDifferentiable, RuleSignature.Short(type) + "." + targetName);
            var container = TypeMapping.Spell(rule.ContainingType);
            return new(CalleeContracts.Key(target), container + "." + Spelling.Identifier(rule.Name), container, found.Shape)
            {
                Contract = found.Shape is RuleShape.Partials or RuleShape.PartialsOfResult && Attributes.IsDifferentiable(rule)
                    ? CalleeContracts.Of(rule)
                    : null,
                Weighted = found.Weighted,
                IsPrivate = rule.DeclaredAccessibility == Accessibility.Private,
            };
        }
        return Refuse(Descriptors.Rules.Signature, rule.Name, candidates[0].ToDisplayString(Spelling.InMessages),
            Expected(candidates[0], rule));

        RuleEntry? Refuse(DiagnosticDescriptor descriptor, params string[] arguments)
        {
            sink.Report(descriptor, name, arguments);
            return null;
        }
    }

    /// <summary>The signatures without the rarer forms: partials if there are scalars only, and the Vjp.</summary>
    private static string Expected(IMethodSymbol target, IMethodSymbol rule) => string.Join(" or ", RuleSignatures.Of(target, rule)
        .Where(signature => signature.Shape is RuleShape.Partials or RuleShape.Vjp)
        .Select(signature => $"'{signature.Describe(rule.Name)}'"));

    private static bool IsCallable(IMethodSymbol rule)
    {
        if (!rule.IsStatic || rule.IsGenericMethod || rule.MethodKind != MethodKind.Ordinary) return false;
        if (!IsVisible(rule) && rule.DeclaredAccessibility != Accessibility.Private) return false;
        for (var type = rule.ContainingType; type is not null; type = type.ContainingType)
            if (type.IsGenericType || type.IsFileLocal || !IsVisible(type)) return false;
        return true;
    }

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
}
