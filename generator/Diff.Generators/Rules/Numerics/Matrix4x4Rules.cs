using static Diff.Generators.Rules.SubstituteRow;

namespace Diff.Generators.Rules;

/// <summary><c>Matrix4x4</c>: sixteen numbers row by row, the last row a translation.</summary>
internal static class Matrix4x4Rules
{
    private static readonly Terms Origin = new(0, 0, 0);

    public static IEnumerable<SubstituteRow> Rows =>
    [
        .. MatrixRules.Common(4, 4),
        Exact("Create", 1, a => a[0].Count == 6 ? FromPlane(a[0]) : Terms.Build(16, i => a[0][a[0].Count == 1 ? 0 : i % 4])),
        Exact(".ctor", 1, a => FromPlane(a[0])),
        Exact("Create", 4, a => Terms.Join(a)),
        Exact("Create", 16, a => Terms.Join(a)),
        Exact("get_Translation", 1, a => a[0].Part(12, 3)),
        Exact("set_Translation", 2, a => a[0].WithPart(12, a[1])),
        Exact("Transpose", 1, a => MatrixRules.Transpose(a[0])),
        Like("GetDeterminant", 1, a => MatrixRules.Determinant(a[0])),
        Like("Invert", 1, a => MatrixRules.Inverse(a[0])),
        new("Decompose", 1, Substitute.OfResult((a, parts) => Decomposition.Of(a[0], parts))),
        Like("Transform", 2, a => MatrixRules.Times(a[0], MatrixRules.Affine(Transforms.Rotation(a[1]), Origin))),

        Exact("CreateTranslation", 1, a => MatrixRules.Affine(Scaling(1), a[0])),
        Exact("CreateTranslation", 3, a => MatrixRules.Affine(Scaling(1), Terms.Join(a))),
        Like("CreateScale", 1, a => Around(Scaling(a[0]), Origin)),
        Like("CreateScale", 2, a => Around(Scaling(a[0]), a[1])),
        Like("CreateScale", 3, a => Around(Scaling(Terms.Join(a)), Origin)),
        Like("CreateScale", 4, a => Around(Scaling(Terms.Join(a[0], a[1], a[2])), a[3])),
        .. Enumerable.Range(0, 3).SelectMany(axis => new[]
        {
            Like("CreateRotation" + "XYZ"[axis], 1, a => Around(RotationAround(axis, a[0][0]), Origin)),
            Like("CreateRotation" + "XYZ"[axis], 2, a => Around(RotationAround(axis, a[0][0]), a[1])),
        }),
        Like("CreateFromQuaternion", 1, a => Around(Transforms.Rotation(a[0]), Origin)),
        Like("CreateFromYawPitchRoll", 3,
            a => Around(Transforms.Rotation(QuaternionRules.FromAngles(a[0][0] * 0.5, a[1][0] * 0.5, a[2][0] * 0.5)), Origin)),
        Like("CreateFromAxisAngle", 2, a => Around(Transforms.Rotation(QuaternionRules.FromAxisAngle(a[0], a[1][0])), Origin)),
        Like("CreateReflection", 1, a => Reflection(a[0])),
        Like("CreateShadow", 2, a => Shadow(a[0], a[1])),
        .. CameraRules.Rows,
        .. BillboardRules.Rows,
    ];

    private static Terms FromPlane(Terms m) => Terms.Join(m.Part(0, 2), 0, 0, m.Part(2, 2), 0, 0, 0, 0, 1, 0, m.Part(4, 2), 0, 1);

    /// <summary>The linear map that leaves the centre where it is.</summary>
    private static Terms Around(Terms linear, Terms centre) =>
        MatrixRules.Affine(linear,
            centre - Terms.Build(3, column => Terms.Dot(centre, new(linear[column], linear[3 + column], linear[6 + column]))));

    private static Terms Scaling(Terms scale) => Terms.Build(9, i => i / 3 == i % 3 ? scale[scale.Count == 1 ? 0 : i / 3] : 0);

    private static Terms RotationAround(int axis, Term angle)
    {
        var (sin, cos) = (Term.Function("Sin", angle), Term.Function("Cos", angle));
        var (j, k) = ((axis + 1) % 3, (axis + 2) % 3);
        return Terms.Build(9, i => (i / 3, i % 3) switch
        {
            var (row, column) when row == axis || column == axis => row == column ? 1 : 0,
            var (row, column) when row == column => cos,
            var (row, _) => row == j ? sin : -sin,
        });
    }

    private static Terms Reflection(Terms plane)
    {
        var p = plane / plane.Part(0, 3).Length();
        var normal = p.Part(0, 3);
        return MatrixRules.Affine(Terms.Build(9, i => (i / 3 == i % 3 ? 1 : 0) - 2 * normal[i / 3] * normal[i % 3]), normal * (-2 * p[3]));
    }

    private static Terms Shadow(Terms light, Terms plane)
    {
        var p = plane / plane.Part(0, 3).Length();
        var dot = Terms.Dot(p.Part(0, 3), light);
        return Terms.Build(16, i => (i / 4 == i % 4 ? dot : 0) - (i % 4 < 3 ? p[i / 4] * light[i % 4] : 0));
    }
}
