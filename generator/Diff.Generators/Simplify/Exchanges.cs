using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Says that two elements change places where they do: the swap of a pivot and its adjoint, which is the swap of the adjoints.
/// <code>
/// t = a[i]; u = a[j]; a[i] = u; a[j] = t;                                →   (a[i], a[j]) = (a[j], a[i]);
/// t = aBar[j]; aBar[j] = 0; u = aBar[i]; aBar[i] = t; aBar[j] += u;      →   (aBar[i], aBar[j]) = (aBar[j], aBar[i]);
/// </code>
/// Both hold for <c>i = j</c> as well. What the swap leaves for other statements to read stays as it is. The last pass: no other knows of
/// <see cref="Exchange"/>.
/// </summary>
internal sealed class Exchanges : Rewriter
{
    private readonly UseCounts _uses;

    private Exchanges(Block body) => _uses = new(body);

    public static Block Run(Block body) => new Exchanges(body).Rewrite(body);

    public override Block Rewrite(Block block)
    {
        var rewritten = base.Rewrite(block);
        var lets = rewritten.Statements.Select(statement => statement as Let).ToList();
        var statements = new List<Statement>();
        for (var i = 0; i < lets.Count; i++)
        {
            var exchange = Swap(lets, i) ?? Adjoint(lets, i);
            statements.Add(exchange ?? rewritten.Statements[i]);
            if (exchange is not null) i += IsCleared(lets[i + 1]!) ? 4 : 3;
        }

        return statements.Count == lets.Count ? rewritten : rewritten with { Statements = statements.ToEquatableArray() };
    }

    private Let? Swap(List<Let?> lets, int at) =>
        Taken(lets, at) is var (first, taken) && Taken(lets, at + 1) is var (second, other)
            && Stored(lets, at + 2) is var (third, set) && Stored(lets, at + 3) is var (fourth, last)
            && (third == first && set == other && fourth == second && last == taken
                || third == second && set == taken && fourth == first && last == other)
            ? Exchange(third, fourth, lets[at + 3]!)
            : null;

    private Let? Adjoint(List<Let?> lets, int at) =>
        Taken(lets, at) is var (first, taken) && at + 4 < lets.Count && lets[at + 1] is { } clear && IsCleared(clear)
            && Stored(lets, at + 1) is var (cleared, _) && cleared == first && Taken(lets, at + 2) is var (second, other)
            && Stored(lets, at + 3) is var (third, set) && set == taken && third == second
            && lets[at + 4]?.Operation is Accumulate { Path.IsEmpty: true } add && add.Operand == other
            && new Cell(add.Buffer, add.Indices) == first
            ? Exchange(second, first, clear)
            : null;

    /// <summary>The element that is read for nothing but the exchange.</summary>
    private (Cell Cell, Operand Value)? Taken(List<Let?> lets, int at) =>
        at < lets.Count && lets[at] is { Operation: Load load, Results: [var value] } let && _uses.IsSingle(value)
            && (value.Name.Length == 0 || let.IsDerived()) && CanBeInTuple(value.Type)
            && load is { Indices.IsEmpty: false, Buffer.Type: BufferType { Shape: null } }
            ? (new(load.Buffer, load.Indices), value)
            : null;

    private static (Cell Cell, Operand Value)? Stored(List<Let?> lets, int at) =>
        at < lets.Count && lets[at]?.Operation is Store { Path.IsEmpty: true } store
            ? (new(store.Buffer, store.Indices), store.Operand)
            : null;

    private static bool IsCleared(Let let) => let.IsDerived() && let.Operation is Store { Operand: Constant { IsZero: true } };

    private static bool CanBeInTuple(IrType type) => type is ScalarType or AggregateType or BufferType { Kind: BufferKind.Array };

    private static Let Exchange(Cell one, Cell other, Let at) =>
        at with { Results = [], Operation = new Exchange(one.Buffer, one.Indices, other.Buffer, other.Indices) };

    private readonly record struct Cell(Operand Buffer, EquatableArray<Operand> Indices);
}
