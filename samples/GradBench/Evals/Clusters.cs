using Diff;
using GradBench.Protocol;

namespace GradBench.Evals;

/// <summary>k-means clustering: the cost of k centroids, and Newton's direction for them.</summary>
public static partial class Clusters
{
    /// <summary>The sum over all points of the squared distance to the nearest centroid; points and centroids row by row.</summary>
    [Differentiable(Order = 2)]
    public static double Cost([NoGradient] ReadOnlySpan<double> points, ReadOnlySpan<double> centroids, int d)
    {
        var cost = 0.0;
        for (var i = 0; i < points.Length; i += d)
        {
            var nearest = d * Nearest(points.Slice(i, d), centroids);
            for (var j = 0; j < d; j++)
            {
                var difference = points[i + j] - centroids[nearest + j];
                cost += difference * difference;
            }
        }

        return cost;
    }

    /// <summary>
    /// The gradient divided by the diagonal of the Hessian. No two coordinates of centroids meet in a product, so the Hessian is diagonal, and its product
    /// with a vector of ones is that diagonal.
    /// </summary>
    public static double[] Direction(ReadOnlySpan<double> points, ReadOnlySpan<double> centroids, int d)
    {
        var ones = new double[centroids.Length];
        Array.Fill(ones, 1);
        var direction = CostGradient(points, centroids, d);
        var diagonal = CostHvp(points, centroids, d, ones);
        for (var i = 0; i < direction.Length; i++) direction[i] /= diagonal[i];
        return direction;
    }

    private static int Nearest(ReadOnlySpan<double> point, ReadOnlySpan<double> centroids)
    {
        var (nearest, least) = (0, double.PositiveInfinity);
        for (var c = 0; c * point.Length < centroids.Length; c++)
        {
            var squared = 0.0;
            for (var j = 0; j < point.Length; j++)
            {
                var difference = point[j] - centroids[c * point.Length + j];
                squared += difference * difference;
            }

            if (squared < least) (nearest, least) = (c, squared);
        }

        return nearest;
    }
}

internal static class ClustersModule
{
    private sealed record Input(double[] Points, double[] Centroids, int D);

    public static Module Create() => new("kmeans", new Dictionary<string, Function>
    {
        ["cost"] = Function.Create(Read, input => Clusters.Cost(input.Points, input.Centroids, input.D), (writer, _, cost) => writer.WriteFinite(cost)),
        ["dir"] = Function.Create(
            Read,
            input => Clusters.Direction(input.Points, input.Centroids, input.D),
            (writer, input, direction) => writer.WriteMatrix(direction, direction.Length / input.D, input.D)),
    });

    private static Input Read(InputReader input)
    {
        var (points, centroids) = (input["points"], input["centroids"]);
        if (points.Length == 0) throw points.Invalid("is empty");
        if (centroids.Length == 0) throw centroids.Invalid("is empty");
        var d = centroids.Items().First().Length;
        return d > 0 ? new Input(points.Matrix(points.Length, d), centroids.Matrix(centroids.Length, d), d) : throw centroids.Invalid("has empty rows");
    }
}
