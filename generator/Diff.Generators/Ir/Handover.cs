namespace Diff.Generators.Ir;

/// <summary>
/// How branches and loops hand values on: in each pair the second value may be the first one, with no operation between them.
/// <code>
/// r = if (c) { … yield a } else { … yield b }        →   (a, r)  (b, r)
/// r = loop (x = init) { … yield y }                  →   (init, x)  (y, x)  (init, r)  (y, r)
/// </code>
/// </summary>
internal static class Handover
{
    public static IEnumerable<(Operand From, Value To)> Handovers(this Statement statement) => statement switch
    {
        If branch => Pairs(branch.Then.Yields, branch.Results).Concat(Pairs(branch.Else.Yields, branch.Results)),
        Loop loop => Carried(loop.Inits, loop.Body.Yields, loop.Condition.Parameters, loop.Body.Parameters, loop.Results),
        For loop => Carried(loop.Inits, loop.Body.Yields, loop.Body.Parameters.Skip(1), loop.Results),
        Try guarded => Pairs(guarded.Body.Yields, guarded.Results),
        _ => [],
    };

    private static IEnumerable<(Operand From, Value To)> Carried(
        IReadOnlyList<Operand> inits, IReadOnlyList<Operand> yields, params IEnumerable<Value>[] targets) =>
        targets.SelectMany(target => Pairs(inits, target).Concat(Pairs(yields, target)));

    private static IEnumerable<(Operand From, Value To)> Pairs(IEnumerable<Operand> from, IEnumerable<Value> to) =>
        from.Zip(to, (source, target) => (source, target));
}
