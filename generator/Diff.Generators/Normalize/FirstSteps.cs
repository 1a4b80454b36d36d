using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Loops that step their index before they use it, from a constant or from the length of a buffer: one step from there overflows nothing,
/// so that the index may as well begin there.
/// <code>
/// for (var i = x.Length; i-- &gt; 0;) …
/// </code>
/// Single-assignment form.
/// </summary>
internal sealed class FirstSteps
{
    private readonly HashSet<Operand> _lengths;
    private readonly ILookup<Value, Value> _uses;

    private FirstSteps(Block body)
    {
        var statements = body.Statements().ToList();
        _lengths = [.. statements.OfType<Let>().Where(let => let.Operation is Length).Select(let => let.Result)];
        _uses = statements.SelectMany(statement => statement.Operands().Concat(statement.Blocks().SelectMany(inner => inner.Yields)))
            .OfType<Value>().ToLookup(value => value);
    }

    public static FirstSteps Of(Block body) => new(body);

    public bool IsFirst(Loop loop, CountedShape shape) => IsModest(loop.Inits[shape.Carried]) is true
        && shape.Limits.All(limit => IsModest(limit.End) is not false)
        && Uses(loop.Body.Parameters[shape.Carried]) == 1 && Uses(loop.Body.Yields[shape.Carried]) > 1;

    private int Uses(Operand operand) => operand is Value value ? _uses[value].Count() : 0;

    /// <summary>Whether a step more or less is an integer still; null if that is not known.</summary>
    private bool? IsModest(Operand operand) => operand switch
    {
        Constant constant => Math.Abs(constant.Bits) < 1 << 30,
        _ when _lengths.Contains(operand) => true,
        _ => null,
    };
}
