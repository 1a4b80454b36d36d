using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>Everything that can be said of a normalised method only once it is known which values are active.</summary>
internal static class Findings
{
    private static readonly Func<Method, Activity, IEnumerable<Finding>>[] Checks =
    [
        UnknownCallees.Find,
        BrokenPromises.Find,
        SecondOrderCallees.Find,
        ForwardRules.Find,
        SharedWrites.Find,
        InertEscapes.Find,
        WrittenFields.Find,
        UntrackedBuffers.Find,
        ReturnedBuffers.Find,
        ExactEqualities.Find,
        IntegerRoundTrips.Find,
        UnusedParameters.Find,
    ];

    public static EquatableArray<Finding> Run(Method method)
    {
        var activity = Activity.Of(method);
        var findings = Checks.SelectMany(check => check(method, activity)).ToEquatableArray();
        var errors = findings.Where(finding => string.CompareOrdinal(finding.DescriptorId, "DIFF0100") < 0).ToEquatableArray();
        // A refused method says why and nothing else; the transform is sure of its ground only where no error was found.
        return errors.IsEmpty ? [.. findings, .. Unobtainable.Find(method, activity)] : errors;
    }
}
