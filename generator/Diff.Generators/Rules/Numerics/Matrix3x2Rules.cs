using static Diff.Generators.Rules.SubstituteRow;

namespace Diff.Generators.Rules;

/// <summary><c>Matrix3x2</c>: a plane transformation, six numbers row by row, the last row a translation.</summary>
internal static class Matrix3x2Rules
{
    public static IEnumerable<SubstituteRow> Rows =>
    [
        .. MatrixRules.Common(3, 2),
        Exact("Create", 1, a => Terms.Build(6, i => a[0][a[0].Count == 1 ? 0 : i % 2])),
        Exact("Create", 3, a => Terms.Join(a)),
        Exact("Create", 6, a => Terms.Join(a)),
        Exact("get_Translation", 1, a => a[0].Part(4, 2)),
        Exact("set_Translation", 2, a => a[0].WithPart(4, a[1])),
        Like("GetDeterminant", 1, a => Determinant(a[0])),
        Like("Invert", 1, a => Inverse(a[0])),

        Exact("CreateTranslation", 1, a => Terms.Join(1, 0, 0, 1, a[0])),
        Exact("CreateTranslation", 2, a => Terms.Join(1, 0, 0, 1, a[0], a[1])),
        Like("CreateScale", 1, a => Scale(a[0], new(0, 0))),
        Like("CreateScale", 2, a => a[1].Count == 2 ? Scale(a[0], a[1]) : Scale(Terms.Join(a), new(0, 0))),
        Like("CreateScale", 3, a => Scale(Terms.Join(a[0], a[1]), a[2])),
        Like("CreateSkew", 2, a => Around(new(1, Tan(a[1][0]), Tan(a[0][0]), 1), new(0, 0))),
        Like("CreateSkew", 3, a => Around(new(1, Tan(a[1][0]), Tan(a[0][0]), 1), a[2])),
        Like("CreateRotation", 1, a => Around(Rotation(a[0][0]), new(0, 0))),
        Like("CreateRotation", 2, a => Around(Rotation(a[0][0]), a[1])),
    ];

    public static Term Determinant(Terms m) => m[0] * m[3] - m[1] * m[2];

    private static Terms Inverse(Terms m) =>
        new Terms(m[3], -m[1], -m[2], m[0], m[2] * m[5] - m[4] * m[3], m[4] * m[1] - m[0] * m[5]) / Determinant(m);

    private static Terms Scale(Terms scale, Terms centre) => Around(new(scale[0], 0, 0, scale[scale.Count - 1]), centre);

    private static Terms Rotation(Term angle)
    {
        var (sin, cos) = (Term.Function("Sin", angle), Term.Function("Cos", angle));
        return new(cos, sin, -sin, cos);
    }

    /// <summary>The linear map that leaves the centre where it is.</summary>
    private static Terms Around(Terms linear, Terms centre) =>
        Terms.Join(linear, centre - Terms.Build(2, column => centre[0] * linear[column] + centre[1] * linear[2 + column]));

    private static Term Tan(Term x) => Term.Function("Tan", x);
}
