namespace Diff;

/// <summary>Where on a stack a block lies, found by <see cref="Scratch.PlaceOf"/>.</summary>
public readonly struct ScratchPlace
{
    internal ScratchPlace(int chunk, int offset, int length)
    {
        Chunk = chunk;
        Offset = offset;
        Length = length;
    }

    internal int Chunk { get; }

    /// <summary>In bytes from the beginning of the chunk.</summary>
    internal int Offset { get; }

    /// <summary>In elements.</summary>
    internal int Length { get; }
}
