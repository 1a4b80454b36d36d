using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Puts values in the place of <see cref="Primitive.Like"/>, once all derivatives are taken.
/// <code>
/// t = Vector3.Normalize(v); n = like(t, v / √(v · v))   →   t = Vector3.Normalize(v)
/// </code>
/// </summary>
internal sealed class Likenesses : Rewriter
{
    private readonly Dictionary<Value, Operand> _values = [];

    public static Block Run(Block body) => new Likenesses().Rewrite(body);

    public override Operand Rewrite(Operand operand) =>
        operand is Value value && _values.TryGetValue(value, out var replacement) ? replacement : operand;

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        var rebuilt = Rebuild(statement);
        if (rebuilt is Let { Operation: Apply apply } let && apply.Primitive == Primitive.Like) _values.Add(let.Result, apply.Arguments[0]);
        else output.Add(rebuilt);
    }
}
