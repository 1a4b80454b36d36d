using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Which statements must run and which values are needed, found by marking from the effects and the yields of the body. A carried value is
/// needed as one: its start, its parameter, its next value and its result.
/// </summary>
internal sealed class Liveness
{
    private readonly Dictionary<int, Source> _sources = [];
    private readonly Dictionary<Statement, Statement?> _parents = new(ReferenceComparer<Statement>.Instance);
    private readonly HashSet<Statement> _liveStatements = new(ReferenceComparer<Statement>.Instance);
    private readonly HashSet<int> _liveValues = [];
    private readonly Stack<Operand> _pending = new();

    public Liveness(Block body)
    {
        var roots = new List<Statement>();
        Index(body, null, roots);
        foreach (var root in roots) Mark(root);
        foreach (var operand in body.Yields) _pending.Push(operand);
        while (_pending.Count > 0) Mark(_pending.Pop());
    }

    public bool IsLive(Statement statement) => statement is Heading || _liveStatements.Contains(statement);

    /// <summary>Whether a result of a statement is read, for loops whether the carried value is.</summary>
    public bool IsLive(Value result) => _liveValues.Contains(result.Id);

    private void Index(Block block, Statement? parent, List<Statement> roots)
    {
        foreach (var statement in block.Statements)
        {
            _parents[statement] = parent;
            var index = 0;
            foreach (var result in statement.Results()) _sources[result.Id] = new(statement, index++);
            switch (statement)
            {
                case For loop:
                    _sources[loop.Index.Id] = new(loop, Source.Itself);
                    IndexCarried(loop, loop.Body.Parameters.Skip(1));
                    break;
                case Loop loop:
                    IndexCarried(loop, loop.Condition.Parameters);
                    IndexCarried(loop, loop.Body.Parameters);
                    break;
                case Throw:
                case Let { Operation: var operation } when Effects.HasEffect(operation):
                    roots.Add(statement);
                    if (parent is not null) roots.Add(parent);
                    break;
            }

            foreach (var inner in statement.Blocks()) Index(inner, statement, roots);
        }
    }

    private void IndexCarried(Statement loop, IEnumerable<Value> parameters)
    {
        var index = 0;
        foreach (var parameter in parameters) _sources[parameter.Id] = new(loop, index++);
    }

    private void Mark(Operand operand)
    {
        if (operand is not Value value || !_liveValues.Add(value.Id) || !_sources.TryGetValue(value.Id, out var source)) return;
        Mark(source.Statement);
        if (source.Index == Source.Itself) return;
        switch (source.Statement)
        {
            case If branch:
                _pending.Push(branch.Then.Yields[source.Index]);
                _pending.Push(branch.Else.Yields[source.Index]);
                break;
            case Try guarded:
                _pending.Push(guarded.Body.Yields[source.Index]);
                break;
            case For loop:
                MarkCarried(loop.Inits[source.Index], loop.Body.Yields[source.Index], loop.Results[source.Index]);
                break;
            case Loop loop:
                MarkCarried(loop.Inits[source.Index], loop.Body.Yields[source.Index], loop.Results[source.Index]);
                break;
        }
    }

    private void MarkCarried(Operand init, Operand next, Value result)
    {
        _pending.Push(init);
        _pending.Push(next);
        _pending.Push(result);
    }

    /// <summary>Marks a statement that must run, with what it reads by itself and with the statements around it.</summary>
    private void Mark(Statement statement)
    {
        for (Statement? current = statement; current is not null && _liveStatements.Add(current); current = _parents[current])
        {
            switch (current)
            {
                case If branch:
                    _pending.Push(branch.Condition);
                    break;
                case For loop:
                    _pending.Push(loop.Start);
                    _pending.Push(loop.End);
                    break;
                case Loop loop:
                    _pending.Push(loop.Condition.Yields[0]);
                    break;
                default:
                    foreach (var operand in current.Operands()) _pending.Push(operand);
                    break;
            }
        }
    }

    private readonly record struct Source(Statement Statement, int Index)
    {
        /// <summary>The value needs the statement, but none of its results.</summary>
        public const int Itself = -1;
    }
}
