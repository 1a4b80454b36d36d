namespace Diff;

/// <summary>The entries of a storage that hold references: objects, boxed structs, and one array per block.</summary>
internal sealed class TapeReferences
{
    private readonly List<object?> _entries = [];

    public int Count => _entries.Count;

    public object? this[int index] => _entries[index];

    public void Push<T>(T value) => _entries.Add(value);

    public Span<T> Block<T>(int length)
    {
        var block = length == 0 ? [] : new T[length];
        _entries.Add(block);
        return block;
    }

    /// <summary>Drops the entries from <paramref name="count"/> on, so that they can be collected.</summary>
    public void Truncate(int count) => _entries.RemoveRange(count, _entries.Count - count);
}
