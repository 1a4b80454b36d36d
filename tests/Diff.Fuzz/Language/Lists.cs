namespace Diff.Fuzz.Language;

/// <summary>A new <c>List&lt;double&gt;</c>: <c>[.. array, a]</c>, or <c>new List&lt;double&gt; { a, b }</c>.</summary>
public sealed record ListLiteral(Expression? Spread, IReadOnlyList<Expression> Elements) : Expression
{
    public override DataType Type => new BufferOf(BufferShape.List, Kind.Double);
}

public enum ListAction { Add, Insert, RemoveAt, Clear }

/// <summary>A call that changes how many elements a list has.</summary>
public sealed record ListCall(ListAction Action, Expression List, IReadOnlyList<Expression> Arguments) : Statement;
