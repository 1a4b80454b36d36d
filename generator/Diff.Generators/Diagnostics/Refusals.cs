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
    public static DerivedMethod Differentiate(Method lowered, Optimizations optimizations)
    {
        if (lowered.Refusal is not null || lowered.Declaration.IsAbstract) return new(lowered, []);
        try
        {
            return DifferentiateSound(lowered, optimizations);
        }
        catch (Exception exception) when (Unforeseen.Is(exception))
        {
            return new(Unforeseen.Refuse(lowered, exception), []);
        }
    }

    /// <summary>Everything that the analyses find in a method, in the order in which the generator would meet it.</summary>
    public static EquatableArray<Finding> All(Method lowered)
    {
        try
        {
            var findings = FindAll(lowered);
            return !Errors(findings).IsEmpty || !GenericConstraints.MayFallShort(lowered)
                ? findings
                : [.. findings, .. GenericConstraints.Run(Differentiation.Run(lowered, Optimizations.All))];
        }
        catch (Exception exception) when (Unforeseen.Is(exception))
        {
            return [Unforeseen.Finding(lowered, exception)];
        }
    }

    private static DerivedMethod DifferentiateSound(Method lowered, Optimizations optimizations)
    {
        if (Errors(FindAll(lowered)) is [var error, ..]) return Refuse(lowered, error);
        DerivedMethod derived;
        try
        {
            derived = Differentiation.Run(lowered, optimizations);
        }
        catch (Exception exception) when (Unforeseen.Is(exception))
        {
            return new(Unforeseen.Refuse(lowered, exception), []) { Failure = Unforeseen.Describe(exception) };
        }

        if (!GenericConstraints.MayFallShort(lowered)) return derived;
        return Errors(GenericConstraints.Run(derived)) is [var missing, ..] ? Refuse(lowered, missing) : derived;
    }

    private static EquatableArray<Finding> FindAll(Method lowered) =>
        lowered.WithLifted().SelectMany(one => Find(ConstantReceivers.Run(Normalizer.Run(one)))).ToEquatableArray();

    /// <summary>A refused method says why and nothing else; the transform is sure of its ground only where no error was found.</summary>
    private static EquatableArray<Finding> Find(Method method)
    {
        var activity = Activity.Of(method);
        var findings = Findings.Run(method, activity);
        return Errors(findings) is { IsEmpty: false } errors ? errors : [.. findings, .. Unobtainable.Find(method, activity)];
    }

    private static EquatableArray<Finding> Errors(EquatableArray<Finding> findings) =>
        findings.Where(finding => Descriptors.ById(finding.DescriptorId).DefaultSeverity == DiagnosticSeverity.Error).ToEquatableArray();

    private static DerivedMethod Refuse(Method method, Finding error) =>
        new(method with { Refusal = Descriptors.Refuse(Descriptors.ById(error.DescriptorId), error.Arguments) }, []);
}
