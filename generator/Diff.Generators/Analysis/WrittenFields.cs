using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>Arrays in fields of an object that the method writes: what the object holds afterwards has no adjoint.</summary>
internal static class WrittenFields
{
    public static IEnumerable<Finding> Find(Method method, Activity activity) =>
        from parameter in method.Parameters
        where parameter is { Field: not null, IsWritten: true }
        select Finding.At(Origin.None, "DIFF0005", parameter.Field!.Path);
}
