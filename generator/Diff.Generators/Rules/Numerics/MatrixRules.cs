using static Diff.Generators.Rules.SubstituteRow;

namespace Diff.Generators.Rules;

/// <summary>
/// What <c>Matrix3x2</c> and <c>Matrix4x4</c> have in common, and the algebra of 4×4 matrices, sixteen numbers row by row.
/// </summary>
internal static class MatrixRules
{
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Numbers of a row.</param>
    public static IEnumerable<SubstituteRow> Common(int rows, int columns) =>
    [
        Exact("op_Addition Add", 2, a => a[0] + a[1]),
        Exact("op_Subtraction Subtract", 2, a => a[0] - a[1]),
        Exact("op_UnaryNegation Negate", 1, a => -a[0]),
        Like("op_Multiply Multiply", 2, a => a[1].Count == 1 ? a[0] * a[1] : columns == 2 ? Times3x2(a[0], a[1]) : Times(a[0], a[1])),
        Like("Lerp", 3, a => a[0] + (a[1] - a[0]) * a[2]),
        Exact("get_Identity", 0, _ => Identity(rows, columns)),
        Like("get_Item GetRow", 2, a => a[0].Row(a[1][0], columns)),
        Like("get_Item GetElement", 3, a => a[0].Row(a[1][0], columns).Row(a[2][0])),
        Like("WithRow", 3, a => a[0].WithRow(a[1][0], a[2])),
        Like("WithElement", 4, a => a[0].WithRow(a[1][0], a[0].Row(a[1][0], columns).WithRow(a[2][0], a[3]))),
        Exact("set_Item", 3, a => a[0].WithRow(a[1][0], a[2])),
        Exact("set_Item", 4, a => a[0].WithRow(a[1][0], a[0].Row(a[1][0], columns).WithRow(a[2][0], a[3]))),
        .. Enumerable.Range(0, rows).SelectMany(row => new[]
        {
            Exact("get_" + "XYZW"[row], 1, a => a[0].Part(row * columns, columns)),
            Exact("set_" + "XYZW"[row], 2, a => a[0].WithPart(row * columns, a[1])),
        }),
    ];

    public static Terms Identity(int rows, int columns) => Terms.Build(rows * columns, i => i / columns == i % columns ? 1 : 0);

    /// <summary>The 4×4 matrix with the rows of a 3×3 matrix, and a translation.</summary>
    public static Terms Affine(Terms rows, Terms translation) =>
        Terms.Join(rows.Part(0, 3), 0, rows.Part(3, 3), 0, rows.Part(6, 3), 0, translation, 1);

    public static Terms Times(Terms a, Terms b) =>
        Terms.Join([.. Enumerable.Range(0, 4).Select(row => Transforms.Product(a.Part(4 * row, 4), b, 4))]);

    public static Terms Transpose(Terms m) => Terms.Build(16, i => m[4 * (i % 4) + i / 4]);

    /// <summary>The 2×2 minors of the upper and the lower two rows make determinant and inverse.</summary>
    public static Term Determinant(Terms m)
    {
        var (s, c) = Minors(m);
        return s[0] * c[5] - s[1] * c[4] + s[2] * c[3] + s[3] * c[2] - s[4] * c[1] + s[5] * c[0];
    }

    public static Terms Inverse(Terms m)
    {
        var (s, c) = Minors(m);
        Term At(int row, int column) => m[4 * row + column];
        return new Terms(
            At(1, 1) * c[5] - At(1, 2) * c[4] + At(1, 3) * c[3], At(0, 2) * c[4] - At(0, 1) * c[5] - At(0, 3) * c[3],
            At(3, 1) * s[5] - At(3, 2) * s[4] + At(3, 3) * s[3], At(2, 2) * s[4] - At(2, 1) * s[5] - At(2, 3) * s[3],
            At(1, 2) * c[2] - At(1, 0) * c[5] - At(1, 3) * c[1], At(0, 0) * c[5] - At(0, 2) * c[2] + At(0, 3) * c[1],
            At(3, 2) * s[2] - At(3, 0) * s[5] - At(3, 3) * s[1], At(2, 0) * s[5] - At(2, 2) * s[2] + At(2, 3) * s[1],
            At(1, 0) * c[4] - At(1, 1) * c[2] + At(1, 3) * c[0], At(0, 1) * c[2] - At(0, 0) * c[4] - At(0, 3) * c[0],
            At(3, 0) * s[4] - At(3, 1) * s[2] + At(3, 3) * s[0], At(2, 1) * s[2] - At(2, 0) * s[4] - At(2, 3) * s[0],
            At(1, 1) * c[1] - At(1, 0) * c[3] - At(1, 2) * c[0], At(0, 0) * c[3] - At(0, 1) * c[1] + At(0, 2) * c[0],
            At(3, 1) * s[1] - At(3, 0) * s[3] - At(3, 2) * s[0], At(2, 0) * s[3] - At(2, 1) * s[1] + At(2, 2) * s[0]) / Determinant(m);
    }

    private static Terms Times3x2(Terms a, Terms b) => Terms.Build(6, i =>
        a[i / 2 * 2] * b[i % 2] + a[i / 2 * 2 + 1] * b[2 + i % 2] + (i < 4 ? 0 : b[i]));

    private static (Terms Upper, Terms Lower) Minors(Terms m) => (Minors(m, 0), Minors(m, 2));

    private static Terms Minors(Terms m, int row)
    {
        (int, int)[] columns = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];
        return new([.. columns.Select(pair => m[4 * row + pair.Item1] * m[4 * row + 4 + pair.Item2] - m[4 * row + 4
            + pair.Item1] * m[4 * row + pair.Item2])]);
    }
}
