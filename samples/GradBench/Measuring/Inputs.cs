using GradBench.Evals;

namespace GradBench.Measuring;

/// <summary>Inputs of any size, drawn from a fixed seed.</summary>
public static class Inputs
{
    /// <summary>Numbers between <paramref name="least"/> and <paramref name="most"/>.</summary>
    public static double[] Vector(int length, double least = -1, double most = 1, int seed = 1)
    {
        var random = new Random(seed);
        var values = new double[length];
        for (var i = 0; i < length; i++) values[i] = least + (most - least) * random.NextDouble();
        return values;
    }

    /// <summary>A mixture of k Gaussians in d dimensions and n points.</summary>
    public static MixtureInput Mixture(int d, int k, int n) => new(
        d,
        k,
        Vector(k, seed: 1),
        Vector(k * d, seed: 2),
        Vector(k * d, seed: 3),
        Vector(k * (d * (d - 1) / 2), seed: 4),
        Vector(n * d, -2, 2, seed: 5),
        2,
        1.5);

    /// <summary>n cameras about the origin that look at m points far away, and p observations.</summary>
    public static BundleInput Bundle(int n, int m, int p)
    {
        var cameras = Vector(n * Evals.Bundle.CameraLength);
        for (var i = 0; i < n; i++)
        {
            var camera = cameras.AsSpan(i * Evals.Bundle.CameraLength, Evals.Bundle.CameraLength);
            camera[6] += 100;
            camera[9] *= 0.1;
            camera[10] *= 0.01;
        }

        var points = Vector(3 * m, seed: 2);
        for (var i = 0; i < m; i++) points[3 * i + 2] += 10;
        return new BundleInput(n, m, p, cameras, points, Vector(p, 0.5, 1.5, seed: 3), Vector(2 * p, -10, 10, seed: 4));
    }

    /// <summary>A network of b values per layer and a sequence of characters, of which each is one of b.</summary>
    public static LstmInput Lstm(int layers, int b, int characters)
    {
        var sequence = new double[b * characters];
        var random = new Random(1);
        for (var t = 0; t < characters; t++) sequence[t * b + random.Next(b)] = 1;
        return new LstmInput(Vector(layers * 8 * b), Vector(3 * b, seed: 2), Vector(layers * 2 * b, seed: 3), sequence);
    }

    /// <summary>A hand whose fingers hang on bone 0, with vertices that belong to two bones each, and points at random.</summary>
    public static HandInput Hand(int bones, int vertices, int correspondences, bool onSurface, bool mirrored = false)
    {
        var random = new Random(1);
        var parents = new int[bones];
        for (var bone = 0; bone < bones; bone++) parents[bone] = bone == 0 ? -1 : bone % 4 == 1 ? 0 : bone - 1;
        var weights = new double[vertices * bones];
        for (var vertex = 0; vertex < vertices; vertex++)
        {
            var share = random.NextDouble();
            weights[vertex * bones + random.Next(bones)] += share;
            weights[vertex * bones + random.Next(bones)] += 1 - share;
        }

        var positions = Vector(4 * vertices, seed: 2);
        for (var vertex = 0; vertex < vertices; vertex++) positions[4 * vertex + 3] = 1;
        var model = new HandModel
        {
            Parents = parents,
            BaseRelatives = Affine(bones, seed: 3),
            InverseBaseAbsolutes = Affine(bones, seed: 4),
            BasePositions = positions,
            Weights = weights,
            Triangles = Indices(3 * 2 * vertices, vertices, seed: 5),
            IsMirrored = mirrored,
        };
        return new HandInput(
            Vector(Evals.Hand.PoseLength, seed: 6),
            onSurface ? Vector(2 * correspondences, 0, 0.5, seed: 7) : [],
            model,
            Indices(correspondences, onSurface ? 2 * vertices : vertices, seed: 8),
            Vector(3 * correspondences, seed: 9));
    }

    // 4 × 4 matrices whose last row is (0, 0, 0, 1).
    private static double[] Affine(int count, int seed)
    {
        var matrices = Vector(16 * count, -0.5, 0.5, seed);
        for (var i = 0; i < count; i++)
        {
            matrices.AsSpan(16 * i + 12, 3).Clear();
            matrices[16 * i + 15] = 1;
        }

        return matrices;
    }

    private static int[] Indices(int length, int limit, int seed)
    {
        var random = new Random(seed);
        var indices = new int[length];
        for (var i = 0; i < length; i++) indices[i] = random.Next(limit);
        return indices;
    }
}
