using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Replaces slots by values that are assigned once. Branches yield the slots they assign; loops carry those that live
/// from one iteration to the next or beyond. Before: slots, no jumps, loops that test first. After: the single-assignment form.
/// <code>
/// x := 1; if c { x := x + a }; return x   →   r = if c { y = 1 + a; yield y } else { yield 1 }; return r
/// </code>
/// </summary>
internal static class SingleAssignment
{
    public static Block Run(Block body, Ids ids) => new Builder(ids).Build(body, []);

    private sealed class Builder(Ids ids) : Rewriter
    {
        private readonly SlotUses _uses = new();
        private readonly Environment _environment = new();
        private readonly Dictionary<Value, Operand> _read = [];

        public override Operand Rewrite(Operand operand) =>
            operand is Value value && _read.TryGetValue(value, out var current) ? current : operand;

        public Block Build(Block block, HashSet<Slot> liveOut)
        {
            var liveAfter = LiveAfterControl(block, liveOut);
            var output = new List<Statement>();
            for (var i = 0; i < block.Statements.Count; i++) Build(block.Statements[i], liveAfter[i], output);
            return new Block(block.Parameters, output.ToEquatableArray(), Rewrite(block.Yields));
        }

        private void Build(Statement statement, HashSet<Slot>? live, List<Statement> output)
        {
            switch (statement)
            {
                case Let { Operation: ReadSlot read } let:
                    _read[let.Result] = _environment.Get(read.Slot);
                    break;
                case WriteSlot write:
                    _environment.Set(write.Slot, Rewrite(write.Operand));
                    break;
                case If branch:
                    output.Add(Build(branch, live!));
                    break;
                case Loop loop:
                    output.Add(Build(loop, live!));
                    break;
                case Try guarded:
                    output.Add(Build(guarded, live!));
                    break;
                default:
                    output.Add(Rebuild(statement));
                    break;
            }
        }

        private If Build(If branch, HashSet<Slot> live)
        {
            var written = InOrder(_uses.Of(branch.Then).Possible.Union(_uses.Of(branch.Else).Possible), live);
            var condition = Rewrite(branch.Condition);
            var (then, thenValues) = Inside(branch.Then, written, live);
            var (otherwise, elseValues) = Inside(branch.Else, written, live);

            var results = branch.Results.ToList();
            var (thenYields, elseYields) = (then.Yields.ToList(), otherwise.Yields.ToList());
            for (var i = 0; i < written.Count; i++)
            {
                if (thenValues[i] == elseValues[i])
                {
                    _environment.Set(written[i], thenValues[i]);
                    continue;
                }

                var result = new Value(ids.Take(), written[i].Type, written[i].Name) { IsPassing = written[i].IsPassing };
                _environment.Set(written[i], result);
                results.Add(result);
                thenYields.Add(thenValues[i]);
                elseYields.Add(elseValues[i]);
            }

            return branch with
            {
                Condition = condition,
                Then = then with { Yields = thenYields.ToEquatableArray() },
                Else = otherwise with { Yields = elseYields.ToEquatableArray() },
                Results = results.ToEquatableArray(),
            };
        }

        private Loop Build(Loop loop, HashSet<Slot> live)
        {
            var uses = _uses.Of(loop);
            var liveAtHead = new HashSet<Slot>(live.Union(uses.Exposed));
            var carried = InOrder(uses.Possible, liveAtHead);
            var inits = carried.Select(_environment.Get).ToEquatableArray();

            var conditionParameters = Fresh(carried);
            _environment.Enter();
            Bind(carried, conditionParameters);
            var condition = Build(loop.Condition, liveAtHead) with { Parameters = conditionParameters };
            _environment.Leave();

            var bodyParameters = Fresh(carried);
            _environment.Enter();
            Bind(carried, bodyParameters);
            var body = Build(loop.Body, liveAtHead);
            body = body with { Parameters = bodyParameters, Yields = carried.Select(_environment.Get).ToEquatableArray() };
            _environment.Leave();

            var results = Fresh(carried);
            Bind(carried, results);
            return loop with { Inits = inits, Condition = condition, Body = body, Results = results };
        }

        private Try Build(Try guarded, HashSet<Slot> live)
        {
            var written = guarded.IsWhole ? InOrder(_uses.Of(guarded.Body).Possible, live) : [];
            var (body, values) = Inside(guarded.Body, written, live);
            var handlers = guarded.Handlers.Select(handler => handler with { Body = Inside(handler.Body, [], live).Block })
                .ToEquatableArray();
            var (cleanup, _) = Inside(guarded.Cleanup, [], live);
            var results = Fresh(written);
            Bind(written, results);
            return guarded with { Body = body with { Yields = values.ToEquatableArray() }, Handlers = handlers, Cleanup = cleanup,
                Results = results };
        }

        /// <summary>Builds a block on its own copy of the environment; also returns what the given slots hold at its end.</summary>
        private (Block Block, List<Operand> Values) Inside(Block block, List<Slot> slots, HashSet<Slot> live)
        {
            _environment.Enter();
            var built = Build(block, live);
            var values = slots.Select(_environment.Get).ToList();
            _environment.Leave();
            return (built, values);
        }

        private EquatableArray<Value> Fresh(List<Slot> slots) =>
            slots.Select(slot => new Value(ids.Take(), slot.Type, slot.Name)).ToEquatableArray();

        private void Bind(List<Slot> slots, EquatableArray<Value> values)
        {
            for (var i = 0; i < slots.Count; i++) _environment.Set(slots[i], values[i]);
        }

        private static List<Slot> InOrder(IEnumerable<Slot> slots, HashSet<Slot> live) =>
            [.. slots.Where(live.Contains).Distinct().OrderBy(slot => slot.Id)];

        /// <summary>The slots that may be read after each control statement of a block; null elsewhere.</summary>
        private HashSet<Slot>?[] LiveAfterControl(Block block, HashSet<Slot> liveOut)
        {
            var after = new HashSet<Slot>?[block.Statements.Count];
            var live = new HashSet<Slot>(liveOut);
            for (var i = block.Statements.Count - 1; i >= 0; i--)
            {
                var statement = block.Statements[i];
                if (statement is If or Loop or Try) after[i] = [.. live];
                if (statement is not (If or Loop or Try or WriteSlot or Let { Operation: ReadSlot })) continue;
                var uses = _uses.Of(statement);
                live.ExceptWith(uses.Sure);
                live.UnionWith(uses.Exposed);
            }

            return after;
        }
    }

    /// <summary>What each slot holds at the point reached; leaving a scope undoes the assignments made in it.</summary>
    private sealed class Environment
    {
        private readonly Dictionary<Slot, Operand> _current = [];
        private readonly Stack<List<(Slot Slot, Operand? Before)>> _scopes = new([[]]);

        public Operand Get(Slot slot) => _current.TryGetValue(slot, out var operand) ? operand : Constant.Default(slot.Type);

        public void Set(Slot slot, Operand operand)
        {
            _scopes.Peek().Add((slot, _current.TryGetValue(slot, out var before) ? before : null));
            _current[slot] = operand;
        }

        public void Enter() => _scopes.Push([]);

        public void Leave()
        {
            var scope = _scopes.Pop();
            for (var i = scope.Count - 1; i >= 0; i--)
            {
                var (slot, before) = scope[i];
                if (before is null) _current.Remove(slot);
                else _current[slot] = before;
            }
        }
    }
}
