using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>What becomes of the arrays that a body makes, by their classes of memory.</summary>
/// <param name="OnStack">They become blocks on the scratch stack.</param>
/// <param name="OnTape">They stay arrays, which the tape lends.</param>
internal sealed record ScratchPlan(HashSet<int> OnStack, HashSet<int> OnTape);

/// <summary>
/// Finds the memory of a derived body that need not be garbage: every array in its class is made here, and used as a span can be. What is dead when the body
/// or the iteration that makes it ends can lie on a stack; what is recorded for the reverse sweep can belong to the tape. A buffer that is returned, kept in an
/// object, or handed to who wants an array is barred, with its whole class.
/// </summary>
internal sealed class ScratchSearch
{
    private readonly AliasClasses _classes;
    private readonly HashSet<int> _barred = [];
    private readonly HashSet<int> _nullable = [];
    private readonly Dictionary<int, HashSet<Place>> _made = [];
    private readonly Dictionary<int, HashSet<Place>> _defined = [];
    private readonly Dictionary<string, Recorded> _recorded = new(StringComparer.Ordinal);

    private ScratchSearch(AliasClasses classes) => _classes = classes;

    /// <summary>The innermost loop around a definition; one object per loop body.</summary>
    private sealed class Place(Place? outer)
    {
        public bool IsIn(Place other) => this == other || (outer is not null && outer.IsIn(other));
    }

    /// <summary>The memory of one type that the body puts on the tape and reads back: which of it comes back is not known, so it shares one fate.</summary>
    private sealed class Recorded
    {
        /// <summary>With the loops around the recording.</summary>
        public Dictionary<int, HashSet<Place>> Pushed { get; } = [];

        public HashSet<int> Popped { get; } = [];

        public HashSet<int> All => [.. Pushed.Keys, .. Popped];

        /// <summary>Whether both happen here, not one of them in another member.</summary>
        public bool IsWhole => Pushed.Count > 0 && Popped.Count > 0;
    }

    public static ScratchPlan Run(Block body, AliasClasses classes)
    {
        var search = new ScratchSearch(classes);
        foreach (var parameter in body.Parameters) search.Bar(parameter);
        search.Visit(body, new Place(null));
        foreach (var yielded in body.Yields) search.Bar(yielded);
        HashSet<int> recorded = [.. search._recorded.Values.SelectMany(one => one.All)];
        HashSet<int> onStack =
        [
            .. search._recorded.Values.Where(one => one.IsWhole && search.CanBeOnStack(one.All)).SelectMany(one => one.All),
            .. search._made.Keys.Where(memory => !recorded.Contains(memory) && search.CanBeOnStack([memory])),
        ];
        HashSet<int> onTape = [.. search._recorded.Values.SelectMany(one => one.Pushed).Where(pushed => !onStack.Contains(pushed.Key) && search.CanBeOnTape(pushed.Key, pushed.Value)).Select(pushed => pushed.Key)];
        return new(onStack, onTape);
    }

    private bool CanBeOnStack(HashSet<int> memories)
    {
        var made = memories.Where(_made.ContainsKey).SelectMany(memory => _made[memory]).ToList();
        var defined = memories.SelectMany(memory => _defined[memory]).ToList();
        return !_barred.Overlaps(memories) && !_nullable.Overlaps(memories) && made.TrueForAll(place => defined.TrueForAll(definition => definition.IsIn(place)));
    }

    /// <summary>Only what is recorded as often as it is made: the tape keeps all that it lends.</summary>
    private bool CanBeOnTape(int memory, HashSet<Place> pushed) => !_barred.Contains(memory) && _made.TryGetValue(memory, out var made) && made.SetEquals(pushed);

    private void Visit(Block block, Place place)
    {
        foreach (var statement in block.Statements)
        {
            foreach (var result in statement.Results()) Define(result, place);
            switch (statement)
            {
                case Let let:
                    Visit(let, place);
                    break;
                case If branch:
                    NoteNull(branch.Results, branch.Then.Yields.Concat(branch.Else.Yields));
                    break;
                case Loop loop:
                    NoteNull(loop.Results, loop.Inits.Concat(loop.Body.Yields));
                    break;
                case For loop:
                    NoteNull(loop.Results, loop.Inits.Concat(loop.Body.Yields));
                    break;
                case Try guarded:
                    NoteNull(guarded.Results, guarded.Body.Yields);
                    break;
            }
            var inner = statement is Loop or For ? new Place(place) : place;
            foreach (var nested in statement.Blocks())
            {
                foreach (var parameter in nested.Parameters) Define(parameter, inner);
                Visit(nested, inner);
            }
        }
    }

    private void Visit(Let let, Place place)
    {
        switch (let.Operation)
        {
            case Allocate or Clone when IsPlain(let.Result.Type):
                Add(_made, let.Result, place);
                break;
            case Load or Length or Accumulate or Detach:
            case View when let.Result.Type is BufferType { Kind: BufferKind.Span or BufferKind.ReadOnlySpan }:
            case Store { Operand.Type: not BufferType }:
                break;
            case Push { Operand: Value recorded } when IsPlain(recorded.Type):
                Add(RecordedOf(recorded.Type).Pushed, recorded, place);
                break;
            case Pop when IsPlain(let.Result.Type):
                RecordedOf(let.Result.Type).Popped.Add(_classes.Of(let.Result));
                break;
            case Choice choice:
                NoteNull(let.Results, choice.Buffers);
                break;
            default:
                foreach (var result in let.Results) Bar(result);
                foreach (var operand in WantedAsArrays(let.Operation)) Bar(operand);
                break;
        }
    }

    /// <summary>The operands of an operation that must be arrays, or that it may hold on to.</summary>
    private static IEnumerable<Operand> WantedAsArrays(Operation operation) => operation switch
    {
        Inert { Template: MemoryTemplates.ClearArray or MemoryTemplates.Copy or MemoryTemplates.ClearSpan } => [],
        Inert inert when inert.Template.StartsWith(MemoryTemplates.SpanSums, StringComparison.Ordinal) => [],
        Call { Callee: { Rule: null, Template: "", TakesCollections: false } } call => call.Arguments.Where((argument, i) => IsArray(argument) && !TakesSpan(call, i)),
        _ => operation.Operands.Where(IsArray),
    };

    /// <summary>Whether the member that a call invokes takes an operand as a span: what is differentiated comes with spans, the primal's own parameters say what they are.</summary>
    private static bool TakesSpan(Call call, int operand)
    {
        var parameters = call.Kind is CallKind.Reverse or CallKind.ReverseTangent ? call.Callee.Parameters.Where(parameter => parameter.IsReverseInput).ToEquatableArray() : call.Callee.Parameters;
        var index = operand - (call.Callee.IsInstance ? 1 : 0);
        return index >= parameters.Count || (index >= 0 && parameters[index].Type is BufferType { Kind: BufferKind.Span or BufferKind.ReadOnlySpan });
    }

    private static bool IsArray(Operand operand) => operand.Type is BufferType { Kind: not (BufferKind.Span or BufferKind.ReadOnlySpan) };

    /// <summary>A row of numbers: of what lies in bytes.</summary>
    private static bool IsPlain(IrType type) => type is BufferType { Rank: 1, Kind: BufferKind.Array or BufferKind.Span, Element: var element } && (element.IsOwnTangent() || element == InertType.Int);

    /// <summary>A buffer that may be none, as a variable before its first assignment is, cannot be a span.</summary>
    private void NoteNull(IEnumerable<Value> results, IEnumerable<Operand> sources)
    {
        if (!sources.Any(source => source is Constant { Type: BufferType })) return;
        _nullable.UnionWith(results.Where(result => result.Type is BufferType).Select(result => _classes.Of(result)));
    }

    private Recorded RecordedOf(IrType type)
    {
        if (!_recorded.TryGetValue(type.Name, out var recorded)) _recorded[type.Name] = recorded = new();
        return recorded;
    }

    private void Define(Value value, Place place)
    {
        if (value.Type is BufferType) Add(_defined, value, place);
    }

    private void Add(Dictionary<int, HashSet<Place>> places, Value value, Place place)
    {
        if (!places.TryGetValue(_classes.Of(value), out var known)) places[_classes.Of(value)] = known = [];
        known.Add(place);
    }

    private void Bar(Operand operand)
    {
        if (operand is Value { Type: BufferType }) _barred.Add(_classes.Of(operand));
    }
}
