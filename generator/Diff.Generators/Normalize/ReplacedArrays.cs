using Diff.Generators.Analysis;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Arrays that take each other's place: a method makes several of which one remains, as it makes them in a loop, or swaps two.
/// <code>
/// for (…) y = Step(y);      (a, b) = (b, a);
/// </code>
/// An array that is made to be returned at once takes no place: there is no second one.
/// </summary>
internal sealed class ReplacedArrays
{
    private readonly AliasClasses _aliases;
    private readonly Lazy<AliasClasses> _returned;
    private readonly Block _body;
    private readonly HashSet<Operand> _yielded;

    private ReplacedArrays(Method method, Block body)
    {
        (_aliases, _body) = (AliasClasses.Of(method with { Body = body }), body);
        _returned = new(() => AliasClasses.WithReturned(method with { Body = body }));
        _yielded = [.. method.Body.Statements().OfType<Return>().SelectMany(leave => leave.Operands)];
    }

    /// <param name="method">In imperative form.</param>
    /// <param name="body">The same in single-assignment form.</param>
    public static ReplacedArrays Of(Method method, Block body) => new(method, body);

    /// <summary>Whether a result has taken the place of another array.</summary>
    public bool Contain(Operand result) => Made(_body, _aliases.Of(result)) > 1;

    /// <summary>Whether two results may be of one memory; what a called method returns may be its argument.</summary>
    public bool MayBeOne(Operand result, Operand other) => _returned.Value.Of(result) == _returned.Value.Of(other);

    /// <summary>Whether a variable may hold no array.</summary>
    public bool MayBeNull(Operand array) => _body.Statements().Any(statement =>
        statement.Results().Any(result => result.Type.IsBuffer() && _aliases.Of(result) == _aliases.Of(array))
            && Sources(statement).Any(source => source is Constant { Type: BufferType }));

    /// <summary>How many arrays of one memory are made along a path, as far as more than one makes a difference.</summary>
    private int Made(Block block, int memory) => block.Statements.Sum(statement => statement switch
    {
        Let { Operation: Allocate or Clone or Call or Inert { IsFresh: true } } let =>
            let.Results.Count(result => result.Type.IsBuffer() && !_yielded.Contains(result) && _aliases.Of(result) == memory),
        If branch => Math.Max(Made(branch.Then, memory), Made(branch.Else, memory)),
        For or Loop => statement.Blocks().Sum(inner => 2 * Made(inner, memory)),
        _ => statement.Blocks().Sum(inner => Made(inner, memory)),
    });

    private static IEnumerable<Operand> Sources(Statement statement) =>
        statement.Operands().Concat(statement.Blocks().SelectMany(inner => inner.Yields));
}
