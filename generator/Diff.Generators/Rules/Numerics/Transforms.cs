namespace Diff.Generators.Rules;

/// <summary>Vectors changed by matrices and quaternions. Vectors are rows: <c>v · M</c>.</summary>
internal static class Transforms
{
    /// <summary>The numbers of a 3×2 and a 4×4 matrix.</summary>
    private const int Matrix3x2 = 6;
    private const int Quaternion = 4;

    /// <param name="count">Numbers of the result; a missing third coordinate is 0, a missing fourth one 1.</param>
    public static Terms Point(Terms vector, Terms by, int count) => by.Count switch
    {
        Quaternion => Rotate(vector, by, count),
        Matrix3x2 => Terms.Build(2, column => vector[0] * by[column] + vector[1] * by[2 + column] + by[4 + column]),
        _ => Product(vector.Count == 4 ? vector : Terms.Join(Spatial(vector), 1), by, count),
    };

    /// <summary>Without the translation.</summary>
    public static Terms Normal(Terms vector, Terms by, int count) =>
        by.Count == Matrix3x2 ? Terms.Build(2, column => vector[0] * by[column] + vector[1] * by[2 + column]) : Product(vector, by, count);

    public static Terms Product(Terms row, Terms matrix, int count) =>
        Terms.Build(count, column => Terms.Dot(row, Terms.Build(row.Count, i => matrix[4 * i + column])));

    /// <summary>
    /// The rows of a rotation matrix, three numbers each, from a quaternion that may have any length: <c>1 - 2(y² + z²)</c> and so on.
    /// </summary>
    public static Terms Rotation(Terms q)
    {
        var (x, y, z, w) = (q[0], q[1], q[2], q[3]);
        return new(
            1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y),
            2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x),
            2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y));
    }

    /// <summary><c>q · v · q*</c>: a quaternion that is no unit also scales.</summary>
    private static Terms Rotate(Terms vector, Terms by, int count)
    {
        var whole = vector.Count == 4 ? vector : Terms.Join(Spatial(vector), count == 4 ? 1 : 0);
        return QuaternionRules.Times(by, QuaternionRules.Times(whole, QuaternionRules.Conjugate(by))).Part(0, count);
    }

    private static Terms Spatial(Terms vector) => vector.Count == 2 ? Terms.Join(vector, 0) : vector.Part(0, 3);
}
