using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// The values of a block that are computed as others before them are: the same pure operation on the same, or equal, operands, or a read of
/// the same element with nothing in between that might write.
/// <code>
/// p = 1 - y; q = 1 - y; a = x[i]; b = x[i];      // q equals p, b equals a
/// </code>
/// </summary>
internal static class EqualValues
{
    /// <returns>Pairs of a value and the first one that equals it, in order of definition.</returns>
    public static IEnumerable<(Value Value, Value Equal)> In(Block block)
    {
        var first = new Dictionary<(Operation, IrType, int), Value>();
        var equal = new Dictionary<Operand, Operand>();
        var writes = 0;
        foreach (var statement in block.Statements)
        {
            if (statement is not Let { Results: [var result], Operation: Apply or Conversion or Load
                or Inert { Effect: not Effect.Write } } let)
            {
                if (statement is not Let { Operation: View or Length or GetField or MakeAggregate }) writes++;
                continue;
            }

            if (let.Operation is Inert { MayRunCode: true }) writes++;
            if (result.Type is not (ScalarType or InertType { Kind: InertKind.Int })
                || let.Operation is Inert inert && inert.Effect != Effect.Pure && !inert.IsStored)
                continue;
            var operation = let.Operation.With(let.Operation.Operands.Select(operand => equal.TryGetValue(operand, out var same)
                ? same
                : operand).ToEquatableArray());
            var key = (operation, result.Type, operation is Load or Inert ? writes : -1);
            if (!first.TryGetValue(key, out var before)) first[key] = result;
            else
            {
                equal[result] = before;
                yield return (result, before);
            }
        }
    }
}
