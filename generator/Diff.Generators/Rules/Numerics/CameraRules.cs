using static Diff.Generators.Rules.SubstituteRow;

namespace Diff.Generators.Rules;

/// <summary>Views and projections of <c>Matrix4x4</c>. The members for left-handed coordinates change the sign of the third axis.</summary>
internal static class CameraRules
{
    public static IEnumerable<SubstituteRow> Rows =>
    [
        Like("CreateLookAt", 3, a => View(a[0], a[0] - a[1], a[2])),
        Like("CreateLookAtLeftHanded", 3, a => View(a[0], a[1] - a[0], a[2])),
        Like("CreateLookTo", 3, a => View(a[0], -a[1], a[2])),
        Like("CreateLookToLeftHanded", 3, a => View(a[0], a[1], a[2])),
        Like("CreateWorld", 3, a => World(a[0], a[1], a[2])),
        Like("CreateOrthographic", 4, a => Orthographic(Centred(a), -1)),
        Like("CreateOrthographicLeftHanded", 4, a => Orthographic(Centred(a), 1)),
        Like("CreateOrthographicOffCenter", 6, a => Orthographic(Terms.Join(a), -1)),
        Like("CreateOrthographicOffCenterLeftHanded", 6, a => Orthographic(Terms.Join(a), 1)),
        Like("CreatePerspective", 4, a => Perspective(Centred(a), -1)),
        Like("CreatePerspectiveLeftHanded", 4, a => Perspective(Centred(a), 1)),
        Like("CreatePerspectiveOffCenter", 6, a => Perspective(Terms.Join(a), -1)),
        Like("CreatePerspectiveOffCenterLeftHanded", 6, a => Perspective(Terms.Join(a), 1)),
        Like("CreatePerspectiveFieldOfView", 4, a => FieldOfView(a, -1)),
        Like("CreatePerspectiveFieldOfViewLeftHanded", 4, a => FieldOfView(a, 1)),
        Like("CreateViewport", 6, a => Viewport(a, -1)),
        Like("CreateViewportLeftHanded", 6, a => Viewport(a, 1)),
    ];

    private static Terms View(Terms from, Terms backward, Terms up)
    {
        var z = backward.Normalized();
        var x = Terms.Cross(up, z).Normalized();
        var y = Terms.Cross(z, x);
        return MatrixRules.Affine(
            new(x[0], y[0], z[0], x[1], y[1], z[1], x[2], y[2], z[2]),
            new(-Terms.Dot(x, from), -Terms.Dot(y, from), -Terms.Dot(z, from)));
    }

    private static Terms World(Terms position, Terms forward, Terms up)
    {
        var z = (-forward).Normalized();
        var x = Terms.Cross(up, z).Normalized();
        return MatrixRules.Affine(Terms.Join(x, Terms.Cross(z, x), z), position);
    }

    /// <summary>Left, right, bottom, top, near and far of a box of the given width and height around the axis.</summary>
    private static Terms Centred(Terms[] a) => Terms.Join(a[0] * -0.5, a[0] * 0.5, a[1] * -0.5, a[1] * 0.5, a[2], a[3]);

    private static Terms Orthographic(Terms box, int sign)
    {
        var (left, right, bottom, top, near, far) = (box[0], box[1], box[2], box[3], box[4], box[5]);
        return MatrixRules.Affine(
            new(2 / (right - left), 0, 0, 0, 2 / (top - bottom), 0, 0, 0, sign / (far - near)),
            new((left + right) / (left - right), (top + bottom) / (bottom - top), near / (near - far)));
    }

    private static Terms Perspective(Terms box, int sign)
    {
        var (left, right, bottom, top, near, far) = (box[0], box[1], box[2], box[3], box[4], box[5]);
        return new(
            2 * near / (right - left), 0, 0, 0,
            0, 2 * near / (top - bottom), 0, 0,
            -sign * ((left + right) / (right - left)), -sign * ((top + bottom) / (top - bottom)), sign * (far / (far - near)), sign,
            0, 0, near * far / (near - far), 0);
    }

    private static Terms FieldOfView(Terms[] a, int sign)
    {
        var (height, near, far) = (1 / Term.Function("Tan", a[0][0] * 0.5), a[2][0], a[3][0]);
        return new(height / a[1][0], 0, 0, 0, 0, height, 0, 0, 0, 0, sign * (far / (far - near)), sign, 0, 0, near * far / (near - far), 0);
    }

    private static Terms Viewport(Terms[] a, int sign)
    {
        var (x, y, width, height, near, far) = (a[0][0], a[1][0], a[2][0] * 0.5, a[3][0] * 0.5, a[4][0], a[5][0]);
        return MatrixRules.Affine(new(width, 0, 0, 0, -height, 0, 0, 0, sign * (far - near)), new(x + width, y + height, near));
    }
}
