using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Transform;

namespace Diff.Generators.Simplify;

/// <summary>
/// Takes blocks from the tape as early as they can be had. What a loop carries is then set after the call and not kept over it, so that it
/// stays in a register: no floating-point register survives a call. The order of what uses the tape stays.
/// <code>
/// x = x0; xAt = tape.Block(n); for …      xAt = tape.Block(n); x = x0; for …
/// </code>
/// </summary>
internal sealed class EarlyBlocks : Rewriter
{
    public static Block Run(Block body, Ids ids) => new EarlyBlocks().Rewrite(body);

    public override Block Rewrite(Block block)
    {
        var inner = base.Rewrite(block);
        if (!inner.Statements.Any(IsBlock)) return inner;
        var placing = new Placing();
        foreach (var statement in inner.Statements)
        {
            if (IsBlock(statement)) placing.Insert(statement);
            else placing.Add(statement);
        }

        return inner with { Statements = placing.End() };
    }

    private static bool IsBlock(Statement statement) => statement is Let { Operation: PushBlock or PopBlock };

    /// <summary>The statements so far: those that have their place, and those after them that a block may still move before.</summary>
    private sealed class Placing
    {
        private readonly List<Statement> _placed = [];

        /// <summary>Null where one has moved.</summary>
        private readonly List<Statement?> _after = [];
        private readonly Dictionary<Value, int> _definedAfter = [];
        private int _first;

        public void Add(Statement statement)
        {
            if (statement is Heading || Recording.UsesTape(statement))
            {
                Place(_after.Count);
                _placed.Add(statement);
                return;
            }

            foreach (var result in statement.Results()) _definedAfter[result] = _after.Count;
            _after.Add(statement);
        }

        /// <summary>Inserts a block, with the lengths that it takes, right after what must come before.</summary>
        public void Insert(Statement block)
        {
            var moving = new SortedSet<int>();
            var needed = new Stack<Operand>(block.Operands());
            var end = _first;
            while (needed.Count > 0)
            {
                if (needed.Pop() is not Value value || !_definedAfter.TryGetValue(value, out var place) || place < end
                    || _after[place] is not { } definition)
                    continue;
                if (definition is not Let { Operation: Apply { IsChecked: false } or Length } let) end = place + 1;
                else if (moving.Add(place))
                    foreach (var operand in let.Operation.Operands) needed.Push(operand);
            }

            Place(end);
            foreach (var place in moving.Where(place => place >= end))
            {
                _placed.Add(_after[place]!);
                _after[place] = null;
            }

            _placed.Add(block);
        }

        public EquatableArray<Statement> End()
        {
            Place(_after.Count);
            return _placed.ToEquatableArray();
        }

        private void Place(int end)
        {
            for (; _first < end; _first++)
                if (_after[_first] is { } statement) _placed.Add(statement);
        }
    }
}
