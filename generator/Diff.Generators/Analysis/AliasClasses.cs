using Diff.Generators.Collections;
using Diff.Generators.Contracts;
using Diff.Generators.Ir;
using Diff.Generators.Normalize;

namespace Diff.Generators.Analysis;

/// <summary>
/// Groups buffer values that may share memory: a view with its buffer, a row with its array, a carried handle with all that it may
/// hold. Each class stands for one memory in the other analyses.
/// </summary>
internal sealed class AliasClasses
{
    private readonly Dictionary<int, int> _parent = [];
    private readonly HashSet<int> _written = [];
    private readonly HashSet<int> _external = [];
    private bool _splitsChoices;
    private bool _joinsReturned;
    private readonly HashSet<int> _lost = [];
    private HashSet<int> _writtenClasses = [];
    private HashSet<int> _lostClasses = [];
    private HashSet<int> _externalClasses = [];
    private bool _storedOutside;

    public static AliasClasses Of(Method method) => Of(new(), method);

    /// <summary>The memory of the method itself, whose calls may return their arguments; those of derivatives return copies.</summary>
    public static AliasClasses WithReturned(Method method) => Of(new() { _joinsReturned = true }, method);

    /// <summary>The memory that the method hands on by the buffers themselves: a choice of buffers is none of them.</summary>
    public static AliasClasses WithoutChoices(Method method)
    {
        var classes = new AliasClasses { _splitsChoices = true };
        foreach (var statement in method.Body.Statements()) classes.Visit(statement);
        return classes;
    }

    /// <param name="written">Parameters of the body whose elements it may write.</param>
    /// <param name="lost">Parameters whose elements may be others when the body is reversed.</param>
    public static AliasClasses Of(Block body, IEnumerable<Value> written, IEnumerable<Value> lost) => Of(new(), body, written, lost);

    private static AliasClasses Of(AliasClasses classes, Method method) => Of(
        classes,
        method.Body,
        method.BoundParameters().Where(pair => pair.Parameter.IsWritten).Select(pair => pair.Value),
        method.BoundParameters().Where(pair => !pair.Parameter.IsReadInReverse).Select(pair => pair.Value));

    private static AliasClasses Of(AliasClasses classes, Block body, IEnumerable<Value> written, IEnumerable<Value> lost)
    {
        foreach (var statement in body.Statements()) classes.Visit(statement);
        classes._written.UnionWith(written.Select(value => value.Id));
        classes._lost.UnionWith(lost.Select(value => value.Id));
        classes._externalClasses = [.. classes._external.Select(classes.Find)];
        classes._storedOutside = classes._written.Any(id => classes._externalClasses.Contains(classes.Find(id)));
        // What objects and statics hold may be one memory, and code that is not seen may write it.
        if (classes._storedOutside || UnseenCode.RunsIn(body)) classes._written.UnionWith(classes._external);
        classes._writtenClasses = [.. classes._written.Select(classes.Find)];
        classes._lostClasses = [.. classes._lost.Select(classes.Find)];
        return classes;
    }

    /// <summary>The representative of the memory behind a buffer.</summary>
    public int Of(Operand buffer) => buffer is Value value ? Find(value.Id) : -1;

    /// <summary>Whether some statement of the method may write the memory.</summary>
    public bool IsWritten(Operand buffer) => _writtenClasses.Contains(Of(buffer));

    /// <summary>Whether the memory holds at all times what it holds now, so that a load can be repeated in the reverse sweep.</summary>
    public bool IsKept(Operand buffer) => !IsWritten(buffer) && !_lostClasses.Contains(Of(buffer));

    /// <summary>Whether two buffers may have elements in common. Of memory that comes from objects and statics nothing is known.</summary>
    public bool MayOverlap(Operand left, Operand right) => Of(left) == Of(right) || (IsExternal(left) && IsExternal(right));

    /// <summary>Whether the memory comes from an object or static, or from code that is not seen.</summary>
    public bool IsExternal(Operand buffer) => _externalClasses.Contains(Of(buffer));

    /// <summary>Whether the method itself stores elements in memory of objects or statics.</summary>
    public bool IsStoredOutside => _storedOutside;

    private void Visit(Statement statement)
    {
        // What somebody holds on to, other methods may return.
        if (_joinsReturned && statement is Let { Operation: Inert or Call })
            _external.UnionWith(HeldBuffers.Held(statement).OfType<Value>().Where(value => HeldBuffers.CanBeHeld(value.Type))
                .Select(value => value.Id));
        switch (statement)
        {
            case Let { Operation: View or Load or Detach } let when let.Result.Type.IsBuffer():
                Union(let.Result, let.Operation.Operands[0]);
                break;
            case Let { Operation: Choice choice } let when !_splitsChoices:
                foreach (var buffer in choice.Buffers) Union(let.Result, buffer);
                break;
            case Let { Operation: Store store }:
                Write(store.Buffer);
                // The memory of a table is that of its rows.
                if (store.Operand.Type.IsBuffer()) Union(store.Buffer, store.Operand);
                break;
            case Let { Operation: Inert inert } let:
                if (!OverlapChecks.IsCheck(inert))
                    foreach (var argument in inert.Writable) Write(argument);
                _external.UnionWith(let.Results.Where(result => result.Type.IsBuffer()).Select(result => result.Id));
                break;
            case Let { Operation: Call { Kind: CallKind.Primal or CallKind.Forward } call } let:
                Visit(call, let.Results);
                break;
            default:
                foreach (var (from, to) in statement.Handovers())
                    if (to.Type.IsBuffer()) Union(to, from);
                break;
        }
    }

    private void Visit(Call call, EquatableArray<Value> results)
    {
        // What is no array of numbers is not copied before it is returned.
        if (call.Callee.ReturnsObjects)
            _external.UnionWith(results.Where(result => result.Type.IsBuffer() && (_joinsReturned || !WholeCopies.IsOf(result)))
                .Select(result => result.Id));
        foreach (var (argument, parameter) in call.Bound())
        {
            if (!argument.Type.IsBuffer()) continue;
            if (parameter.IsWritten) Write(argument);
            // What a differentiable method returns is memory of its own (ReturnedBuffers).
            if (call.Callee.ReturnsOwnMemory && !(_joinsReturned && parameter.IsReturned)) continue;
            foreach (var result in results.Where(result => result.Type.IsBuffer())) Union(result, argument);
        }
    }

    private void Write(Operand buffer)
    {
        if (buffer is Value value) _written.Add(value.Id);
    }

    private void Union(Operand left, Operand right)
    {
        if (left is Value first && right is Value second) _parent[Find(first.Id)] = Find(second.Id);
    }

    private int Find(int id)
    {
        while (_parent.TryGetValue(id, out var parent) && parent != id)
        {
            if (_parent.TryGetValue(parent, out var grandparent)) _parent[id] = grandparent;
            id = parent;
        }

        return id;
    }
}
