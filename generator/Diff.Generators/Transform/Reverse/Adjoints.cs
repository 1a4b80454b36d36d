using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// The adjoints known at one point of the reverse sweep: of the scalars, as operands that replace each other as contributions are
/// added; of the buffers, as shadow buffers that are added to in place. One instance per reversed block; it knows the one around it.
/// </summary>
internal abstract class Adjoints(BlockBuilder builder)
{
    private readonly Dictionary<Leaf, Operand> _current = [];
    private readonly Dictionary<Value, Operand> _shadows = [];
    private readonly Dictionary<Value, Operand> _earlyShadows = [];
    private readonly HashSet<Operand> _shared = [];

    /// <summary>Where the statements of the reversed block go.</summary>
    public BlockBuilder Builder { get; } = builder;

    /// <summary>
    /// The reversed block stands in one block with its forward block, so that loops in it may be reversed in the forward sweep.
    /// </summary>
    public bool IsWhole { get; init; }

    /// <summary>The values of the statements reversed so far.</summary>
    public HashSet<Value> Passed { get; } = [];

    /// <summary>The scalars whose adjoint was changed in this block.</summary>
    public IEnumerable<Leaf> Touched => _current.Keys;

    /// <summary>The adjoint of a scalar; null if it is zero so far.</summary>
    public Operand? Get(Leaf leaf) => leaf.Value.Type is AggregateType && !leaf.Type().IsDifferentiable() ? null
        : _current.TryGetValue(leaf, out var adjoint) ? adjoint
        : Outer(leaf);

    public Operand? Get(Operand operand, int leaf = 0) => operand is Value value ? Get(new Leaf(value, leaf)) : null;

    public void Set(Leaf leaf, Operand adjoint)
    {
        _current[leaf] = adjoint;
        _shared.Add(adjoint);
    }

    public void Add(Operand operand, int leaf, Operand? contribution)
    {
        if (operand is not Value value || contribution is null) return;
        var key = new Leaf(value, leaf);
        var sum = Get(key) is { } before ? Builder.Plus(before, contribution) : contribution;
        // An operand that is the adjoint of another value too keeps the name it has.
        Set(key, value.Name.Length == 0 || _shared.Contains(sum) ? sum : Builder.Named(sum, Name(value), value.IsPassing));
    }

    public Operand? Shadow(Value buffer) => _shadows.TryGetValue(buffer, out var shadow) ? shadow : OuterShadow(buffer);

    public void SetShadow(Value buffer, Operand shadow) => _shadows[buffer] = shadow;

    /// <summary>The adjoints of the block that makes the shadow of a view: of a view from outside a loop it is made once, before the loop.</summary>
    public virtual Adjoints Home(Value view) => this;

    /// <summary>A shadow that is there in the forward sweep already.</summary>
    public Operand? EarlyShadow(Value buffer) => _earlyShadows.TryGetValue(buffer, out var shadow) ? shadow : OuterEarlyShadow(buffer);

    public void SetEarlyShadow(Value buffer, Operand shadow)
    {
        _earlyShadows[buffer] = shadow;
        SetShadow(buffer, shadow);
    }

    public static string Name(Value value) => value.Name.Length == 0 ? "" : value.Name + "Bar";

    protected abstract Operand? Outer(Leaf leaf);

    protected abstract Operand? OuterShadow(Value buffer);

    protected virtual Operand? OuterEarlyShadow(Value buffer) => null;
}

/// <summary>The adjoints of the method's own block.</summary>
internal sealed class MethodAdjoints(BlockBuilder builder) : Adjoints(builder)
{
    protected override Operand? Outer(Leaf leaf) => null;

    protected override Operand? OuterShadow(Value buffer) => null;
}

/// <summary>The adjoints in one branch: outer ones are visible; the branch yields what it changes.</summary>
/// <param name="isLocal">Whether a value belongs to the branch.</param>
internal sealed class BranchAdjoints(BlockBuilder builder, Adjoints outer, Func<Value, bool> isLocal) : Adjoints(builder)
{
    protected override Operand? Outer(Leaf leaf) => isLocal(leaf.Value) ? null : outer.Get(leaf);

    protected override Operand? OuterShadow(Value buffer) => outer.Shadow(buffer);
}

/// <summary>The adjoints in a loop body: an outer adjoint that the body adds to becomes a value the reversed loop carries.</summary>
/// <param name="isLocal">Whether a value belongs to one iteration.</param>
internal sealed class LoopAdjoints(BlockBuilder builder, Adjoints outer, Func<Value, bool> isLocal) : Adjoints(builder)
{
    private readonly Dictionary<Leaf, Value> _carried = [];
    private readonly List<Leaf> _order = [];

    /// <summary>The outer scalars that the body adds to, with the loop parameter that holds each sum.</summary>
    public IEnumerable<(Leaf Leaf, Value Parameter)> Carried => _order.Select(leaf => (leaf, _carried[leaf]));

    protected override Operand? Outer(Leaf leaf)
    {
        if (isLocal(leaf.Value)) return null;
        if (_carried.TryGetValue(leaf, out var parameter)) return parameter;
        parameter = Builder.NewValue(leaf.Value.Type.Leaves().ElementAt(leaf.Index), Name(leaf.Value));
        _order.Add(leaf);
        return _carried[leaf] = parameter;
    }

    // A fused body runs in the forward sweep.
    public override Adjoints Home(Value view) => IsWhole || isLocal(view) ? this : outer.Home(view);

    protected override Operand? OuterShadow(Value buffer) => IsWhole ? outer.EarlyShadow(buffer) : outer.Shadow(buffer);

    protected override Operand? OuterEarlyShadow(Value buffer) => outer.EarlyShadow(buffer);
}
