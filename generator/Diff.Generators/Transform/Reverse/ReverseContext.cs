using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>What every part of the reverse transform of one method shares.</summary>
/// <param name="pairedShadows">Shadows that the forward sweep carries beside their arrays.</param>
/// <param name="fusable">Loops that may be reversed in the forward sweep.</param>
/// <param name="isWhole">Both sweeps are in one member.</param>
internal sealed class ReverseContext(
    Method method, Activity activity, IReadOnlyDictionary<Value, Value> pairedShadows, HashSet<Statement> fusable, bool isWhole,
    Optimizations optimizations, Ids ids)
{
    private readonly Dictionary<Value, Let> _definitions = method.Body.Statements().OfType<Let>()
        .SelectMany(let => let.Results.Select(result => (result, let)))
        .ToDictionary(pair => pair.result, pair => pair.let);

    private readonly GrownArrays _grown = new(method.Body);

    private readonly StoredResults _stored = StoredResults.Of(method.Body);

    public Activity Activity { get; } = activity;

    /// <summary>Of the primal memory and of the shadows beside it.</summary>
    public KeptMemory Memory { get; } = KeptMemory.Of(method, AliasClasses.Of(method), isWhole);

    /// <summary>Of the primal memory.</summary>
    public DistinctBuffers Distinct { get; } = DistinctBuffers.Of(method.Body);

    public Ids Ids { get; } = ids;

    /// <summary>The loops that are reversed in the forward sweep.</summary>
    public HashSet<Statement> Fused { get; } = new(ReferenceComparer<Statement>.Instance);

    /// <summary>Lines for the comment at the head of the member: what is recorded.</summary>
    public List<string> Records { get; } = [];

    /// <summary>Values that the reverse sweep needs and cannot get.</summary>
    public List<Value> Impossible { get; } = [];

    /// <summary>Whether cheap values may be had again without having been recorded.</summary>
    public bool MayRecompute => optimizations.Recompute;

    public bool IsFusable(Statement loop) => fusable.Contains(loop);

    /// <summary>Whether an element holds what a branch has yielded until the branch is reversed.</summary>
    public bool IsStored(Value result) => MayRecompute && _stored.StoreOf(result) is { } store && Memory.Holds(store, Fused);

    /// <summary>The last statement of the method's own block in which the array of a buffer may be replaced by a longer one.</summary>
    public Statement? LastGrowth(Value buffer) => _grown.LastGrowth(buffer);

    /// <summary>Whether the array of a buffer may be replaced by a longer one in a loop, or later.</summary>
    public bool StillGrows(Value buffer, Statement loop) => _grown.StillGrows(buffer, loop);

    public Value? PairedShadow(Value buffer) => pairedShadows.TryGetValue(buffer, out var shadow) ? shadow : null;

    public Let? LetOf(Value value) => _definitions.TryGetValue(value, out var let) ? let : null;

    public Operation? DefinitionOf(Value value) => LetOf(value)?.Operation;

    /// <summary>Plans how the reversed block gets what it reads of the forward block.</summary>
    public RecordingPlan Plan(Block forward, Block reverse, params Value[] available) => Plan(forward, reverse, [], available);

    /// <param name="pinned">What must be recorded.</param>
    public RecordingPlan Plan(Block forward, Block reverse, EquatableArray<Value> pinned, Value[] available)
    {
        var plan = TryPlan(forward, FreeValues.Of(reverse), pinned, available);
        Impossible.AddRange(plan.Impossible);
        return plan;
    }

    /// <summary>Plans how a reversed block would get values of the forward block, and whether it could.</summary>
    public RecordingPlan TryPlan(Block forward, IEnumerable<Value> needed, params Value[] available) =>
        TryPlan(forward, needed, [], available);

    private RecordingPlan TryPlan(Block forward, IEnumerable<Value> needed, EquatableArray<Value> pinned, Value[] available)
    {
        var local = FreeValues.DefinedBy(forward);
        return RecordingPlan.Of(forward, needed.Where(local.Contains), pinned, available, let => Memory.Holds(let, Fused), PairedShadow,
            optimizations.Recompute);
    }
}
