namespace Diff;

/// <summary>An end that a <see cref="Tape"/> had, made by <see cref="Tape.Mark"/>.</summary>
public readonly struct TapeMark
{
    internal TapeMark(int chunk, int top, int references, long bytes)
    {
        Chunk = chunk;
        Top = top;
        References = references;
        Bytes = bytes;
    }

    internal int Chunk { get; }

    internal int Top { get; }

    internal int References { get; }

    internal long Bytes { get; }
}
