using static Diff.Generators.Rules.SubstituteRow;

namespace Diff.Generators.Rules;

/// <summary>
/// Billboards of <c>Matrix4x4</c>: objects that face the camera. Where positions or directions are too close to tell a direction, they take
/// another, by thresholds of the framework. The members for left-handed coordinates change the sign of the direction.
/// </summary>
internal static class BillboardRules
{
    /// <summary>The square of the distance below which object and camera are in one place.</summary>
    private const double Near = 1e-4;

    /// <summary>The cosine of an angle below which directions are parallel, as the framework approximates it.</summary>
    private const double Parallel = 1 - 0.1 * (Math.PI / 180);

    public static IEnumerable<SubstituteRow> Rows =>
    [
        Like("CreateBillboard", 4, a => Free(a, -1)),
        Like("CreateBillboardLeftHanded", 4, a => Free(a, 1)),
        Like("CreateConstrainedBillboard", 5, a => Constrained(a, -1)),
        Like("CreateConstrainedBillboardLeftHanded", 5, a => Constrained(a, 1)),
    ];

    private static Terms Free(Terms[] a, int sign)
    {
        var z = Facing(a[0], a[1], a[3], sign);
        var x = Terms.Cross(a[2], z).Normalized();
        return MatrixRules.Affine(Terms.Join(x, Terms.Cross(z, x), z), a[0]);
    }

    private static Terms Constrained(Terms[] a, int sign)
    {
        var (face, y) = (Facing(a[0], a[1], a[3], sign), a[2]);
        var direction = Term.When(AreParallel(y, face),
            () => Term.When(AreParallel(y, a[4]),
                () => Term.When(IsLong(y[2]), () => new(-sign, 0, 0), () => new(0, 0, -1)),
                () => a[4] * -sign),
            () => face);
        var x = Terms.Cross(y, direction).Normalized();
        return MatrixRules.Affine(Terms.Join(x, y, Terms.Cross(x, y).Normalized()), a[0]);
    }

    /// <summary>From the camera to the object, or back.</summary>
    private static Terms Facing(Terms position, Terms camera, Terms cameraForward, int sign)
    {
        var offset = (camera - position) * sign;
        return Term.When(Terms.Dot(offset, offset) < Near, () => cameraForward * sign, () => offset.Normalized());
    }

    private static Term AreParallel(Terms a, Terms b) => IsLong(Terms.Dot(a, b));

    private static Term IsLong(Term length) => Term.Function("Abs", length) > Parallel;
}
