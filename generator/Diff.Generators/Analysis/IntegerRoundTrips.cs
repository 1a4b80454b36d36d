using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Varied values that reach the result through an integer, such as <c>x * (int)x</c>: their derivative is zero there. A sign is a step by
/// intent, and the fraction <c>x - (int)x</c> has the slope of x, so neither is one of them.
/// </summary>
internal static class IntegerRoundTrips
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        var lets = method.Body.Statements().OfType<Let>().Where(let => let.Results.Count == 1).ToList();
        var roundings = Roundings(lets, activity);
        foreach (var let in lets)
        {
            if (let.Operation is not Conversion { Operand: Value source } || !roundings.TryGetValue(source, out var whole)) continue;
            if (activity.IsUseful(let.Result) && !IsOnlySubtracted(method.Body, let.Result, whole))
                yield return Finding.At(let.Origin, "DIFF0200", Finding.Source);
        }
    }

    /// <summary>The integers computed from varied values, and the value that is rounded where there is one.</summary>
    private static Dictionary<Value, Operand?> Roundings(List<Let> lets, Activity activity)
    {
        var roundings = new Dictionary<Value, Operand?>();
        var floors = lets.Where(let => let.Operation is Apply { Primitive.Name: "Floor" or "Truncate", Arguments.Count: 1 })
            .ToDictionary(let => (Operand)let.Result, let => let.Operation.Operands[0]);
        foreach (var let in lets)
        {
            if (!let.Result.Type.IsInteger() || let.Operation is not (Apply { Primitive.Name: not "Sign" } or Conversion or Inert or Call))
                continue;
            if (let.Operation.Operands.OfType<Value>().Any(operand => activity.IsVaried(operand) || roundings.ContainsKey(operand)))
                roundings.Add(let.Result, let.Operation is Conversion { Operand: var operand }
                    ? floors.TryGetValue(operand, out var floored) ? floored : operand
                    : null);
        }

        return roundings;
    }

    private static bool IsOnlySubtracted(Block body, Value rounded, Operand? from)
    {
        if (from is null) return false;
        var statements = body.Statements().ToList();
        return !statements.SelectMany(statement => statement.Blocks()).Prepend(body).Any(block => block.Yields.Contains(rounded))
            && statements.Where(statement => statement.Operands().Contains(rounded))
                .All(use => use is Let { Operation: Apply { Primitive.Name: "-", Arguments: [var whole, var part] } }
                    && whole == from && part == rounded);
    }
}
