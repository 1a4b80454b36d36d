using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Blocks that each iteration of a loop would fill alike: what a loop inside records depends on its own index and on nothing that the
/// iterations change. One set of blocks serves them all.
/// <code>
/// for (i …) { hAt = block(n); for (j …) { hAt[j] = h[j]; … } }   →   hAt = block(n); for (i …) for (j …) { hAt[j] = h[j]; … }
/// </code>
/// </summary>
/// <param name="Forward">The forward body without the blocks.</param>
/// <param name="Reverse">The reversed body without them.</param>
/// <param name="Pushes">What stands before the loop.</param>
/// <param name="Pops">What stands before the reversed loop.</param>
internal sealed record SharedBlocks(Block Forward, Block Reverse, EquatableArray<Statement> Pushes, EquatableArray<Statement> Pops)
{
    /// <returns>Null if the iterations need blocks of their own.</returns>
    public static SharedBlocks? Of(For loop, LoopBodyReversal body, ReverseContext context)
    {
        if (!context.MayRecompute) return null;
        var forward = body.Forward.Statements.Where(statement => !IsBlock(statement)).ToEquatableArray();
        var reverse = body.Reverse.Statements.Where(statement => !IsBlock(statement)).ToEquatableArray();
        // What lies above the blocks on the tape would have to be read back before them.
        if (forward.Count == body.Forward.Statements.Count || forward.Concat(reverse).Any(Recording.UsesTape)) return null;
        var shared = new Sharing(loop, body, context);
        if (!shared.IsPossible || shared.Outside(body.Forward) is not { } pushes || shared.Outside(body.Reverse) is not { } pops)
            return null;
        var result = new SharedBlocks(body.Forward with { Statements = forward }, body.Reverse with { Statements = reverse }, pushes, pops);
        var plan = context.TryPlan(result.Forward, FreeValues.Of(result.Reverse), loop.Index);
        return plan.Recorded.All(value => Recording.FitsBlock(value.Type)) ? result : null;
    }

    private static bool IsBlock(Statement statement) => statement is Let { Operation: PushBlock or PopBlock };

    private sealed class Sharing
    {
        private readonly Dictionary<Value, Statement?> _definitions = [];
        private readonly HashSet<Value> _blocks;
        private readonly List<Operand> _written = [];
        private readonly ReverseContext _context;
        private readonly For _loop;
        private bool _mayWriteOutside;

        public Sharing(For loop, LoopBodyReversal body, ReverseContext context)
        {
            _context = context;
            _loop = loop;
            _blocks = [.. body.Forward.Statements.Where(IsBlock).SelectMany(statement => statement.Results())];
            Define(body.Forward);
            Define(body.Reverse);
            foreach (var statement in loop.Body.Statements()) AddWritten(statement);
            IsPossible = Fills(body.Forward, null);
        }

        /// <summary>Whether all iterations fill the blocks alike.</summary>
        public bool IsPossible { get; }

        /// <summary>The blocks of a body, outside of it; null if their lengths are not known there.</summary>
        public EquatableArray<Statement>? Outside(Block body)
        {
            var builder = new BlockBuilder(_context.Ids);
            foreach (var let in body.Statements.Where(IsBlock).Cast<Let>())
            {
                if (Outside(let.Operation.Operands[0], builder) is not { } length) return null;
                builder.Add(let with { Operation = let.Operation.With([length]) });
            }

            return builder.Build([], []).Statements;
        }

        private Operand? Outside(Operand operand, BlockBuilder builder)
        {
            if (operand is not Value value || !_definitions.TryGetValue(value, out var definition)) return operand;
            if (definition is not Let { Operation: Length or Apply { IsChecked: false, Primitive.Name: "+" or "-" or "*" } } let)
                return null;
            var operands = new List<Operand>();
            foreach (var part in let.Operation.Operands)
            {
                if (Outside(part, builder) is not { } outer) return null;
                operands.Add(outer);
            }

            builder.Origin = let.Origin with { Role = Role.Record };
            return builder.Let(let.Operation.With(operands.ToEquatableArray()), value.Type, value.Name);
        }

        private void Define(Block block)
        {
            foreach (var parameter in block.Parameters) _definitions[parameter] = null;
            foreach (var statement in block.Statements)
            {
                foreach (var result in statement.Results()) _definitions[result] = statement;
                foreach (var inner in statement.Blocks()) Define(inner);
            }
        }

        private void AddWritten(Statement statement)
        {
            if (statement is not Let let) return;
            var written = let.Operation switch
            {
                Store store => [store.Buffer],
                Call call => call.Bound().Where(pair => pair.Parameter.IsWritten).Select(pair => pair.Argument),
                Inert { Effect: Effect.Write } inert => inert.Arguments,
                _ => (IEnumerable<Operand>)[],
            };
            _written.AddRange(written.Where(buffer => buffer.Type.IsBuffer()));
            // Whoever is called may write what others know of.
            if (let.Operation is Call or Inert { Effect: Effect.Write }) _mayWriteOutside = true;
        }

        /// <param name="index">That of the innermost loop.</param>
        private bool Fills(Block block, Value? index)
        {
            var known = new Dictionary<Value, bool>();
            foreach (var statement in block.Statements)
            {
                if (statement is Let { Operation: Store { Buffer: Value buffer } store } && _blocks.Contains(buffer)
                    && (index is null || !IsAlike(store.Operand, index, known)
                        || !store.Indices.All(place => IsAlike(place, index, known))))
                        return false;
                if (!statement.Blocks().All(inner => Fills(inner, statement is For loop ? loop.Index : null))) return false;
            }

            return true;
        }

        /// <summary>Whether a value is a function of the index, in every iteration the same one.</summary>
        private bool IsAlike(Operand operand, Value index, Dictionary<Value, bool> known)
        {
            if (operand is not Value value || value == index || !_definitions.TryGetValue(value, out var definition)) return true;
            if (known.TryGetValue(value, out var isAlike)) return isAlike;
            return known[value] = definition is Let let && let.Operation switch
            {
                Apply or Conversion or GetField or MakeAggregate or Length => true,
                Load load =>
                    load.Buffer is Value buffer && !_definitions.ContainsKey(buffer) && !value.Type.IsBuffer()
                        && (IsUnchanged(buffer) || _context.Memory.IsUntouched(let, _loop)),
                _ => false,
            } && let.Operation.Operands.All(part => IsAlike(part, index, known));
        }

        private bool IsUnchanged(Operand buffer) =>
            _written.TrueForAll(written => _context.Activity.Aliases.Of(written) != _context.Activity.Aliases.Of(buffer)
                || _context.Distinct.AreDistinct(written, buffer)) && !(_mayWriteOutside && _context.Activity.Aliases.IsExternal(buffer));
    }
}
