namespace Diff.Fuzz.Language;

/// <summary>Anything that a program is made of; the reducer walks these.</summary>
public abstract record Node;

public enum Kind { Double, Float, Int, Bool }

public enum BufferShape { Array, Span, ReadOnlySpan, Matrix, Jagged, List, Dictionary }

/// <summary>A type of the subset. <see cref="Text"/> is its C# spelling and its identity.</summary>
public abstract record DataType
{
    public abstract string Text { get; }

    public static Scalar Double { get; } = new(Kind.Double);
    public static Scalar Float { get; } = new(Kind.Float);
    public static Scalar Int { get; } = new(Kind.Int);
    public static Scalar Bool { get; } = new(Kind.Bool);

    /// <summary>Whether values of the type carry floating point, so that a derivative may flow through them.</summary>
    public abstract bool IsDifferentiable { get; }
}

public sealed record Scalar(Kind Kind) : DataType
{
    public override string Text => Kind switch
    {
        Kind.Double => "double",
        Kind.Float => "float",
        Kind.Int => "int",
        _ => "bool",
    };

    public override bool IsDifferentiable => Kind is Kind.Double or Kind.Float;
}

public sealed record TupleOf(IReadOnlyList<DataType> Elements) : DataType
{
    public override string Text => $"({string.Join(", ", Elements.Select(element => element.Text))})";

    public override bool IsDifferentiable => Elements.Any(element => element.IsDifferentiable);
}

/// <summary>A buffer of numbers or of structs.</summary>
public sealed record BufferOf(BufferShape Shape, DataType Item) : DataType
{
    public BufferOf(BufferShape shape, Kind element) : this(shape, new Scalar(element))
    {
    }

    public override string Text => Shape switch
    {
        BufferShape.Array => $"{Item.Text}[]",
        BufferShape.Span => $"Span<{Item.Text}>",
        BufferShape.ReadOnlySpan => $"ReadOnlySpan<{Item.Text}>",
        BufferShape.Matrix => $"{Item.Text}[,]",
        BufferShape.List => $"List<{Item.Text}>",
        BufferShape.Dictionary => $"Dictionary<int, {Item.Text}>",
        _ => $"{Item.Text}[][]",
    };

    /// <summary>The kind of the numbers in a buffer of numbers.</summary>
    public Kind Element => ((Scalar)Item).Kind;

    public bool IsSpan => Shape is BufferShape.Span or BufferShape.ReadOnlySpan;

    public override bool IsDifferentiable => Item.IsDifferentiable;
}

/// <summary>A parameter or local. Two sibling scopes may hold the same name; the slot tells them apart.</summary>
public sealed record Variable(string Name, DataType Type, int Slot, bool IsConstant = false);
