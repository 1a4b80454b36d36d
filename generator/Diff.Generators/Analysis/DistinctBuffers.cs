using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Which names surely stand for different arrays where both can be seen, though each may have stood for the other's array before: variables
/// that a loop only exchanges, or sets to new arrays.
/// <code>
/// var (a, b) = (new double[n], new double[n]); for (…) { … (a, b) = (b, a); }   // in each iteration a and b are different
/// </code>
/// </summary>
internal sealed class DistinctBuffers
{
    private readonly Dictionary<Value, Operation> _definitions = [];
    private readonly Dictionary<Value, (Statement Loop, int Index)> _carried = [];

    public static DistinctBuffers Of(Method method)
    {
        var buffers = new DistinctBuffers();
        foreach (var statement in method.Body.Statements())
        {
            if (statement is Let { Results: [var result] } let) buffers._definitions[result] = let.Operation;
            var parameters = statement switch
            {
                For loop => loop.Body.Parameters.Skip(1),
                Loop loop => loop.Body.Parameters,
                _ => [],
            };
            foreach (var (parameter, index) in parameters.Select((parameter, index) => (parameter,
                index))) buffers._carried[parameter] = (statement, index);
        }

        return buffers;
    }

    /// <summary>Whether two names surely stand for different arrays at the same time; views count as their arrays.</summary>
    public bool AreDistinct(Operand left, Operand right)
    {
        var (first, second) = (Root(left), Root(right));
        if (first == second) return false;
        if (IsMade(first) && IsMade(second)) return true;
        return Carrier(first) is { } one && Carrier(second) is { } other && ReferenceEquals(one.Loop, other.Loop)
            && Keeps(one.Loop, one.Index, other.Index);
    }

    /// <summary>Whether a loop begins with different arrays in two variables, and leaves different ones in them.</summary>
    private bool Keeps(Statement loop, int first, int second)
    {
        var (inits, body) = loop is For counted ? (counted.Inits, counted.Body) : (((Loop)loop).Inits, ((Loop)loop).Body);
        var exchanged = new HashSet<int> { first, second };
        var pending = new Queue<int>(exchanged);
        var left = new HashSet<Operand>();
        while (pending.Count > 0)
        {
            var next = Root(body.Yields[pending.Dequeue()]);
            if (!left.Add(next)) return false;
            if (IsMade(next) && body.Statements.Any(statement => statement.Results().Contains(next))) continue;
            if (Carrier(next) is not { } carrier || !ReferenceEquals(carrier.Loop, loop)) return false;
            if (exchanged.Add(carrier.Index)) pending.Enqueue(carrier.Index);
        }

        return exchanged.All(one => exchanged.All(other => one >= other || AreDistinct(inits[one], inits[other])));
    }

    private (Statement Loop, int Index)? Carrier(Operand operand) =>
        operand is Value value && _carried.TryGetValue(value, out var carrier) ? carrier : null;

    private bool IsMade(Operand operand) =>
        operand is Value value && _definitions.TryGetValue(value, out var definition) && definition is Allocate;

    private Operand Root(Operand operand)
    {
        while (operand is Value value && _definitions.TryGetValue(value, out var definition) && definition is View or Detach)
            operand = definition.Operands[0];
        return operand;
    }
}
