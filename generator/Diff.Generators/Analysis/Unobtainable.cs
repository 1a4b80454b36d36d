using Diff.Generators.Ir;
using Diff.Generators.Transform;

namespace Diff.Generators.Analysis;

/// <summary>
/// Values that the reverse sweep needs, and that can be neither recorded nor computed again: views whose bounds are lost, ref structs.
/// </summary>
internal static class Unobtainable
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        // A method may keep a record because the calls that need a tape will be gone; here they are not.
        var reverse = new ReverseMode(method with { KeepsRecord = false }, activity, Optimizations.All, new Ids(method.NextId));
        reverse.Halves();
        return reverse.Impossible.Distinct().Select(value => Finding.At(
            OriginOf(method, value), "DIFF0002",
            $"'{(value.Name.Length > 0 ? value.Name : value.Type.Name.Replace("global::", ""))}', which the reverse sweep cannot have again,",
            Advice(value)));
    }

    private static string Advice(Value value) => value.Type is BufferType { Kind: BufferKind.Array or BufferKind.Grid }
        ? "copy the array from elsewhere first, with Clone()"
        : "keep the data in an array or a parameter";

    private static Origin OriginOf(Method method, Value value) =>
        method.Body.Statements().FirstOrDefault(statement => statement.Results().Contains(value))?.Origin ?? Origin.None;
}
