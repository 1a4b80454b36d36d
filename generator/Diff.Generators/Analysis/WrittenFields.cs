using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>Arrays in fields of an object that the method writes: what the object holds afterwards has no adjoint.</summary>
internal static class WrittenFields
{
    public static IEnumerable<Finding> Find(Method method, Activity activity) =>
        from pair in method.BoundParameters()
        where pair.Parameter is { Field: not null } and ({ IsWritten: true } or { BreaksPromise: true })
        select Finding.At(Origin.None, "DIFF0005",
            pair.Parameter.Field!.Path is { Length: > 0 } path ? path : NameOf(method, pair.Value, activity), "");

    /// <summary>The array that is written, of an object that is memory as a whole.</summary>
    private static string NameOf(Method method, Value whole, Activity activity) => method.Body.Statements().OfType<Let>()
        .Select(let => let.Operation).OfType<Store>()
        .Select(store => store.Buffer).OfType<Value>()
        .FirstOrDefault(buffer => activity.Aliases.Of(buffer) == activity.Aliases.Of(whole))?.Name ?? whole.Name;
}
