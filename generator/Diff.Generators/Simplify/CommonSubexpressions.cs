using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Computes once what derived code computes twice, or what the primal has computed already, in the same block or one around it; of the
/// primal itself only indices.
/// <code>
/// var xBar = weight * Math.Exp(x);     var e = Math.Exp(x);
/// var yBar = s * Math.Exp(x);          var xBar = weight * e;
///                                      var yBar = s * e;
/// </code>
/// </summary>
internal sealed class CommonSubexpressions : Rewriter
{
    private readonly Dictionary<(Operation, IrType), Value> _known = [];
    private readonly Dictionary<int, Operand> _replaced = [];
    private readonly Lazy<HashSet<Operand>> _grown;

    private CommonSubexpressions(Block body) => _grown = new(() => Grow.BuffersIn(body));

    public static Block Run(Block body, Ids ids) => new CommonSubexpressions(body).Rewrite(body);

    public override Operand Rewrite(Operand operand) =>
        operand is Value value && _replaced.TryGetValue(value.Id, out var replacement) ? replacement : operand;

    public override Block Rewrite(Block block)
    {
        var found = new List<(Operation, IrType)>();
        var statements = new List<Statement>(block.Statements.Count);
        foreach (var statement in block.Statements)
        {
            var rebuilt = Rebuild(statement);
            if (rebuilt is Let { Results.Count: 1 } let && Effects.IsFunction(let.Operation)
                && !(let.Operation is Length length && _grown.Value.Contains(length.Buffer)))
            {
                var key = (Key(let.Operation), let.Result.Type);
                if (_known.TryGetValue(key, out var known))
                {
                    if (statement.Origin.Role != Role.Primal || IsIndex(let.Result))
                    {
                        _replaced[let.Result.Id] = known;
                        continue;
                    }
                }
                else
                {
                    _known.Add(key, let.Result);
                    found.Add(key);
                }
            }

            statements.Add(rebuilt);
        }

        var rewritten = new Block(block.Parameters, statements.ToEquatableArray(), Rewrite(block.Yields));
        foreach (var key in found) _known.Remove(key);
        return rewritten;
    }

    private static bool IsIndex(Value value) => value.Name.Length == 0 && value.Type == InertType.Int;

    /// <summary>
    /// The operation without what does not change its value: the holder of a function, the order of two factors or addends.
    /// </summary>
    private static Operation Key(Operation operation) => operation switch
    {
        Apply { Primitive.Holder.Length: > 0 } function => Key(function with { Primitive = new(function.Primitive.Name) }),
        Apply { Primitive.Name: "+" or "*", Arguments: [var x, var y] } sum when Rank(x) > Rank(y) => sum with { Arguments = [y, x] },
        _ => operation,
    };

    private static int Rank(Operand operand) => operand is Value value ? value.Id : -1;
}
