using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Simplify;

namespace Diff.Generators.Normalize;

/// <summary>The imperative form that the front end builds, lowered step by step to the few shapes that the transforms reverse.</summary>
internal static class Normalizer
{
    public static Method Run(Method method)
    {
        var ids = new Ids(method.NextId);
        var body = LongChains.Run(method.Body, ids);
        body = SingleExit.Run(body, method.Results.Select(result => result.Type).ToEquatableArray(), ids);
        method = method with { Exit = method.Body.Statements().OfType<Return>().ToList() is [var only] ? only.Origin : Origin.None };
        body = Continues.Run(LeadingBreaks.Run(body, ids), ids);
        body = Breaks.Run(body, ids);
        body = SteppedConditions.Run(body, ids);
        body = LoopForms.Run(body, ids);
        body = SharedVariables.Run(body, ids);
        body = SingleAssignment.Run(body, ids);
        body = KnownRoom.Run(NewRows.Run(KnownIntegers.Run(body)));
        body = FinalSteps.Run(RoomChecks.Run(body), ids);
        body = IndexStarts.Run(CountedLoops.Run(body, ids));
        body = OwnArrays.Run(method, body, ids);
        body = OwnResults.Run(method, BufferChoices.Run(body, ids), body, ids);
        method = CopyDirections.Run(method with { Body = body });
        body = DeadCode.Run(method.Body, ids);
        return SharedLoads.Run(method with { Body = body, NextId = ids.Next });
    }
}
