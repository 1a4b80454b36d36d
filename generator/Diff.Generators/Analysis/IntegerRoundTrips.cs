using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>Varied values that reach the result through an integer, such as <c>x * (int)x</c>: their derivative is zero there.</summary>
internal static class IntegerRoundTrips
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        var rounded = Rounded(method, activity);
        foreach (var statement in method.Body.Statements())
        {
            if (statement is not Let { Operation: Conversion conversion } let) continue;
            if (conversion.Operand is Value source && rounded.Contains(source) && activity.IsUseful(let.Result))
                yield return Finding.At(let.Origin, "DIFF0200", Finding.Source);
        }
    }

    /// <summary>The integers computed from varied values.</summary>
    private static HashSet<Value> Rounded(Method method, Activity activity)
    {
        var rounded = new HashSet<Value>();
        foreach (var let in method.Body.Statements().OfType<Let>())
        {
            if (let.Results.Count != 1 || !let.Result.Type.IsInteger() || let.Operation is not (Apply or Conversion or Inert or Call))
                continue;
            if (let.Operation.Operands.OfType<Value>().Any(operand => activity.IsVaried(operand) || rounded.Contains(operand)))
                rounded.Add(let.Result);
        }

        return rounded;
    }
}
