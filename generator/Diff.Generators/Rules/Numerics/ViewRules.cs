using static Diff.Generators.Rules.SubstituteRow;

namespace Diff.Generators.Rules;

/// <summary>
/// Extensions of the static class <c>Vector</c>: vectors, quaternions and planes as one another, and their elements. Those named
/// <c>…Unsafe</c> leave elements undefined, and have no rule.
/// </summary>
internal static class ViewRules
{
    public static IEnumerable<SubstituteRow> Rows =>
    [
        Exact("AsVector2", 1, a => Resized(a[0], 2)),
        Exact("AsVector3", 1, a => Resized(a[0], 3)),
        Exact("AsVector4 AsQuaternion AsPlane", 1, a => Resized(a[0], 4)),
        Exact("ToScalar", 1, a => a[0][0]),
        Like("GetElement", 2, a => a[0].Row(a[1][0])),
        Like("WithElement", 3, a => a[0].WithRow(a[1][0], a[2])),
    ];

    private static Terms Resized(Terms vector, int count) => Terms.Build(count, i => i < vector.Count ? vector[i] : 0);
}
