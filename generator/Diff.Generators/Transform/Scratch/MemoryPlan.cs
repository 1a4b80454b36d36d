using Diff.Generators.Analysis;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Where the memory of a derived body comes from. What is dead when the body, or an iteration, ends can lie on the scratch stack if it can
/// be a span, and can be lent by the scratch memory if it must be an array; what is recorded can be lent by the tape; of what a half, or
/// forward mode, returns, its caller decides. What somebody may hold on to is left to the garbage collector.
/// </summary>
internal sealed class MemoryPlan
{
    private readonly AliasClasses _classes;
    private readonly IReadOnlyDictionary<int, MemoryUse> _uses;
    private readonly bool _hasTape;
    private readonly bool _borrowsResults;
    private readonly bool _hasFlows;
    private readonly Dictionary<MemoryUse, MemoryHome> _homes = [];

    private MemoryPlan(AliasClasses classes, IReadOnlyDictionary<int, MemoryUse> uses, bool hasTape, bool borrowsResults)
    {
        _classes = classes;
        _uses = uses;
        _hasTape = hasTape;
        _borrowsResults = borrowsResults;
        _hasFlows = uses.Values.All(use => !IsForLonger(use) || CanFlow(use));
    }

    public static MemoryPlan Of(Block body, DerivativeKind kind)
    {
        var classes = AliasClasses.Of(body, [], []);
        var isForwardHalf = kind is DerivativeKind.Forward or DerivativeKind.ForwardTangent;
        return new(
            classes,
            MemoryUses.Of(body, classes),
            hasTape: isForwardHalf || Recording.UsesTape(body) && kind is not (DerivativeKind.Reverse or DerivativeKind.ReverseTangent),
            borrowsResults: isForwardHalf || kind is DerivativeKind.Jvp or DerivativeKind.JvpTangent or DerivativeKind.Primal);
    }

    /// <summary>Whether a buffer is a span on the scratch stack.</summary>
    public bool IsOnStack(Operand buffer) => _uses.TryGetValue(_classes.Of(buffer), out var use) && IsOnStack(use);

    /// <summary>Where an array that the body makes comes from.</summary>
    public MemoryHome HomeOf(Value made) => CanBeLent(made.Type) ? HomeOf(UseOf(made)) : MemoryHome.Heap;

    /// <summary>
    /// Where the longer arrays come from that replace one: not from the scratch memory where loops give back all of it but what they hand
    /// on.
    /// </summary>
    public MemoryHome HomeOf(Grow grow) => grow.Buffer is Value array && HomeOf(array) is var home
        && (home == MemoryHome.Tape || (home == MemoryHome.Scratch && !(_hasFlows && _uses.Values.Any(IsForLonger))))
            ? home
            : MemoryHome.Heap;

    private MemoryHome HomeOf(MemoryUse use)
    {
        if (!_homes.TryGetValue(use, out var home)) _homes[use] = home = FindHome(use);
        return home;
    }

    private MemoryHome FindHome(MemoryUse use)
    {
        if (IsOnStack(use)) return MemoryHome.Scratch;
        if (IsLeft(use)) return MemoryHome.Heap;
        if (use.IsResult) return _borrowsResults ? MemoryHome.Results : MemoryHome.Heap;
        if (use.Pushed.Count == 0) return MemoryHome.Scratch;
        if (CanBeOnTape(use)) return MemoryHome.Tape;
        return use.IsPopped ? MemoryHome.Scratch : MemoryHome.Heap;
    }

    /// <summary>Where what a forward half, or forward mode, returns comes from.</summary>
    public MemoryHome HomeOf(Call call, IEnumerable<Value> results)
    {
        if (!MemoryHolders.AreKnown(call) || call.Callee.KeepsRecord) return MemoryHome.Heap;
        var uses = results.Where(result => result.Type is BufferType).Select(UseOf).ToList();
        if (uses.Count == 0 || uses.Exists(use => IsLeft(use) || (use.IsResult && !_borrowsResults))) return MemoryHome.Heap;
        if (uses.Exists(use => use.IsResult)) return MemoryHome.Results;
        if (MemoryHolders.Makes(call))
            return uses.TrueForAll(use => use.Pushed.Count == 0) ? MemoryHome.Scratch
                : uses.TrueForAll(CanBeOnTape) ? MemoryHome.Tape
                : MemoryHome.Heap;
        return uses.TrueForAll(use => use.Returned.All(place => IsInTime(place, use))) ? MemoryHome.Tape : MemoryHome.Heap;
    }

    /// <summary>
    /// How many loops are around the part of the body outside of which a memory is dead; null if each loop keeps what it hands on.
    /// </summary>
    public int? LevelOf(Value made) =>
        IsOnStack(made) || HomeOf(made) != MemoryHome.Scratch || IsHandedOn(made) ? null : UseOf(made).Scope.Depth;

    /// <summary>
    /// Whether the arrays of a memory outlive the iteration that makes them only by being handed on to the next one, or to what follows the
    /// loop.
    /// </summary>
    public bool IsHandedOn(Operand buffer) => _hasFlows && _uses.TryGetValue(_classes.Of(buffer), out var use) && IsForLonger(use);

    private bool IsForLonger(MemoryUse use) =>
        use.Made.Count > 0 && !IsOnStack(use) && HomeOf(use) == MemoryHome.Scratch && use.Made.Any(made => made.Depth > use.Scope.Depth);

    /// <summary>Whether names are all that leads to the arrays.</summary>
    private static bool CanFlow(MemoryUse use) => use is { IsTable: false, IsPopped: false, Pushed.Count: 0, IsCarriedAsSpan: false };

    private MemoryUse UseOf(Value value) => _uses[_classes.Of(value)];

    /// <summary>Whether an array may be found by who looks for it later, or in a table that was there before.</summary>
    private static bool IsLeft(MemoryUse use) => use.IsHeld || (use.IsTable && (use.IsForeign || use.Pushed.Count == 0 && use.IsPopped));

    private static bool IsOnStack(MemoryUse use) => !use.IsArray && !use.IsForeign && !use.IsHeld && !use.IsResult
        && use.Returned.Count == 0 && (use.Pushed.Count > 0) == use.IsPopped
        && use.Made.Count > 0 && use.Made.All(use.Scope.IsIn);

    /// <summary>
    /// Only what is recorded as often as it is made, or with the table that it is a row of: the tape keeps all that it lends.
    /// </summary>
    private bool CanBeOnTape(MemoryUse use) => _hasTape && use.Grown.All(grown => IsInTime(grown, use))
        && use.Made.All(made => IsInTime(made, use)
            && (made.IsBody || use.Pushed.Contains(made) || (use.IsTable && use.Pushed.Any(made.IsIn))));

    /// <summary>Whether the tape takes back what it lends in a place when it is dead.</summary>
    private static bool IsInTime(Place made, MemoryUse use) => use.Scope.IsIn(made.LentBy());

    /// <summary>Numbers, and rows of them; objects are made by constructors.</summary>
    private static bool CanBeLent(IrType type) => type is BufferType { Kind: BufferKind.Array or BufferKind.Grid, Element: var element }
        && (element.IsOwnTangent() || element == InertType.Int || CanBeLent(element));
}
