using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Walks a body from top to bottom, offering each scalar operation of derived code to <see cref="Simplify"/>, which answers with an
/// operand that replaces the result, with another operation, or with null for "as it is". Knows the definition of every value so far.
/// </summary>
internal abstract class DerivedRewriter(Block body, Ids ids) : Rewriter
{
    /// <summary>Replacements are simplified again; no chain of identities is longer.</summary>
    private const int Retries = 8;

    private readonly Dictionary<int, Operand> _replaced = [];
    private readonly Dictionary<int, Definition> _definitions = [];
    private List<Statement> _output = [];
    private Origin _origin = Origin.None;
    private int _block;
    private int _blocks;

    protected UseCounts Uses { get; } = new(body);

    /// <summary>What to put in the place of <c>result = apply</c>.</summary>
    protected abstract Simplified? Simplify(Apply apply, ScalarType type);

    public sealed override Operand Rewrite(Operand operand) =>
        operand is Value value && _replaced.TryGetValue(value.Id, out var replacement) ? replacement : operand;

    public sealed override Block Rewrite(Block block)
    {
        var outer = (_block, _output);
        _block = ++_blocks;
        _output = new(block.Statements.Count);
        foreach (var statement in block.Statements) Rewrite(statement, _output);
        var rewritten = new Block(block.Parameters, _output.ToEquatableArray(), Rewrite(block.Yields));
        (_block, _output) = outer;
        return rewritten;
    }

    public sealed override void Rewrite(Statement statement, List<Statement> output)
    {
        statement = Rebuild(statement);
        if (statement is Let { Results.Count: 1 } let)
        {
            if (let.IsDerived() && let.Operation is Apply && let.Result.Type is ScalarType type)
            {
                if (Shorten(let, type) is not { } shortened) return;
                let = shortened;
            }

            Define(let);
            statement = let;
        }

        if (!IsIdle(statement)) output.Add(statement);
    }

    /// <summary>Whether the statement does nothing.</summary>
    protected virtual bool IsIdle(Statement statement) => false;

    /// <summary>Appends an operation before the one that is being simplified.</summary>
    protected Value Append(Primitive primitive, params ReadOnlySpan<Operand> operands) =>
        Append(new Apply(primitive, EquatableArray.Create(operands)));

    protected Value Append(Apply apply)
    {
        var value = new Value(ids.Take(), apply.Arguments[0].Type, "");
        var let = new Let([value], apply, _origin);
        _output.Add(let);
        Define(let);
        return value;
    }

    /// <summary>Appends the product of at least one value, from left to right.</summary>
    protected Operand Multiply(EquatableArray<Value> factors)
    {
        Operand product = factors[0];
        foreach (var factor in factors.Skip(1)) product = Append(Primitive.Multiply, product, factor);
        return product;
    }

    /// <summary>The application of a primitive that defines the operand, whoever wrote it.</summary>
    protected Apply? DefinitionOf(Operand operand) =>
        operand is Value value && _definitions.TryGetValue(value.Id, out var definition) ? definition.Let.Operation as Apply : null;

    /// <summary>
    /// Like <see cref="DefinitionOf"/>, if it is derived code of this block without other uses, so that it dies with this one.
    /// </summary>
    protected Apply? OwnDefinitionOf(Operand operand)
    {
        if (operand is not Value value || !_definitions.TryGetValue(value.Id, out var definition)) return null;
        var isOwn = definition.Block == _block && definition.Let.IsDerived() && Uses.IsSingle(value);
        return isOwn ? definition.Let.Operation as Apply : null;
    }

    /// <summary>Whether the value is computed in this block and read once, so that it dies with its reader.</summary>
    protected bool IsUsedOnce(Value value) =>
        Uses.IsSingle(value) && _definitions.TryGetValue(value.Id, out var definition) && definition.Block == _block;

    protected bool IsDerived(Value value) => _definitions.TryGetValue(value.Id, out var definition) && definition.Let.IsDerived();

    /// <summary>Whether the value is computed by the primal (in either sweep), so that using it costs nothing.</summary>
    protected bool IsPrimal(Value value) => _definitions.TryGetValue(value.Id, out var definition) && !definition.Let.IsDerived();

    /// <summary>The operation that takes the place of the one given; null if an operand has taken the place of its result.</summary>
    private Let? Shorten(Let let, ScalarType type)
    {
        _origin = let.Origin;
        for (var retry = 0; retry < Retries && let.Operation is Apply apply && Simplify(apply, type) is { } simplified; retry++)
        {
            if (simplified.Operand is { } operand)
            {
                _replaced[let.Result.Id] = operand;
                return null;
            }

            let = let with { Operation = simplified.Operation! };
        }

        return let;
    }

    private void Define(Let let) => _definitions[let.Result.Id] = new(let, _block);

    private sealed record Definition(Let Let, int Block);
}

/// <summary>Either the operand that replaces a value, or the operation that computes it now.</summary>
internal sealed record Simplified(Operand? Operand, Operation? Operation)
{
    public static implicit operator Simplified?(Operand? operand) => operand is null ? null : new(operand, null);

    public static implicit operator Simplified(Operation operation) => new(null, operation);
}
