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
            if (conversion.Operand is Value source && rounded.TryGetValue(source, out var name) && activity.IsUseful(let.Result))
                yield return Finding.At(let.Origin, "DIFF0200", name);
        }
    }

    /// <summary>The integers computed from varied values, with the name of the value each comes from.</summary>
    private static Dictionary<Value, string> Rounded(Method method, Activity activity)
    {
        var rounded = new Dictionary<Value, string>();
        foreach (var let in method.Body.Statements().OfType<Let>())
        {
            if (let.Results.Count != 1 || !let.Result.Type.IsInteger() || let.Operation is not (Apply or Conversion or Inert or Call)) continue;
            foreach (var operand in let.Operation.Operands.OfType<Value>())
            {
                if (activity.IsVaried(operand)) rounded[let.Result] = operand.Name.Length > 0 ? operand.Name : let.Origin.Text;
                else if (rounded.TryGetValue(operand, out var name)) rounded[let.Result] = name;
            }
        }

        return rounded;
    }
}
