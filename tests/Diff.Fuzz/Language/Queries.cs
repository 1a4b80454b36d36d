namespace Diff.Fuzz.Language;

public enum QueryForm { Sum, SelectSum, ZipSum, Aggregate }

/// <summary>
/// What LINQ computes from arrays with a lambda: <c>xs.Sum(x => …)</c>, <c>xs.Select(x => …).Sum()</c>, <c>xs.Zip(ys, (x, y) => …).Sum()</c>,
/// <c>xs.Aggregate(seed, (sum, x) => …)</c>.
/// </summary>
public sealed record Query(QueryForm Form, IReadOnlyList<Expression> Sources, Expression? Seed, IReadOnlyList<Variable> Parameters, Expression Body) : Expression
{
    public override DataType Type => DataType.Double;
}
