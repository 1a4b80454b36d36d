using static Diff.Generators.Rules.SubstituteRow;

namespace Diff.Generators.Rules;

/// <summary><c>Plane</c>: a normal and a distance.</summary>
internal static class PlaneRules
{
    public static IEnumerable<SubstituteRow> Rows =>
    [
        Exact(".ctor Create", 1, a => a[0]),
        Exact(".ctor Create", 2, a => Terms.Join(a)),
        Exact(".ctor Create", 4, a => Terms.Join(a)),
        Like("CreateFromVertices", 3, a => ThroughPoints(a)),
        Like("Dot", 2, a => Terms.Dot(a[0], a[1])),
        Like("DotCoordinate", 2, a => Terms.Dot(a[0].Part(0, 3), a[1]) + a[0][3]),
        Like("DotNormal", 2, a => Terms.Dot(a[0].Part(0, 3), a[1])),
        Like("Normalize", 1, a => a[0] / a[0].Part(0, 3).Length()),
        Like("Transform", 2, a => a[1].Count == 4
            ? Transforms.Point(a[0], a[1], 4)
            : Terms.Build(4, row => Terms.Dot(a[0], MatrixRules.Inverse(a[1]).Part(4 * row, 4)))),
    ];

    private static Terms ThroughPoints(Terms[] a)
    {
        var normal = Terms.Cross(a[1] - a[0], a[2] - a[0]).Normalized();
        return Terms.Join(normal, -Terms.Dot(normal, a[0]));
    }
}
