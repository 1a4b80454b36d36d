using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>Comparisons <c>x == c</c> of a varied value. A guard against exact zero is common and right, so it is left alone.</summary>
internal static class ExactEqualities
{
    public static IEnumerable<Finding> Find(Method method, Activity activity) =>
        from statement in method.Body.Statements()
        let comparison = (statement as Let)?.Operation as Apply
        where comparison is { Primitive.Name: "==" or "!=" }
            && comparison.Arguments.Any(activity.IsVaried)
            && !comparison.Arguments.Any(operand => operand is Constant { IsZero: true })
        select Finding.At(statement.Origin, "DIFF0201", Finding.Source);
}
