using Diff.Generators.Ir;
using Diff.Generators.Normalize;

namespace Diff.Generators.Analysis;

/// <summary>
/// Which names surely stand for different arrays where both can be seen, though each may have stood for the other's array before: variables
/// that branches and loops exchange, or set to new arrays.
/// <code>
/// var (a, b) = (new double[n], new double[n]); for (…) { … (a, b) = (b, a); } return (a, b);   // a and b are different everywhere
/// </code>
/// Two names are different if those are from which they got their arrays, pair by pair; a loop may take for granted what it is to keep.
/// </summary>
internal sealed class DistinctBuffers
{
    private readonly Dictionary<Value, Definition> _definitions = [];
    private readonly HashSet<(Operand, Operand)> _distinct = [];
    private int _next;

    private DistinctBuffers(Block body) => Define(body);

    public static DistinctBuffers Of(Block body) => new(body);

    /// <summary>Whether two names surely stand for different arrays at the same time; views count as their arrays.</summary>
    public bool AreDistinct(Operand left, Operand right)
    {
        var assumed = new HashSet<(Operand, Operand)>();
        var pending = new Stack<(Operand, Operand)>([(left, right)]);
        while (pending.Count > 0)
        {
            var pair = Ordered(pending.Pop());
            if (pair.Later is Constant || pair.Earlier is Constant || _distinct.Contains(pair) || !assumed.Add(pair)) continue;
            if (pair.Later == pair.Earlier || Sources(pair.Later, pair.Earlier) is not { } sources) return false;
            foreach (var source in sources) pending.Push(source);
        }

        _distinct.UnionWith(assumed);
        return true;
    }

    private void Define(Block block)
    {
        foreach (var statement in block.Statements)
        {
            var variables = statement switch
            {
                For loop => [loop.Body.Parameters.Skip(1)],
                Loop loop => [loop.Condition.Parameters, loop.Body.Parameters],
                _ => (IEnumerable<Value>[])[],
            };
            foreach (var inner in variables) Define(inner, statement);
            foreach (var inner in statement.Blocks()) Define(inner);
            Define(statement.Results(), statement);
        }
    }

    /// <summary>Values that are given theirs at once.</summary>
    private void Define(IEnumerable<Value> values, Statement statement)
    {
        _next++;
        var index = 0;
        foreach (var value in values) _definitions[value] = new(_next, statement, index++);
    }

    /// <summary>The arrays behind two names; the one that got it last first.</summary>
    private (Operand Later, Operand Earlier) Ordered((Operand Left, Operand Right) pair)
    {
        var (left, right) = (Root(pair.Left), Root(pair.Right));
        return OrderOf(left) < OrderOf(right) ? (right, left) : (left, right);
    }

    private int OrderOf(Operand operand) => DefinitionOf(operand)?.Order ?? 0;

    /// <summary>
    /// The pairs that must be distinct for two names to be so; null if they may not be. No method returns one array as two results.
    /// </summary>
    private IEnumerable<(Operand, Operand)>? Sources(Operand later, Operand earlier)
    {
        if (DefinitionOf(later) is not { } definition) return null;
        var together = DefinitionOf(earlier) is { } other && other.Order == definition.Order ? other : null;
        return definition.Statement switch
        {
            Let { Operation: Choice choice } => choice.Buffers.Select(buffer => (buffer, earlier)),
            Let { Operation: Call { Callee.Kind: CalleeKind.Differentiable } } when together is not null => [],
            Let let => IsMade(let) ? [] : null,
            var joining => Paths(joining)
                .Select(path => (path[definition.Index], together is null ? earlier : path[together.Index])),
        };
    }

    /// <summary>What a branch or loop hands on, path by path.</summary>
    private static IEnumerable<IReadOnlyList<Operand>> Paths(Statement statement) => statement switch
    {
        If branch => [branch.Then.Yields, branch.Else.Yields],
        For loop => [loop.Inits, loop.Body.Yields],
        Loop loop => [loop.Inits, loop.Body.Yields],
        Try guarded => [guarded.Body.Yields],
        _ => throw new InvalidOperationException($"{statement.GetType().Name} hands nothing on"),
    };

    /// <summary>Whether arrays are new, so that nobody else knows of them.</summary>
    private static bool IsMade(Let let) => let.Operation switch
    {
        Allocate or Clone => true,
        Inert { IsFresh: true } => WholeCopies.IsOf(let.Result),
        Call { Kind: CallKind.Primal, Callee: { Kind: CalleeKind.Differentiable, ReturnsObjects: false } callee } =>
            callee.Parameters.All(parameter => !parameter.IsReturned),
        _ => false,
    };

    private Definition? DefinitionOf(Operand operand) =>
        operand is Value value && _definitions.TryGetValue(value, out var definition) ? definition : null;

    private Operand Root(Operand operand)
    {
        while (DefinitionOf(operand) is { Statement: Let { Operation: View or Detach } let }) operand = let.Operation.Operands[0];
        return operand;
    }

    /// <param name="Order">The position in the method; the same for all that is given its value at once.</param>
    /// <param name="Statement">Of a variable of a loop, the loop.</param>
    /// <param name="Index">Which one of those.</param>
    private sealed record Definition(int Order, Statement Statement, int Index);
}
