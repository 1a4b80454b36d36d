using Diff.Generators.Analysis;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Collects what a derived body does with each memory. Which of the recorded memories of one type comes back from the tape is not known, so
/// they are one, if the body records and reads back.
/// </summary>
internal sealed class MemoryUses
{
    private readonly AliasClasses _classes;
    private readonly Dictionary<int, MemoryUse> _uses = [];
    private readonly Dictionary<string, HashSet<int>> _pushed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<int>> _popped = new(StringComparer.Ordinal);

    private MemoryUses(AliasClasses classes) => _classes = classes;

    /// <returns>The use of each class of memory, one object for those that are one.</returns>
    public static IReadOnlyDictionary<int, MemoryUse> Of(Block body, AliasClasses classes)
    {
        var uses = new MemoryUses(classes);
        var place = new Place(null, null);
        foreach (var parameter in body.Parameters) uses.Define(parameter, place, isForeign: true);
        uses.Visit(body, place);
        foreach (var result in body.Yields) uses.Note(result, use => use.IsResult = true);
        foreach (var recorded in uses._pushed.Where(pushed => uses._popped.ContainsKey(pushed.Key)))
            uses.Join([.. recorded.Value, .. uses._popped[recorded.Key]]);
        return uses._uses;
    }

    private void Join(List<int> memories)
    {
        var joined = _uses[memories[0]];
        var others = new HashSet<MemoryUse>(memories.Select(memory => _uses[memory]).Where(use => use != joined));
        foreach (var other in others) joined.Add(other);
        foreach (var memory in _uses.Where(pair => others.Contains(pair.Value)).Select(pair => pair.Key).ToList()) _uses[memory] = joined;
    }

    private void Visit(Block block, Place place)
    {
        foreach (var statement in block.Statements)
        {
            foreach (var result in statement.Results()) Define(result, place, isForeign: false);
            if (statement is Let let) Visit(let, place);
            else NoteNone(statement.Results(), Sources(statement));
            var inner = statement is Loop or For ? new Place(place, statement) : place;
            foreach (var nested in statement.Blocks())
            {
                foreach (var parameter in nested.Parameters)
                {
                    Define(parameter, inner, isForeign: false);
                    if (parameter.Type is BufferType { Kind: not (BufferKind.Array or BufferKind.Grid) })
                        Note(parameter, use => use.IsCarriedAsSpan = true);
                }

                Visit(nested, inner);
            }
        }
    }

    private static IEnumerable<Operand> Sources(Statement statement) => statement switch
    {
        If branch => branch.Then.Yields.Concat(branch.Else.Yields),
        Loop loop => loop.Inits.Concat(loop.Body.Yields),
        For loop => loop.Inits.Concat(loop.Body.Yields),
        Try guarded => guarded.Body.Yields,
        _ => [],
    };

    private void Visit(Let let, Place place)
    {
        switch (let.Operation)
        {
            case Allocate or Clone:
            case Inert zeros when MemoryTemplates.IsZerosLike(zeros):
                Note(let.Result, use => use.Made.Add(place));
                if (!IsPlain(let.Result.Type)) Note(let.Result, use => use.IsArray = true);
                if (let.Operation is not Allocate && let.Result.Type is BufferType { Element: BufferType })
                    Note(let.Result, use => use.IsTable = true);
                break;
            case Load or Length or Accumulate or Detach or Store { Operand.Type: not BufferType }:
            case View when let.Result.Type is BufferType { Kind: BufferKind.Span or BufferKind.ReadOnlySpan }:
                break;
            case Grow grow:
                Note(grow.Buffer, use =>
                {
                    use.IsArray = true;
                    use.Grown.Add(place);
                });
                break;
            case Store store:
                Note(store.Buffer, use => use.IsTable = use.IsArray = true);
                break;
            case Push { Operand: Value { Type: BufferType } recorded }:
                Note(recorded, use => use.Pushed.Add(place));
                if (!IsPlain(recorded.Type)) Note(recorded, use => use.IsArray = true);
                Record(_pushed, recorded);
                break;
            case Pop when let.Result.Type is BufferType:
                Note(let.Result, use => use.IsPopped = true);
                if (!IsPlain(let.Result.Type)) Note(let.Result, use => use.IsArray = true);
                Record(_popped, let.Result);
                break;
            case PushBlock or PopBlock:
                foreach (var result in let.Results) Note(result, use => use.IsForeign = true);
                break;
            case Choice choice:
                NoteNone(let.Results, choice.Buffers);
                break;
            case Call call when MemoryHolders.AreKnown(call):
                Visit(call, let, place);
                break;
            default:
                foreach (var result in let.Results) Note(result, use => use.IsForeign = use.IsArray = true);
                foreach (var operand in MemoryHolders.Holding(let.Operation)) Note(operand, use => use.IsHeld = use.IsArray = true);
                foreach (var operand in MemoryHolders.Arrays(let.Operation)) Note(operand, use => use.IsArray = true);
                break;
        }
    }

    private void Visit(Call call, Let let, Place place)
    {
        foreach (var operand in MemoryHolders.Arrays(call)) Note(operand, use => use.IsArray = true);
        foreach (var operand in MemoryHolders.Holding(call)) Note(operand, use => use.IsHeld = true);
        var records = call.Kind is CallKind.Forward or CallKind.ForwardTangent;
        foreach (var result in let.Results)
        {
            Note(result, use =>
            {
                use.IsArray = true;
                if (records) use.Returned.Add(place);
                else if (MemoryHolders.Makes(call)) use.Made.Add(place);
                else use.IsForeign = true;
                use.IsTable |= !records && result.Type is BufferType { Element: BufferType };
            });
        }

        if (!records) return;
        foreach (var operand in call.Arguments.Where(argument => argument.Type is BufferType { Element: BufferType }))
            Note(operand, use => use.Pushed.Add(place));
    }

    /// <summary>A row of numbers: of what lies in bytes.</summary>
    private static bool IsPlain(IrType type) => type is BufferType { Rank: 1, Kind: BufferKind.Array
        or BufferKind.Span, Element: var element } && (element.IsOwnTangent() || element == InertType.Int);

    private void NoteNone(IEnumerable<Value> results, IEnumerable<Operand> sources)
    {
        if (!sources.Any(source => source is Constant { Type: BufferType })) return;
        foreach (var result in results) Note(result, use => use.IsArray = true);
    }

    private void Record(Dictionary<string, HashSet<int>> recorded, Value value)
    {
        if (!recorded.TryGetValue(value.Type.Name, out var memories)) recorded[value.Type.Name] = memories = [];
        memories.Add(_classes.Of(value));
    }

    private void Define(Value value, Place place, bool isForeign)
    {
        if (value.Type is not BufferType) return;
        if (!_uses.TryGetValue(_classes.Of(value), out var use)) _uses[_classes.Of(value)] = use = new(place);
        use.Define(place);
        use.IsForeign |= isForeign;
    }

    private void Note(Operand operand, Action<MemoryUse> note)
    {
        if (operand is Value { Type: BufferType }) note(_uses[_classes.Of(operand)]);
    }
}
