using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Leaves out the growth of arrays that surely have room: how many elements there are is a constant, and less than the length that the
/// array was made with. Runs on single-assignment form.
/// <code>
/// a = new double[4]; Grow(ref a, 0); a[0] = x; Grow(ref a, 1); a[1] = y;   →   a = new double[4]; a[0] = x; a[1] = y;
/// </code>
/// </summary>
internal sealed class KnownRoom : Rewriter
{
    private readonly Dictionary<Operand, Constant> _lengths = [];

    public static Block Run(Block body) => new KnownRoom().Rewrite(body);

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is Let { Results: [var made], Operation: Allocate { Lengths: [Constant length] } }) _lengths[made] = length;
        if (statement is Let { Results: [var array],
            Operation: Inert { NewArray: { IsFilled: false, IsSpan: false }, Arguments: [Constant given] } })
            _lengths[array] = given;
        if (statement is Let { Operation: Grow { Count: Constant count } grow } && _lengths.TryGetValue(grow.Buffer, out var room)
            && count.Bits < room.Bits)
            return;
        output.Add(Rebuild(statement));
    }
}
