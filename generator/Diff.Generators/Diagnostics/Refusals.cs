using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Normalize;
using Diff.Generators.Transform;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Diagnostics;

/// <summary>Differentiates a method, unless an analysis finds an error: then it is refused with the first error's sentence.</summary>
internal static class Refusals
{
    public static DerivedMethod Differentiate(Method method, Optimizations optimizations)
    {
        if (method.Refusal is not null || method.Declaration.IsAbstract) return new(method, []);
        if (First(method.WithLifted().SelectMany(one => Findings.Run(Normalizer.Run(one)))) is { } error) return Refuse(method, error);
        var derived = Differentiation.Run(method, optimizations);
        if (!GenericConstraints.MayFallShort(method)) return derived;
        return First(GenericConstraints.Run(derived)) is { } missing ? Refuse(method, missing) : derived;
    }

    /// <summary>Everything that the analyses find in a method, in the order in which the generator would meet it.</summary>
    public static EquatableArray<Finding> All(Method method)
    {
        EquatableArray<Finding> findings = [.. method.WithLifted().SelectMany(one => Findings.Run(Normalizer.Run(one)))];
        return First(findings) is not null || !GenericConstraints.MayFallShort(method)
            ? findings
            : [.. findings, .. GenericConstraints.Run(Differentiation.Run(method, Optimizations.All))];
    }

    private static Finding? First(IEnumerable<Finding> findings) =>
        findings.FirstOrDefault(finding => Descriptors.ById(finding.DescriptorId).DefaultSeverity == DiagnosticSeverity.Error);

    private static DerivedMethod Refuse(Method method, Finding error) =>
        new(method with { Refusal = Descriptors.Refuse(Descriptors.ById(error.DescriptorId), error.Arguments) }, []);
}
