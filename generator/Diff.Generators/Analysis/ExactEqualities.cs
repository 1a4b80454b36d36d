using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Comparisons <c>x == c</c> of a varied value. A guard against exact zero is common and right, so it is left alone, and so is the test of
/// a loop whether what it hands on still changes.
/// <code>
/// if (x == 1) …   if (x[i] == y[i]) …   →   found        if (norm == 0) …   do { last = x; x = next(x); } while (x != last);   →   left alone
/// </code>
/// </summary>
internal static class ExactEqualities
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        var handedOn = new HashSet<Operand>(method.Body.Statements().Where(statement => statement is Loop or For)
            .SelectMany(loop => loop.Blocks()).SelectMany(block => block.Parameters));
        return from definition in method.Body.Statements().OfType<Let>()
            let comparison = definition.Operation as Apply
            where comparison is { Primitive.Name: "==" or "!=" }
                && comparison.Arguments.Any(activity.IsVaried)
                && !comparison.Arguments.Any(operand => operand is Constant { IsZero: true })
                && !(comparison.Arguments.All(activity.IsVaried) && comparison.Arguments.Any(handedOn.Contains))
            select Finding.At(definition.Origin, "DIFF0201", Finding.Source);
    }
}
