using Diff;

namespace GradBench.Evals;

/// <summary>A hand of bones and a skin, posed by 26 parameters, against measured points.</summary>
public static partial class Hand
{
    /// <summary>The number of pose parameters.</summary>
    public const int PoseLength = 26;

    /// <summary>Each measured point less the vertex that corresponds to it, three numbers per point.</summary>
    [Differentiable]
    public static void Residuals(
        ReadOnlySpan<double> theta, HandModel model, int[] correspondences, [NoGradient] ReadOnlySpan<double> points, Span<double> residuals)
    {
        var positions = new double[3 * model.VertexCount];
        Pose(theta, model, positions);
        for (var i = 0; i < correspondences.Length; i++)
        {
            for (var axis = 0; axis < 3; axis++) residuals[3 * i + axis] = points[3 * i + axis] - positions[3 * correspondences[i] + axis];
        }
    }

    /// <summary>
    /// Each measured point less its corresponding point of the surface: in a triangle, where <paramref name="us"/> holds the
    /// barycentric weights of the first two corners.
    /// </summary>
    [Differentiable]
    public static void SurfaceResiduals(
        ReadOnlySpan<double> theta,
        ReadOnlySpan<double> us,
        HandModel model,
        int[] correspondences,
        [NoGradient] ReadOnlySpan<double> points,
        Span<double> residuals)
    {
        var positions = new double[3 * model.VertexCount];
        Pose(theta, model, positions);
        for (var i = 0; i < correspondences.Length; i++)
        {
            var first = 3 * model.Triangles[3 * correspondences[i]];
            var second = 3 * model.Triangles[3 * correspondences[i] + 1];
            var third = 3 * model.Triangles[3 * correspondences[i] + 2];
            var u = us[2 * i];
            var v = us[2 * i + 1];
            for (var axis = 0; axis < 3; axis++)
            {
                var surface = u * positions[first + axis] + v * positions[second + axis] + (1 - u - v) * positions[third + axis];
                residuals[3 * i + axis] = points[3 * i + axis] - surface;
            }
        }
    }

    [Differentiable]
    private static void Pose(ReadOnlySpan<double> theta, HandModel model, Span<double> positions)
    {
        var angles = new double[3 * model.BoneCount];
        Bend(theta, angles);
        var transforms = new double[16 * model.BoneCount];
        Transform(angles, model, transforms);
        Skin(transforms, model, positions);
        Place(theta, positions);
    }

    /// <summary>The angles of each bone: four parameters per finger, of which the second turns its first joint sideways.</summary>
    [Differentiable]
    private static void Bend(ReadOnlySpan<double> theta, Span<double> angles)
    {
        var next = 6;
        for (var finger = 0; finger < 5; finger++)
        {
            for (var joint = 0; joint < 3; joint++)
            {
                var bone = 4 * finger + 2 + joint;
                angles[3 * bone] = theta[next++];
                if (joint == 0) angles[3 * bone + 1] = theta[next++];
            }
        }
    }

    /// <summary>For each bone, what carries its vertices from where they were modelled to where they are.</summary>
    [Differentiable]
    private static void Transform(ReadOnlySpan<double> angles, HandModel model, Span<double> transforms)
    {
        var absolutes = new double[16 * model.BoneCount];
        var rotation = new double[16];
        var relative = new double[16];
        var absolute = new double[16];
        for (var bone = 0; bone < model.BoneCount; bone++)
        {
            Rotate(angles[3 * bone], angles[3 * bone + 2], angles[3 * bone + 1], rotation);
            Multiply(model.BaseRelatives.AsSpan(16 * bone, 16), rotation, relative);
            var parent = model.Parents[bone];
            if (parent < 0) relative.CopyTo(absolute.AsSpan());
            else Multiply(absolutes.AsSpan(16 * parent, 16), relative, absolute);
            for (var i = 0; i < 16; i++) absolutes[16 * bone + i] = absolute[i];
            Multiply(absolute, model.InverseBaseAbsolutes.AsSpan(16 * bone, 16), transforms.Slice(16 * bone, 16));
        }
    }

    /// <summary>The rotation about x, then y, then z, as a 4 × 4 matrix.</summary>
    [Differentiable]
    private static void Rotate(double aboutX, double aboutY, double aboutZ, Span<double> rotation)
    {
        var (sx, cx) = (Math.Sin(aboutX), Math.Cos(aboutX));
        var (sy, cy) = (Math.Sin(aboutY), Math.Cos(aboutY));
        var (sz, cz) = (Math.Sin(aboutZ), Math.Cos(aboutZ));
        rotation.Clear();
        rotation[0] = cz * cy;
        rotation[1] = cz * sy * sx - sz * cx;
        rotation[2] = cz * sy * cx + sz * sx;
        rotation[4] = sz * cy;
        rotation[5] = sz * sy * sx + cz * cx;
        rotation[6] = sz * sy * cx - cz * sx;
        rotation[8] = -sy;
        rotation[9] = cy * sx;
        rotation[10] = cy * cx;
        rotation[15] = 1;
    }

    [Differentiable]
    private static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product)
    {
        for (var row = 0; row < 4; row++)
        {
            for (var column = 0; column < 4; column++)
            {
                var sum = 0.0;
                for (var k = 0; k < 4; k++) sum += a[4 * row + k] * b[4 * k + column];
                product[4 * row + column] = sum;
            }
        }
    }

    /// <summary>Moves each vertex with its bones.</summary>
    [Differentiable]
    private static void Skin(ReadOnlySpan<double> transforms, HandModel model, Span<double> positions)
    {
        for (var vertex = 0; vertex < model.VertexCount; vertex++)
        {
            for (var axis = 0; axis < 3; axis++)
            {
                var sum = 0.0;
                for (var bone = 0; bone < model.BoneCount; bone++)
                {
                    var weight = model.Weights[vertex * model.BoneCount + bone];
                    if (weight == 0) continue;
                    var row = 16 * bone + 4 * axis;
                    var moved = transforms[row] * model.BasePositions[4 * vertex]
                        + transforms[row + 1] * model.BasePositions[4 * vertex + 1]
                        + transforms[row + 2] * model.BasePositions[4 * vertex + 2]
                        + transforms[row + 3] * model.BasePositions[4 * vertex + 3];
                    sum += weight * moved;
                }

                positions[3 * vertex + axis] = axis == 0 && model.IsMirrored ? -sum : sum;
            }
        }
    }

    /// <summary>Turns the hand about the first three parameters, an axis as long as the angle, and moves it by the next three.</summary>
    [Differentiable]
    private static void Place(ReadOnlySpan<double> theta, Span<double> positions)
    {
        var angle = Math.Sqrt(theta[0] * theta[0] + theta[1] * theta[1] + theta[2] * theta[2]);
        var turns = angle >= 1e-4;
        var x = turns ? theta[0] / angle : 0;
        var y = turns ? theta[1] / angle : 0;
        var z = turns ? theta[2] / angle : 0;
        var s = turns ? Math.Sin(angle) : 0;
        var c = turns ? Math.Cos(angle) : 1;
        for (var at = 0; at < positions.Length; at += 3)
        {
            var (p0, p1, p2) = (positions[at], positions[at + 1], positions[at + 2]);
            var along = (x * p0 + y * p1 + z * p2) * (1 - c);
            positions[at] = p0 * c + (y * p2 - z * p1) * s + x * along + theta[3];
            positions[at + 1] = p1 * c + (z * p0 - x * p2) * s + y * along + theta[4];
            positions[at + 2] = p2 * c + (x * p1 - y * p0) * s + z * along + theta[5];
        }
    }
}
