namespace Diff.Fuzz.Language;

/// <summary>Anything that a program is made of; the reducer walks these.</summary>
public abstract record Node;

public enum Kind { Double, Float, Int, Bool }

public enum BufferShape { Array, Span, ReadOnlySpan, Matrix, Jagged }

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

public sealed record BufferOf(BufferShape Shape, Kind Element) : DataType
{
    public override string Text => Shape switch
    {
        BufferShape.Array => $"{ElementText}[]",
        BufferShape.Span => $"Span<{ElementText}>",
        BufferShape.ReadOnlySpan => $"ReadOnlySpan<{ElementText}>",
        BufferShape.Matrix => $"{ElementText}[,]",
        _ => $"{ElementText}[][]",
    };

    public string ElementText => new Scalar(Element).Text;

    public bool IsSpan => Shape is BufferShape.Span or BufferShape.ReadOnlySpan;

    public override bool IsDifferentiable => Element is Kind.Double or Kind.Float;
}

/// <summary>A parameter or local. Two sibling scopes may hold the same name; the slot tells them apart.</summary>
public sealed record Variable(string Name, DataType Type, int Slot, bool IsConstant = false);
