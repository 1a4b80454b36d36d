using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// A copy that does not fit throws before it writes, as <c>CopyTo</c> does. Where both lengths surely are the same, nothing is left to
/// check. Runs on single-assignment form.
/// <code>
/// y = new double[x.Length]; RequireRoom(x.Length, y.Length); …   →   y = new double[x.Length]; …
/// </code>
/// </summary>
internal sealed class RoomChecks : Rewriter
{
    private readonly Dictionary<Value, Operation> _definitions = [];

    public static Block Run(Block body) => new RoomChecks().Rewrite(body);

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is Let { Results: [var result] } let) _definitions[result] = let.Operation;
        if (statement is Let { Operation: Inert { Arguments: [var count, var room] } check }
            && check.Template == KnownNames.RequireRoom + "({0}, {1})" && Extent(count) == Extent(room))
            return;
        output.Add(Rebuild(statement));
    }

    /// <summary>What an integer is: a value, a constant, or the length of memory whose extent is not known.</summary>
    private Operand Extent(Operand operand)
    {
        while (Definition(operand) is Length { Dimension: 0, Buffer: var buffer })
        {
            while (Definition(buffer) is View { Start: Constant { Bits: 0 }, Extent: null } whole) buffer = whole.Buffer;
            switch (Definition(buffer))
            {
                case Allocate { Lengths: [var made] }:
                    operand = made;
                    break;
                case View { Extent: { } seen }:
                    operand = seen;
                    break;
                default:
                    return buffer;
            }
        }

        return operand;
    }

    private Operation? Definition(Operand operand) =>
        operand is Value value && _definitions.TryGetValue(value, out var definition) ? definition : null;
}
