using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Active memory that the transforms cannot follow: elements of a parameter that are written, and buffer variables that hold different memory on
/// different paths.
/// </summary>
internal static class UntrackedBuffers
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        var parameters = new HashSet<int>(method.BoundParameters().Where(pair => pair.Value.Type.IsBuffer()).Select(pair => activity.Aliases.Of(pair.Value)));
        foreach (var statement in method.Body.Statements())
        {
            switch (statement)
            {
                case Let { Operation: Store store } when parameters.Contains(activity.Aliases.Of(store.Buffer)) && store.Buffer.Type.IsDifferentiable():
                    yield return Finding.At(statement.Origin, "DIFF0012", NameOf(store.Buffer));
                    break;
                case Let { Operation: Call call } when call.Bound().FirstOrDefault(pair => pair.Parameter.IsWritten && pair.Argument.Type.IsDifferentiable()) is { Argument: { } written }:
                    yield return Finding.At(statement.Origin, "DIFF0012", NameOf(written));
                    break;
                case If or Loop or For or Try:
                    foreach (var result in statement.Results().Where(result => result.Type.IsBuffer() && activity.IsActive(result)))
                        yield return Finding.At(
                            statement.Origin, "DIFF0002", $"the buffer '{NameOf(result)}', which is set to different memory on different paths,", "keep one buffer and choose an index into it");
                    break;
            }
        }
    }

    private static string NameOf(Operand operand) => operand is Value { Name.Length: > 0 } value ? value.Name : "a buffer";
}
