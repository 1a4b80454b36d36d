namespace GradBench.Evals;

/// <summary>The bones and the skin of a hand at rest; matrices row by row, one after the other.</summary>
public sealed class HandModel
{
    /// <summary>The bone that each bone hangs on, which comes before it; -1 for none.</summary>
    public required int[] Parents { get; init; }

    /// <summary>For each bone a 4 × 4 matrix: its place relative to its parent.</summary>
    public required double[] BaseRelatives { get; init; }

    /// <summary>For each bone a 4 × 4 matrix: from the hand's coordinates to its own.</summary>
    public required double[] InverseBaseAbsolutes { get; init; }

    /// <summary>For each vertex its four homogeneous coordinates.</summary>
    public required double[] BasePositions { get; init; }

    /// <summary>For each vertex its share in each bone.</summary>
    public required double[] Weights { get; init; }

    /// <summary>The three corners of each triangle.</summary>
    public required int[] Triangles { get; init; }

    /// <summary>Whether the other hand is meant.</summary>
    public bool IsMirrored { get; init; }

    /// <summary>The number of bones.</summary>
    public int BoneCount => Parents.Length;

    /// <summary>The number of vertices.</summary>
    public int VertexCount => BasePositions.Length / 4;
}
