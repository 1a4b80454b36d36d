using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Drops what derived code stores in memory of its own, or adds to it, where nobody reads it afterwards: most often the zero in the place of
/// an adjoint that has been handed on.
/// <code>
/// for (i …) { t = aBar[i]; aBar[i] = 0; xBar[i] += t * w; }  return …;   →   for (i …) { t = aBar[i]; xBar[i] += t * w; }  return …;
/// </code>
/// </summary>
internal sealed class DeadStores
{
    private readonly OwnMemory _memory;
    private readonly Dictionary<Value, Operation> _definitions = [];

    private DeadStores(Block body)
    {
        _memory = new(body);
        foreach (var let in body.Statements().OfType<Let>())
            foreach (var result in let.Results) _definitions[result] = let.Operation;
    }

    public static Block Run(Block body, Ids ids) => new DeadStores(body).Rewrite(body, []);

    /// <param name="read">The memory that is read after the block; afterwards, what is read after its beginning.</param>
    private Block Rewrite(Block block, HashSet<int> read)
    {
        var statements = new List<Statement>();
        foreach (var statement in block.Statements.Reverse())
            if (!IsDead(statement, read)) statements.Add(Rewrite(statement, read));
        if (statements.Count == block.Statements.Count && statements.Zip(block.Statements.Reverse(), ReferenceEquals).All(isSame => isSame))
            return block;
        statements.Reverse();
        return block with { Statements = statements.ToEquatableArray() };
    }

    private bool IsDead(Statement statement, HashSet<int> read) =>
        statement.IsDerived() && Stored(statement) is { } buffer && _memory.Of(buffer) is { } memory && !read.Contains(memory);

    /// <summary>The buffer that the statement writes numbers to, and does nothing else.</summary>
    private static Operand? Stored(Statement statement) => (statement as Let)?.Operation switch
    {
        Store store when !store.Operand.Type.IsBuffer() => store.Buffer,
        Accumulate add => add.Buffer,
        Inert { Template: MemoryTemplates.ClearArray or MemoryTemplates.ClearSpan or MemoryTemplates.ClearRows } clear =>
            clear.Arguments[0],
        _ => null,
    };

    private Statement Rewrite(Statement statement, HashSet<int> read)
    {
        switch (statement)
        {
            case If branch:
                var readInElse = new HashSet<int>(read);
                var (taken, other) = (Rewrite(branch.Then, read), Rewrite(branch.Else, readInElse));
                read.UnionWith(readInElse);
                return ReferenceEquals(taken, branch.Then) && ReferenceEquals(other, branch.Else)
                    ? branch
                    : branch with { Then = taken, Else = other };
            case For loop:
                read.UnionWith(ReadAgain(loop).Where(memory => !IsApart(loop, memory)));
                var body = Rewrite(loop.Body, read);
                return ReferenceEquals(body, loop.Body) ? loop : loop with { Body = body };
            case Loop loop:
                read.UnionWith(ReadAgain(loop));
                var inner = Rewrite(loop.Body, read);
                return ReferenceEquals(inner, loop.Body) ? loop : loop with { Body = inner };
            default:
                read.UnionWith(ReadIn(statement));
                return statement;
        }
    }

    private HashSet<int> ReadIn(Statement statement)
    {
        var read = new HashSet<int>();
        Add(statement, read);
        return read;
    }

    private void Add(Statement statement, HashSet<int> read)
    {
        if (statement is Let { Operation: var operation } let && operation is not (View or Length or Detach or Choice or Grow)
            && !(operation is Load && let.Result.Type.IsBuffer()))
        {
            var stored = Stored(statement);
            foreach (var operand in operation.Operands)
                if (operand != stored && _memory.Of(operand) is { } memory) read.Add(memory);
        }

        foreach (var block in statement.Blocks())
            foreach (var inner in block.Statements) Add(inner, read);
    }

    /// <summary>What a loop reads and an earlier iteration may have stored. What an iteration makes for itself is not.</summary>
    private IEnumerable<int> ReadAgain(Statement loop)
    {
        var read = ReadIn(loop);
        if (read.Count == 0) return read;
        var defined = Defined(loop);
        return read.Where(memory => !_memory.IsWithin(memory, defined));
    }

    /// <summary>Whether each iteration of the loop has elements of its own, so that none reads what another has stored.</summary>
    private bool IsApart(For loop, int memory)
    {
        var defined = Defined(loop);
        EquatableArray<Operand>? element = null;
        Operand? buffer = null;
        foreach (var statement in loop.Body.Statements())
        {
            if (!statement.Operands().Any(operand => _memory.Of(operand) == memory)) continue;
            if (Element(statement) is not var (at, indices) || (element ?? indices) != indices || (buffer ?? at) != at) return false;
            (buffer, element) = (at, indices);
        }

        return buffer is Value value && !defined.Contains(value) && element!.Value.Any(index => IsOwn(loop, index, defined));
    }

    /// <summary>The values of one iteration.</summary>
    private static HashSet<Value> Defined(Statement loop)
    {
        var inside = loop.Blocks().SelectMany(block => block.Statements());
        return [.. loop.Blocks().Concat(inside.SelectMany(statement => statement.Blocks())).SelectMany(FreeValues.DefinedBy)];
    }

    private static (Operand Buffer, EquatableArray<Operand> Indices)? Element(Statement statement) => (statement as Let)?.Operation switch
    {
        Load load => (load.Buffer, load.Indices),
        Store store => (store.Buffer, store.Indices),
        Accumulate add => (add.Buffer, add.Indices),
        _ => null,
    };

    /// <summary>Whether an index is another one in each iteration: the index of the loop, shifted by what the loop leaves as it is.</summary>
    private bool IsOwn(For loop, Operand index, HashSet<Value> defined) =>
        LinearForm.Of(index, value => defined.Contains(value) && _definitions.TryGetValue(value, out var operation) ? operation : null) is
            { } form && Math.Abs(form.FactorOf(loop.Index)) == 1
            && form.Terms.All(term => term.Value == loop.Index || !defined.Contains(term.Value));
}
