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
        ConstantArguments.Find,
        SecondOrderCallees.Find,
        NestedWrites.Find,
        ForwardRules.Find,
        SharedWrites.Find,
        OutsideWrites.Find,
        InertEscapes.Find,
        WrittenFields.Find,
        UntrackedBuffers.Find,
        ReturnedBuffers.Find,
        ReturnedArguments.Find,
        ExactEqualities.Find,
        IntegerRoundTrips.Find,
        UnusedParameters.Find,
    ];

    public static EquatableArray<Finding> Run(Method method, Activity activity) =>
        Checks.SelectMany(check => check(method, activity)).ToEquatableArray();
}
