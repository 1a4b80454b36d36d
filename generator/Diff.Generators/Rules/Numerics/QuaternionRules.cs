using static Diff.Generators.Rules.SubstituteRow;

namespace Diff.Generators.Rules;

/// <summary>
/// <c>Quaternion</c>. The branch that an interpolation takes (the shorter way round, nearly parallel) is the one its arguments give.
/// </summary>
internal static class QuaternionRules
{
    // Quaternion.Slerp interpolates linearly from here on.
    private const double NearlyParallel = 1 - 1e-6;

    public static IEnumerable<SubstituteRow> Rows =>
    [
        Exact(".ctor Create", 2, a => Terms.Join(a)),
        Exact("Create", 4, a => Terms.Join(a)),
        Exact("get_Zero", 0, _ => new(0, 0, 0, 0)),
        Exact("get_Identity", 0, _ => new(0, 0, 0, 1)),
        Like("get_Item", 2, a => a[0].Row(a[1][0])),
        Exact("set_Item", 3, a => a[0].WithRow(a[1][0], a[2])),

        Exact("op_Addition Add", 2, a => a[0] + a[1]),
        Exact("op_Subtraction Subtract", 2, a => a[0] - a[1]),
        Exact("op_UnaryNegation Negate", 1, a => -a[0]),
        Exact("Conjugate", 1, a => Conjugate(a[0])),
        Like("op_Multiply Multiply", 2, a => a[1].Count == 1 ? a[0] * a[1] : Times(a[0], a[1])),
        Like("op_Division Divide", 2, a => Times(a[0], Inverse(a[1]))),
        Like("Concatenate", 2, a => Times(a[1], a[0])),
        Like("Inverse", 1, a => Inverse(a[0])),
        Like("Dot", 2, a => Terms.Dot(a[0], a[1])),
        Like("LengthSquared", 1, a => Terms.Dot(a[0], a[0])),
        Like("Length", 1, a => a[0].Length()),
        Like("Normalize", 1, a => a[0].Normalized()),

        Like("Lerp", 3, a => (a[0] * (1 - a[2]) + Nearer(a) * a[2]).Normalized()),
        Like("Slerp", 3, Slerp),
        Like("CreateFromAxisAngle", 2, a => FromAxisAngle(a[0], a[1][0])),
        Like("CreateFromYawPitchRoll", 3, a => FromAngles(a[0][0] * 0.5, a[1][0] * 0.5, a[2][0] * 0.5)),
        Like("CreateFromRotationMatrix", 1, a => FromMatrix(a[0])),
    ];

    public static Terms Times(Terms a, Terms b) => Terms.Join(
        a.Part(0, 3) * b[3] + b.Part(0, 3) * a[3] + Terms.Cross(a, b),
        a[3] * b[3] - Terms.Dot(a.Part(0, 3), b.Part(0, 3)));

    public static Terms Conjugate(Terms q) => new(-q[0], -q[1], -q[2], q[3]);

    public static Terms FromAxisAngle(Terms axis, Term angle) => Terms.Join(axis * Sin(angle * 0.5), Cos(angle * 0.5));

    public static Terms FromAngles(Term yaw, Term pitch, Term roll)
    {
        var (sy, cy, sp, cp, sr, cr) = (Sin(yaw), Cos(yaw), Sin(pitch), Cos(pitch), Sin(roll), Cos(roll));
        return new(cy * sp * cr + sy * cp * sr, sy * cp * cr - cy * sp * sr, cy * cp * sr - sy * sp * cr, cy * cp * cr + sy * sp * sr);
    }

    private static Terms Inverse(Terms q) => Conjugate(q) / Terms.Dot(q, q);

    private static Terms Nearer(Terms[] a) => Term.When(Terms.Dot(a[0], a[1]) < 0, () => -a[1], () => a[1]);

    private static Terms Slerp(Terms[] a)
    {
        var (near, t) = (Nearer(a), a[2][0]);
        var cosine = Terms.Dot(a[0], near);
        return Term.When(cosine > NearlyParallel, () => a[0] * (1 - t) + near * t, () =>
        {
            var angle = Term.Function("Acos", cosine);
            return (a[0] * Sin((1 - t) * angle) + near * Sin(t * angle)) / Sin(angle);
        });
    }

    public static Terms FromMatrix(Terms m)
    {
        Term At(int row, int column) => m[4 * row + column];
        var trace = At(0, 0) + At(1, 1) + At(2, 2);
        return Term.When(trace > 0, () =>
        {
            var s = Term.Function("Sqrt", trace + 1);
            return Terms.Join(new Terms(At(1, 2) - At(2, 1), At(2, 0) - At(0, 2), At(0, 1) - At(1, 0)) * (0.5 / s), s * 0.5);
        }, () => Term.When(At(0, 0) < At(1, 1), () => Term.When(At(1, 1) < At(2, 2), () => Around(2), () => Around(1)),
            () => Term.When(At(0, 0) < At(2, 2), () => Around(2), () => Around(0))));

        Terms Around(int i)
        {
            var (j, k) = ((i + 1) % 3, (i + 2) % 3);
            var s = Term.Function("Sqrt", 1 + At(i, i) - At(j, j) - At(k, k));
            var scale = 0.5 / s;
            var q = new Term[4];
            (q[i], q[j], q[k], q[3]) = (s * 0.5, (At(i, j) + At(j, i)) * scale, (At(k, i) + At(i, k)) * scale,
                (At(j, k) - At(k, j)) * scale);
            return new(q);
        }
    }

    private static Term Sin(Term x) => Term.Function("Sin", x);

    private static Term Cos(Term x) => Term.Function("Cos", x);
}
