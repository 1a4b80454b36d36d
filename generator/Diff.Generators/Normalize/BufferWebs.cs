using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>A buffer that a branch or loop chose.</summary>
/// <param name="Statement">The branch or loop.</param>
/// <param name="Sources">What it may be: what the branches yield, or the initial value and what the body yields.</param>
/// <param name="Visible">The buffers that are there before the statement.</param>
internal sealed record ChosenBuffer(Value Value, Statement Statement, EquatableArray<Operand> Sources, HashSet<Value> Visible);

/// <summary>
/// Buffers that are chosen from the same ones, directly or one from another. Single-assignment form.
/// <code>
/// a = flag ? x : y; for (…) { (a, b) = (b, a); }   // a and b are one web, with the roots x, y and what b was
/// </code>
/// </summary>
internal sealed class BufferWebs
{
    private readonly Dictionary<Value, ChosenBuffer> _chosen = [];
    private readonly Dictionary<Value, Value> _parents = [];
    private readonly Dictionary<Value, View> _views = [];
    private readonly HashSet<Value> _made = [];
    private readonly HashSet<Value> _lost = [];

    public static BufferWebs Of(Block body)
    {
        var webs = new BufferWebs();
        webs.Visit(body, [.. body.Parameters.Where(parameter => parameter.Type.IsBuffer())]);
        foreach (var chosen in webs._chosen.Values)
            foreach (var source in chosen.Sources)
                if (webs.Base(source) is Value value && (webs._chosen.ContainsKey(value) || webs._lost.Contains(value)))
                    webs.Join(chosen.Value, value);
        return webs;
    }

    public bool IsChosen(Value value) => _chosen.ContainsKey(value);

    public ChosenBuffer this[Value value] => _chosen[value];

    /// <summary>The webs, each as its chosen buffers in the order of their definitions.</summary>
    public IEnumerable<IReadOnlyList<ChosenBuffer>> All =>
        _chosen.Values.GroupBy(chosen => Find(chosen.Value)).Where(web => !_lost.Any(value => Find(value) == web.Key))
            .Select(web => web.OrderBy(chosen => chosen.Value.Id).ToList());

    /// <summary>The buffer of which an operand is a view, or a view of a view; the operand itself if it is none.</summary>
    public Operand Base(Operand operand) => ViewAt(operand) is { } view ? Base(view.Buffer) : operand;

    public View? ViewAt(Operand operand) => operand is Value value && _views.TryGetValue(value, out var view) ? view : null;

    /// <summary>Whether an array is the method's own.</summary>
    public bool IsMade(Operand operand) => operand is Constant || (operand is Value value && _made.Contains(value));

    private void Visit(Block block, HashSet<Value> outer)
    {
        var visible = new HashSet<Value>(outer);
        visible.UnionWith(block.Parameters.Where(parameter => parameter.Type.IsBuffer()));
        foreach (var statement in block.Statements)
        {
            var before = statement is Let ? visible : [.. visible];
            switch (statement)
            {
                case Let let:
                    Visit(let);
                    break;
                case If branch:
                    for (var i = 0; i < branch.Results.Count; i++)
                        Add(branch.Results[i], branch, [branch.Then.Yields[i], branch.Else.Yields[i]], before);
                    break;
                case Loop loop:
                    for (var i = 0; i < loop.Results.Count; i++)
                        Carry([loop.Condition.Parameters[i], loop.Body.Parameters[i], loop.Results[i]], loop,
                            [loop.Inits[i], loop.Body.Yields[i]], before);
                    break;
                case For loop:
                    for (var i = 0; i < loop.Results.Count; i++)
                        Carry([loop.Body.Parameters[i + 1], loop.Results[i]], loop, [loop.Inits[i], loop.Body.Yields[i]], before);
                    break;
                case Try guarded:
                    _lost.UnionWith(guarded.Results.Where(result => result.Type.IsBuffer()));
                    break;
            }

            foreach (var inner in statement.Blocks()) Visit(inner, before);
            visible.UnionWith(statement.Results().Where(result => result.Type.IsBuffer()));
        }
    }

    private void Visit(Let let)
    {
        if (let.Results is not [{ Type: BufferType type } result]) return;
        if (let.Operation is View { IsNarrowing: false } view) _views[result] = view;
        if (let.Operation is Allocate or Load or Call { Callee.Kind: CalleeKind.Differentiable }
            && type.Kind is BufferKind.Array or BufferKind.Grid)
            _made.Add(result);
    }

    private void Carry(EquatableArray<Value> values, Statement loop, EquatableArray<Operand> sources, HashSet<Value> visible)
    {
        foreach (var value in values)
        {
            Add(value, loop, sources, visible);
            if (value.Type.IsBuffer()) Join(values[0], value);
        }
    }

    private void Add(Value value, Statement statement, EquatableArray<Operand> sources, HashSet<Value> visible)
    {
        if (value.Type.IsBuffer()) _chosen[value] = new(value, statement, sources, visible);
    }

    private void Join(Value left, Value right) => _parents[Find(left)] = Find(right);

    private Value Find(Value value)
    {
        while (_parents.TryGetValue(value, out var parent) && parent != value) value = parent;
        return value;
    }
}
