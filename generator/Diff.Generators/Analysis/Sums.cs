using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Whether all that a block does with a value is add to it, on every path, and hand on the sum: then the adjoint of the sum is the adjoint
/// of the value.
/// <code>
/// (total) { if (c) total = total + f; for (…) total = total - g; yield total }
/// </code>
/// </summary>
internal static class Sums
{
    public static bool IsOnlyAddedTo(Block block, Value value, Operand yield)
    {
        Operand current = value;
        for (var i = 0; i < block.Statements.Count; i++)
        {
            var statement = block.Statements[i];
            if (!Reads(statement, current)) continue;
            if (Next(statement, (Value)current) is not { } next) return false;
            if (block.Statements.Skip(i + 1).Any(later => Reads(later, current)) || block.Yields.Contains(current)) return false;
            current = next;
        }

        return current == yield && block.Yields.Count(operand => operand == current) == 1;
    }

    /// <summary>The sum after the statement; null if the statement does anything else with the value.</summary>
    private static Value? Next(Statement statement, Value value)
    {
        switch (statement)
        {
            case Let { Operation: Apply { Primitive.Name: "+", Arguments: [var left, var right] } } let
                when left == value != (right == value):
                return let.Result;
            case Let { Operation: Apply { Primitive.Name: "-", Arguments: [var left, var right] } } let
                when left == value && right != value:
                return let.Result;
            case If branch:
                return branch.Results.Where((_, i) => IsOnlyAddedTo(branch.Then, value, branch.Then.Yields[i])
                    && IsOnlyAddedTo(branch.Else, value, branch.Else.Yields[i])).FirstOrDefault();
            case For loop when Carried(loop.Inits, value, loop.Body) is { } i && loop.Start != value && loop.End != value:
                return IsOnlyAddedTo(loop.Body, loop.Body.Parameters[i + 1], loop.Body.Yields[i]) ? loop.Results[i] : null;
            case Loop loop
                when Carried(loop.Inits, value, loop.Body) is { } i && !Reads(loop.Condition, loop.Condition.Parameters[i])
                    && !Reads(loop.Condition, value):
                return IsOnlyAddedTo(loop.Body, loop.Body.Parameters[i], loop.Body.Yields[i]) ? loop.Results[i] : null;
            default:
                return null;
        }
    }

    /// <summary>Which of the carried values begins with the value, if that is the only use of it.</summary>
    private static int? Carried(IReadOnlyList<Operand> inits, Value value, Block body)
    {
        var places = Enumerable.Range(0, inits.Count).Where(i => inits[i] == value).ToList();
        return places.Count == 1 && !Reads(body, value) ? places[0] : null;
    }

    private static bool Reads(Statement statement, Operand value) =>
        statement.Operands().Contains(value) || statement.Blocks().Any(block => Reads(block, value));

    private static bool Reads(Block block, Operand value) =>
        block.Yields.Contains(value) || block.Statements.Any(statement => Reads(statement, value));
}
