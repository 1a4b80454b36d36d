using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Adds up the constants that derived code adds to an integer one after the other, where no variable of the user has the sum in between.
/// <code>
/// t = n - 1; last = t - 1;   →   t = n - 1; last = n - 2;
/// </code>
/// </summary>
internal sealed class AddedConstants : Rewriter
{
    private readonly Dictionary<Value, (Operand Base, int Offset)> _sums = [];
    private readonly Dictionary<Value, Operand> _replaced = [];

    public static Block Run(Block body, Ids ids) => new AddedConstants().Rewrite(body);

    public override Operand Rewrite(Operand operand) =>
        operand is Value value && _replaced.TryGetValue(value, out var replacement) ? replacement : operand;

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        var rebuilt = Rebuild(statement);
        if (rebuilt is Let { Operation: Apply { Primitive.Name: "+" or "-", IsChecked: false, Arguments: [Value addend,
            Constant constant] } sum, Result: { } result } let && result.Type == InertType.Int)
        {
            // Integers wrap, so the order does not matter.
            var offset = unchecked(sum.Primitive == Primitive.Add ? (int)constant.Bits : -(int)constant.Bits);
            var (start, before) = addend.Name.Length == 0 && _sums.TryGetValue(addend, out var known) ? known : (addend, 0);
            offset = unchecked(offset + before);
            _sums[result] = (start, offset);
            if (start != addend && let.Origin.Role != Role.Primal)
            {
                if (offset == 0)
                {
                    _replaced[result] = start;
                    return;
                }

                rebuilt = let with { Operation = Plus(start, offset) };
            }
        }

        output.Add(rebuilt);
    }

    private static Apply Plus(Operand start, int offset) => offset < 0 && offset != int.MinValue
        ? new(Primitive.Subtract, [start, Constant.Int(-offset)])
        : new(Primitive.Add, [start, Constant.Int(offset)]);
}
