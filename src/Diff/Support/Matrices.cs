using System.ComponentModel;
using System.Numerics;

namespace Diff;

/// <summary>
/// Functions of matrices that deliver success and results apart, with all of them as one tuple. Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Matrices
{
    /// <summary><see cref="Matrix3x2.Invert"/></summary>
    /// <param name="matrix">The matrix.</param>
    public static (bool IsInvertible, Matrix3x2 Inverse) Invert(Matrix3x2 matrix) => (Matrix3x2.Invert(matrix, out var inverse), inverse);

    /// <summary><see cref="Matrix4x4.Invert"/></summary>
    /// <param name="matrix">The matrix.</param>
    public static (bool IsInvertible, Matrix4x4 Inverse) Invert(Matrix4x4 matrix) => (Matrix4x4.Invert(matrix, out var inverse), inverse);

    /// <summary><see cref="Matrix4x4.Decompose"/></summary>
    /// <param name="matrix">The matrix.</param>
    public static (bool HasRotation, Vector3 Scale, Quaternion Rotation, Vector3 Translation) Decompose(Matrix4x4 matrix) =>
        (Matrix4x4.Decompose(matrix, out var scale, out var rotation, out var translation), scale, rotation, translation);
}
