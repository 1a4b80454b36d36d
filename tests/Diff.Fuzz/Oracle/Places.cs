namespace Diff.Fuzz.Oracle;

/// <summary>Something that can be assigned: a variable, an element of a buffer, an item of a tuple.</summary>
interface IPlace
{
    object Value { get; set; }
}

sealed class Cell(object value) : IPlace
{
    public object Value { get; set; } = value;
}

sealed class BufferElement<T>(T[] items, int index) : IPlace where T : struct
{
    public object Value
    {
        get => items[index];
        set => items[index] = (T)value;
    }
}

/// <summary>Tuples are values: storing an item stores a changed copy.</summary>
sealed class TupleItem(IPlace tuple, int position) : IPlace
{
    public object Value
    {
        get => ((object[])tuple.Value)[position];
        set
        {
            var changed = (object[])((object[])tuple.Value).Clone();
            changed[position] = value;
            tuple.Value = changed;
        }
    }
}

/// <summary>An array, or a window on one.</summary>
sealed record Window<T>(T[] Items, int Start, int Count) where T : struct
{
    public T this[int index] => Items[Offset(index)];

    public IPlace At(int index) => new BufferElement<T>(Items, Offset(index));

    public Window<T> Slice(int start, int count) =>
        start < 0 || count < 0 || start + count > Count ? throw new OracleException("slice out of range") : new(Items, Start + start, count);

    public Window<T> Copy() => new(Span.ToArray(), 0, Count);

    public Span<T> Span => Items.AsSpan(Start, Count);

    int Offset(int index) => index < 0 || index >= Count ? throw new OracleException($"index {index} of {Count}") : Start + index;
}

sealed record Grid<T>(T[] Items, int Rows, int Columns) where T : struct
{
    public IPlace At(int row, int column) => row < 0 || row >= Rows || column < 0 || column >= Columns
        ? throw new OracleException("grid index out of range")
        : new BufferElement<T>(Items, row * Columns + column);
}
