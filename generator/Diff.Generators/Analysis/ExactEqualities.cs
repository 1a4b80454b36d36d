using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Comparisons <c>x == c</c> of a varied value. A guard against exact zero is common and right, so it is left alone, and so is the test of
/// a loop whether it still changes something: <c>if (x == last) break;</c>, <c>while (sum != sum + term)</c>.
/// </summary>
internal static class ExactEqualities
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        var repeated = new HashSet<Value>(method.Body.Statements().Where(statement => statement is Loop or For)
            .SelectMany(loop => loop.Blocks()).SelectMany(block => block.Statements()).SelectMany(statement => statement.Results()));
        return from definition in method.Body.Statements().OfType<Let>()
            let comparison = definition.Operation as Apply
            where comparison is { Primitive.Name: "==" or "!=" }
                && comparison.Arguments.Any(activity.IsVaried)
                && !comparison.Arguments.Any(operand => operand is Constant { IsZero: true })
                && !(comparison.Arguments.All(activity.IsVaried) && repeated.Contains(definition.Result))
            select Finding.At(definition.Origin, "DIFF0201", Finding.Source);
    }
}
