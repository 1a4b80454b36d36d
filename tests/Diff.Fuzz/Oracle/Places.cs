using Diff.Fuzz.Language;

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

sealed class BufferElement(object[] items, int index) : IPlace
{
    public object Value
    {
        get => items[index];
        set => items[index] = value;
    }
}

/// <summary>Tuples and structs are values: storing a part stores a changed copy.</summary>
sealed class PartOf(IPlace whole, int position) : IPlace
{
    public object Value
    {
        get => ((object[])whole.Value)[position];
        set
        {
            var changed = (object[])((object[])whole.Value).Clone();
            changed[position] = value;
            whole.Value = changed;
        }
    }
}

/// <summary>An array, or a window on one.</summary>
sealed record Window(object[] Items, int Start, int Count)
{
    public object this[int index] => Items[Offset(index)];

    public IPlace At(int index) => new BufferElement(Items, Offset(index));

    public Window Slice(int start, int count) =>
        start < 0 || count < 0 || start + count > Count ? throw new OracleException("slice out of range") : new(Items, Start + start, count);

    public Window Copy() => new(Span.ToArray(), 0, Count);

    public Span<object> Span => Items.AsSpan(Start, Count);

    int Offset(int index) => index < 0 || index >= Count ? throw new OracleException($"index {index} of {Count}") : Start + index;
}

/// <summary>A list: its elements come and go.</summary>
sealed record Sequence(List<object> Items)
{
    public IPlace At(int index) => index < 0 || index >= Items.Count ? throw new OracleException($"index {index} of {Items.Count}") : new ListElement(Items, index);

    /// <summary>As it is now.</summary>
    public Window Copy() => new([.. Items], 0, Items.Count);
}

sealed class ListElement(List<object> items, int index) : IPlace
{
    public object Value
    {
        get => items[index];
        set => items[index] = value;
    }
}

/// <summary>An object; <see cref="Nothing"/> is null.</summary>
sealed class Instance
{
    readonly Dictionary<string, object> fields = [];

    public Instance(DataType type) => Type = type;

    public Instance(ModelOf model, object[] parts, Func<ClassField, object, object> lift) : this(model)
    {
        foreach (var (field, part) in model.Fields.Zip(parts)) fields[field.Name] = lift(field, part);
    }

    /// <summary>What it was made as.</summary>
    public DataType Type { get; }

    public IPlace At(ClassField field) => new FieldPlace(fields, field.Name);
}

sealed class Nothing
{
    public static readonly Nothing Value = new();
}

sealed class FieldPlace(Dictionary<string, object> fields, string name) : IPlace
{
    public object Value
    {
        get => fields[name];
        set => fields[name] = value;
    }
}

sealed record Grid(object[] Items, int Rows, int Columns)
{
    public IPlace At(int row, int column) => row < 0 || row >= Rows || column < 0 || column >= Columns
        ? throw new OracleException("grid index out of range")
        : new BufferElement(Items, row * Columns + column);
}
