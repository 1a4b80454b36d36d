using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Marks the stores that give a row of a table that grows its first values, before anything else looks at them: nobody has the number of the
/// row yet, so what was read or passed on before is not changed. The same goes for the elements of an array which is made for the row. Runs
/// on single-assignment form.
/// <code>
/// Grow(ref cell_W, n); w = new double[2]; w[0] = x; cell_W[n] = w;   …   w[1] = y;   // the first two stores, not the third
/// </code>
/// </summary>
internal sealed class NewRows
{
    private readonly HashSet<Let> _first = new(ReferenceComparer<Let>.Instance);
    private readonly Dictionary<Value, Operation> _definitions;

    private NewRows(Block body) => _definitions = body.Statements().OfType<Let>().Where(let => let.Results.Count == 1)
        .ToDictionary(let => let.Result, let => let.Operation);

    public static Block Run(Block body)
    {
        if (Grow.BuffersIn(body).Count == 0) return body;
        var rows = new NewRows(body);
        rows.Visit(body);
        return new Marking(rows._first).Rewrite(body);
    }

    private void Visit(Block block)
    {
        // Where each column grows, and arrays that nothing has looked at, with what was stored in them.
        var rows = new Dictionary<Operand, Operand>();
        var made = new Dictionary<Operand, List<Let>>();
        foreach (var statement in block.Statements)
        {
            switch (statement)
            {
                case Let { Operation: Grow grow }:
                    rows[grow.Buffer] = grow.Count;
                    break;
                case Let { Operation: Allocate, Results: [{ Type: BufferType } array] }:
                    made[array] = [];
                    break;
                case Let { Operation: Store { Operand.Type: not BufferType } store } let
                    when made.TryGetValue(store.Buffer, out var stores):
                    stores.Add(let);
                    break;
                case Let { Operation: Store { Path.IsEmpty: true, Indices: [var index] } store } let
                    when rows.TryGetValue(store.Buffer, out var count):
                    rows.Remove(store.Buffer);
                    rows.Remove(store.Operand);
                    if (Form(index) is { } at && at == Form(count))
                    {
                        _first.Add(let);
                        if (made.TryGetValue(store.Operand, out var elements)) _first.UnionWith(elements);
                    }

                    made.Remove(store.Operand);
                    break;
                case Let:
                    foreach (var operand in statement.Operands()) (_, _) = (rows.Remove(operand), made.Remove(operand));
                    break;
                default:
                    rows.Clear();
                    made.Clear();
                    break;
            }

            foreach (var inner in statement.Blocks()) Visit(inner);
        }
    }

    private LinearForm? Form(Operand index) =>
        LinearForm.Of(index, value => _definitions.TryGetValue(value, out var operation) ? operation : null);

    private sealed class Marking(HashSet<Let> first) : Rewriter
    {
        public override void Rewrite(Statement statement, List<Statement> output) => output.Add(
            statement is Let { Operation: Store store } let && first.Contains(let)
                ? let with { Operation = store with { IsFirst = true } }
                : Rebuild(statement));
    }
}
