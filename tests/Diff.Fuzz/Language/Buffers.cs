namespace Diff.Fuzz.Language;

/// <summary>An index, counted from the end if <paramref name="FromEnd"/>: <c>^1</c> is the last element.</summary>
public sealed record Position(Expression Value, bool FromEnd = false) : Node;

/// <summary><c>buffer[i]</c>, or <c>matrix[i, j]</c> with two positions. Indexing a jagged array gives a row.</summary>
public sealed record Element(Expression Buffer, IReadOnlyList<Position> Positions) : Expression
{
    public override DataType Type => Buffer.Type is BufferOf { Shape: BufferShape.Jagged } jagged
        ? new BufferOf(BufferShape.Array, jagged.Item)
        : ((BufferOf)Buffer.Type).Item;
}

/// <summary><c>buffer.Length</c>, or <c>matrix.GetLength(dimension)</c>.</summary>
public sealed record Length(Expression Buffer, int? Dimension = null) : Expression
{
    public override DataType Type => DataType.Int;
}

public enum ViewForm { Slice, Range, AsSpan, Implicit }

/// <summary>
/// A window on a buffer: <c>s.Slice(start, count)</c>, <c>s[start..end]</c>, <c>a.AsSpan(start, count)</c>, or the silent conversion of an
/// array or span to a span. A range of an array is a copy, as in C#.
/// </summary>
public sealed record View(ViewForm Form, Expression Buffer, Expression? Start, Position? End, BufferShape Shape) : Expression
{
    public override DataType Type => new BufferOf(Shape, ((BufferOf)Buffer.Type).Item);
}

public sealed record NewArray(DataType Item, Expression Count, bool OnStack = false) : Expression
{
    public override DataType Type => new BufferOf(OnStack ? BufferShape.Span : BufferShape.Array, Item);
}

/// <summary><c>new double[rows, columns]</c></summary>
public sealed record NewGrid(Kind Element, Expression Rows, Expression Columns) : Expression
{
    public override DataType Type => new BufferOf(BufferShape.Matrix, Element);
}

/// <summary><c>new double[][] { row, row }</c></summary>
public sealed record RowsLiteral(Kind Element, IReadOnlyList<Expression> Rows) : Expression
{
    public override DataType Type => new BufferOf(BufferShape.Jagged, Element);
}

public sealed record ArrayLiteral(DataType Item, IReadOnlyList<Expression> Elements, bool IsCollection) : Expression
{
    public override DataType Type => new BufferOf(BufferShape.Array, Item);
}

public sealed record Clone(Expression Buffer) : Expression
{
    public override DataType Type => Buffer.Type;
}

public enum BufferAction { Fill, Clear, CopyTo, ArrayFill, ArrayCopy }

/// <summary>A statement-like call that writes a whole buffer.</summary>
public sealed record BufferCall(BufferAction Action, IReadOnlyList<Expression> Arguments) : Statement;

/// <summary><c>ref var cell = ref buffer[i];</c></summary>
public sealed record DeclareReference(Variable Variable, Element Place) : Statement;
