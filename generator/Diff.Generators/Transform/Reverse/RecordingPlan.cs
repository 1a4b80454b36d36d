using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Rules;

namespace Diff.Generators.Transform;

/// <summary>
/// Decides, for one block, how the reverse sweep gets the primal values that it needs: computed again where that is cheap and everything it
/// takes is at hand, recorded otherwise. Carried values, calls and costly functions are recorded; index arithmetic, views and loads from
/// memory that still holds the same are computed again, what has been stored in such memory is loaded from there, and of equal values one
/// is recorded.
/// <code>
/// t = Exp(x[i]); a[i] = t;         →   t = a[i];      // in the reverse sweep, if a still holds it
/// n = a.Length;                    →   n = aBar.Length;   // if the reverse sweep needs aBar, but not a
/// p = 1 - y; q = 1 - y; p * q      →   q = p;         // p is recorded
/// </code>
/// </summary>
/// <param name="Recorded">In order of definition.</param>
/// <param name="Recomputed">In order of definition, so that each finds its operands.</param>
/// <param name="Impossible">Values that can be neither recorded (ref structs) nor computed again.</param>
internal sealed record RecordingPlan(EquatableArray<Value> Recorded, EquatableArray<Let> Recomputed, EquatableArray<Value> Impossible)
{
    /// <summary>What computing a value again may cost, in additions.</summary>
    private const int DefaultBudget = 6;

    /// <param name="forward">The block of the forward sweep.</param>
    /// <param name="needed">The values of the block that the reverse sweep reads.</param>
    /// <param name="pinned">Values of the block that must be recorded.</param>
    /// <param name="available">Values of the block that the reverse sweep has anyway, such as a loop index.</param>
    /// <param name="holds">Whether a load finds the same again in the reverse sweep, and an element what has been stored in it.</param>
    /// <param name="pairedShadow">The shadow that the forward sweep carries beside an array.</param>
    /// <param name="mayRecompute">Otherwise everything that can be recorded is.</param>
    public static RecordingPlan Of(Block forward, IEnumerable<Value> needed, IEnumerable<Value> pinned, IEnumerable<Value> available,
        Func<Let, bool> holds, Func<Value, Value?> pairedShadow, bool mayRecompute)
    {
        var planner = new Planner(forward, available, holds, mayRecompute ? DefaultBudget : -1);
        var wanted = needed.ToList();
        if (mayRecompute) planner.FindLengths(wanted, pairedShadow);
        return planner.Plan(wanted, pinned);
    }

    private sealed class Planner
    {
        private readonly Dictionary<Value, (int Order, Let? Definition)> _definitions = [];
        private readonly HashSet<Value> _atHand;
        private readonly HashSet<Value> _recorded = [];
        private readonly HashSet<Value> _recomputed = [];
        private readonly HashSet<Value> _impossible = [];
        private readonly Dictionary<Value, Let> _elsewhere = [];
        private readonly HashSet<Value> _isElsewhere = [];
        private readonly Func<Let, bool> _holds;
        private readonly int _budget;

        public Planner(Block forward, IEnumerable<Value> available, Func<Let, bool> holds, int budget)
        {
            _holds = holds;
            _budget = budget;
            _atHand = [.. available];
            foreach (var parameter in forward.Parameters) _definitions[parameter] = (_definitions.Count, null);
            foreach (var statement in forward.Statements)
                foreach (var result in statement.Results()) _definitions[result] = (_definitions.Count, statement as Let);
            if (budget <= 0) return;
            FindStored(forward);
            foreach (var (value, equal) in EqualValues.In(forward))
            {
                _elsewhere[value] = new([value], new Conversion(equal, true), Origin.None);
                _isElsewhere.Add(value);
            }
        }

        /// <summary>
        /// The values that memory from outside the block holds until they are needed, whose place is known when they are computed.
        /// </summary>
        private void FindStored(Block forward)
        {
            foreach (var let in forward.Statements.OfType<Let>())
            {
                if (let.Operation is not Store { Operand: Value { Type: ScalarType } value } store
                    || !_definitions.TryGetValue(value, out var own))
                    continue;
                if (_definitions.ContainsKey((Value)store.Buffer)
                    || store.Indices.OfType<Value>()
                        .Any(index => _definitions.TryGetValue(index, out var found) && found.Order >= own.Order))
                    continue;
                if (_holds(let)) _elsewhere[value] = new([value], new Load(store.Buffer, store.Indices), let.Origin);
            }
        }

        /// <summary>Of arrays that the reverse sweep does not have, with shadows that it does have.</summary>
        public void FindLengths(IReadOnlyCollection<Value> needed, Func<Value, Value?> pairedShadow)
        {
            var had = new HashSet<Value>([.. needed, .. _atHand]);
            foreach (var let in _definitions.Values.Select(entry => entry.Definition).OfType<Let>().ToList())
            {
                if (let.Operation is not Length { Buffer: Value array } length || had.Contains(array)
                    || pairedShadow(array) is not { } shadow || !had.Contains(shadow))
                    continue;
                _elsewhere[let.Result] = let with { Operation = length with { Buffer = shadow } };
                _isElsewhere.Add(let.Result);
            }
        }

        private Let? DefinitionOf(Value value) => _isElsewhere.Contains(value) ? _elsewhere[value] : _definitions[value].Definition;

        public RecordingPlan Plan(IEnumerable<Value> needed, IEnumerable<Value> pinned)
        {
            _recorded.UnionWith(pinned);
            var ordered = InOrder(needed.Where(value => !_atHand.Contains(value))).ToList();
            foreach (var value in ordered)
                if (!CanRecompute(value) || CostOf(value) > _budget) Record(value);
            foreach (var value in ordered) Obtain(value);
            return new RecordingPlan(
                InOrder(_recorded).ToEquatableArray(),
                InOrder(_recomputed).Select(value => DefinitionOf(value)!).ToEquatableArray(),
                InOrder(_impossible).ToEquatableArray());
        }

        private IEnumerable<Value> InOrder(IEnumerable<Value> values) => values.OrderBy(value => _definitions[value].Order);

        private void Obtain(Value value)
        {
            if (IsAtHand(value)) return;
            var closure = new List<Value>();
            if (Closure(value, closure) is { } cost && cost <= _budget) _recomputed.UnionWith(closure);
            else Record(value);
        }

        private void Record(Value value)
        {
            if (IsAtHand(value)) return;
            var isRecordable = IsRecordable(value.Type) && !IsFoundAgain(value);
            if (isRecordable && _elsewhere.ContainsKey(value)) _isElsewhere.Add(value);
            if (isRecordable && !_isElsewhere.Contains(value) && !IsWidened(value))
            {
                _recorded.Add(value);
            }
            else if (CanRecompute(value))
            {
                foreach (var operand in DefinitionOf(value)!.Operation.Operands.OfType<Value>()) Obtain(operand);
                _recomputed.Add(value);
            }
            else
            {
                _impossible.Add(value);
            }
        }

        /// <summary>Outer values are at hand where the reversed block runs, or are recorded there.</summary>
        private bool IsAtHand(Operand operand) =>
            operand is not Value value || !_definitions.ContainsKey(value) || _atHand.Contains(value) || _recorded.Contains(value)
                || _recomputed.Contains(value);

        /// <summary>The values to compute again for this one, and their cost; null if something in between must be recorded.</summary>
        private int? Closure(Value value, List<Value> closure)
        {
            if (IsAtHand(value) || closure.Contains(value)) return 0;
            if (!CanRecompute(value)) return null;
            var cost = CostOf(value);
            foreach (var operand in DefinitionOf(value)!.Operation.Operands.OfType<Value>())
            {
                if (cost > _budget || Closure(operand, closure) is not { } more) return null;
                cost += more;
            }

            closure.Add(value);
            return cost;
        }

        private bool CanRecompute(Value value) => DefinitionOf(value) is { } definition && definition.Operation switch
        {
            Apply or Conversion or GetField or MakeAggregate or Length or View or Choice or Detach => true,
            Load => _isElsewhere.Contains(value) || _holds(definition),
            Inert inert => inert.Effect == Effect.Pure || inert.IsHolder || _holds(definition),
            _ => false,
        };

        /// <summary>
        /// A holder is reached as before; of a chosen buffer it is recorded which one it is, for its tangent may be memory of the caller.
        /// </summary>
        private bool IsFoundAgain(Value value) => _definitions[value].Definition?.Operation is Inert { IsHolder: true } or Choice;

        /// <summary>A wider copy of a number: the number itself is recorded.</summary>
        private bool IsWidened(Value value) =>
            value.Type is ScalarType
                && _definitions[value].Definition?.Operation is Conversion { IsImplicit: true,
                    Operand: Value { Type: ScalarType or InertType { Kind: InertKind.Int } } };

        private int CostOf(Value value) => DefinitionOf(value)!.Operation switch
        {
            Apply { Primitive.Name: "+" or "-" or "*" or "neg" } when value.Type is InertType => 0,
            // By a constant it takes a multiplication.
            Apply { Primitive.Name: "/" or "%", Arguments: [_, var divisor] } when value.Type is InertType =>
                divisor is Constant ? Cost.Cheap : Cost.Division,
            Apply apply => Cost.Of(apply.Primitive),
            Load or Inert => 1,
            _ => 0,
        };
    }

    private static bool IsRecordable(IrType type) => type switch
    {
        ScalarType => true,
        InertType inert => inert.Kind != InertKind.RefStruct,
        AggregateType aggregate => aggregate.Fields.All(field => IsRecordable(field.Type)),
        BufferType buffer => buffer.Kind is BufferKind.Array or BufferKind.Grid or BufferKind.Object,
        _ => throw new InvalidOperationException($"Unknown type {type.GetType().Name}."),
    };
}
