using Diff.Generators.Analysis;
using Diff.Generators.Ir;
using Diff.Generators.Normalize;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Diagnostics;

/// <summary>Refuses a method in which the analyses find an error, with the first such error's sentence.</summary>
internal static class Refusals
{
    public static Method Run(Method method)
    {
        foreach (var finding in Findings.Run(Normalizer.Run(method)))
        {
            var descriptor = Descriptors.ById(finding.DescriptorId);
            if (descriptor.DefaultSeverity == DiagnosticSeverity.Error) return method with { Refusal = Descriptors.Refuse(descriptor, finding.Arguments) };
        }
        return method;
    }
}
