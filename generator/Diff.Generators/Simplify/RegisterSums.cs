using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Adds up in a variable what the iterations of a loop add to one and the same cell, which no iteration reads; it goes to the cell after
/// the loop, if that ran at all. An addition to memory waits for the one before.
/// <code>
/// for (j …) cBar[i] += t[j] * w;      sum = 0; for (j …) sum += t[j] * w;  if (…) cBar[i] += sum;
/// </code>
/// </summary>
internal sealed class RegisterSums : Rewriter
{
    private readonly Ids _ids;
    private readonly Memories _memories;

    private RegisterSums(Block body, Ids ids)
    {
        _ids = ids;
        _memories = new(body);
    }

    public static Block Run(Block body, Ids ids) => new RegisterSums(body, ids).Rewrite(body);

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        var rebuilt = Rebuild(statement);
        if (rebuilt is For loop && Cells(loop) is { Count: > 0 } cells) Lower(loop, cells, output);
        else output.Add(rebuilt);
    }

    /// <summary>The cells, each with the additions to it, of which all are in the body's own block.</summary>
    private List<IGrouping<Cell, Let>> Cells(For loop)
    {
        var additions = loop.Body.Statements.OfType<Let>()
            .Where(let => let.Operation is Accumulate { Operand.Type: ScalarType, Buffer.Type: BufferType { Kind: not BufferKind.Ref } }
                && let.IsDerived()).ToList();
        if (additions.Count == 0) return [];
        var inside = new HashSet<Value>(loop.Body.Parameters.Concat(loop.Body.Statements()
            .SelectMany(statement => statement.Results().Concat(statement.Blocks().SelectMany(block => block.Parameters)))));
        return additions.GroupBy(let => Cell.Of((Accumulate)let.Operation))
            .Where(cell => !inside.Overlaps(cell.Key.Operands.OfType<Value>())
                && !loop.Body.Statements.Any(statement => _memories.DependsOn(statement, cell.Key.Buffer)))
            .ToList();
    }

    private void Lower(For loop, List<IGrouping<Cell, Let>> cells, List<Statement> output)
    {
        var statements = loop.Body.Statements.ToList();
        var after = new BlockBuilder(_ids);
        foreach (var cell in cells)
        {
            var type = ((Accumulate)cell.First().Operation).Operand.Type;
            var parameter = new Value(_ids.Take(), type, "sum");
            var sum = parameter;
            foreach (var addition in cell)
            {
                var next = parameter with { Id = _ids.Take() };
                statements[statements.FindIndex(statement => ReferenceEquals(statement, addition))] =
                    addition with { Results = [next],
                        Operation = new Apply(Primitive.Add, [sum, ((Accumulate)addition.Operation).Operand]) };
                sum = next;
            }

            var result = parameter with { Id = _ids.Take() };
            loop = loop with
            {
                Inits = [.. loop.Inits, Constant.Default(type)],
                Body = new Block([.. loop.Body.Parameters, parameter], loop.Body.Statements, [.. loop.Body.Yields, sum]),
                Results = [.. loop.Results, result],
            };
            after.Origin = cell.First().Origin;
            after.Do(new Accumulate(cell.Key.Buffer, cell.Key.Indices, cell.Key.Path, result));
        }

        output.Add(loop with { Body = loop.Body with { Statements = statements.ToEquatableArray() } });
        output.AddRange(IfItRan(loop, after.Build([], [])));
    }

    private IEnumerable<Statement> IfItRan(For loop, Block additions)
    {
        var builder = new BlockBuilder(_ids) { Origin = additions.Statements[0].Origin };
        var relation = (loop.Stride > 0 ? "<" : ">") + (loop.IsInclusive ? "=" : "");
        var hasRun = builder.Let(new Apply(new Primitive(relation), [loop.Start, loop.End]), InertType.Bool);
        builder.Add(new If(hasRun, additions, Block.Empty, [], builder.Origin));
        return builder.Build([], []).Statements;
    }

    private sealed record Cell(Operand Buffer, EquatableArray<Operand> Indices, EquatableArray<int> Path)
    {
        public IEnumerable<Operand> Operands => [Buffer, .. Indices];

        public static Cell Of(Accumulate addition) => new(addition.Buffer, addition.Indices, addition.Path);
    }
}
