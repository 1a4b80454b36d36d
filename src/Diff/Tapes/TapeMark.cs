namespace Diff;

/// <summary>
/// An end that a <see cref="Tape"/> or <see cref="Scratch"/> memory had, made by <see cref="Tape.Mark"/> or <see cref="Scratch.Mark"/>.
/// </summary>
public readonly struct TapeMark
{
    internal TapeMark(int chunk, int top, int references, int arrays, long bytes)
    {
        Chunk = chunk;
        Top = top;
        References = references;
        Arrays = arrays;
        Bytes = bytes;
    }

    internal int Chunk { get; }

    internal int Top { get; }

    internal int References { get; }

    internal int Arrays { get; }

    internal long Bytes { get; }

    internal TapeMark WithArrays(int arrays) => new(Chunk, Top, References, arrays, Bytes);
}
