using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>Hands out value and slot ids, unique in one method.</summary>
internal sealed class Ids(int next = 0)
{
    public int Next { get; private set; } = next;

    public int Take() => Next++;
}

/// <summary>
/// Collects the statements of one block. Local to the pass that creates it; <see cref="Build"/> ends it in a record.
/// Statements added carry <see cref="Origin"/>, which the pass sets as it goes.
/// </summary>
internal sealed class BlockBuilder(Ids ids)
{
    private readonly List<Statement> _statements = [];

    public Ids Ids { get; } = ids;

    public Origin Origin { get; set; } = Origin.None;

    public int Count => _statements.Count;

    public IReadOnlyList<Statement> Statements => _statements;

    public BlockBuilder Nested() => new(Ids) { Origin = Origin };

    public Value NewValue(IrType type, string name = "") => new(Ids.Take(), type, name);

    public void Add(Statement statement) => _statements.Add(statement);

    public void AddRange(IEnumerable<Statement> more) => _statements.AddRange(more);

    /// <summary>Adds <c>name = operation</c> and returns the value.</summary>
    public Value Let(Operation operation, IrType type, string name = "")
    {
        var value = NewValue(type, name);
        Add(new Let([value], operation, Origin));
        return value;
    }

    /// <summary>Adds an operation for its effect alone.</summary>
    public void Do(Operation operation) => Add(new Let([], operation, Origin));

    public Value Apply(Primitive primitive, IrType type, params ReadOnlySpan<Operand> operands) =>
        Let(new Apply(primitive, operands.ToArray().ToEquatableArray()), type);

    public Operand Plus(Operand left, Operand right) => Apply(Primitive.Add, left.Type, left, right);

    public Operand Times(Operand left, Operand right) => Apply(Primitive.Multiply, left.Type, left, right);

    public Operand Negate(Operand operand) => Apply(Primitive.Negate, operand.Type, operand);

    /// <summary>Gives the value just defined a name, if it has none; returns it as it is known from now on.</summary>
    /// <param name="isPassing">As <see cref="Value.IsPassing"/>.</param>
    public Operand Named(Operand operand, string name, bool isPassing = false)
    {
        if (operand is not Value { Name: "" } value || _statements.Count == 0) return operand;
        if (_statements[_statements.Count - 1] is not Let { Results.Count: 1 } let || let.Result != value) return operand;
        var named = value with { Name = name, IsPassing = isPassing };
        _statements[_statements.Count - 1] = let with { Results = [named] };
        return named;
    }

    public Block Build(EquatableArray<Value> parameters, EquatableArray<Operand> yields) =>
        new(parameters, _statements.ToEquatableArray(), yields);
}
