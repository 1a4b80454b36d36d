using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Rules;

namespace Diff.Generators.Analysis;

/// <summary>
/// The graph along which derivatives flow: an edge from a to b says that b depends on a differentiably in one step. Values are nodes by
/// their id; memory is one node per alias class. Flow-insensitive, so loops need no iteration.
/// </summary>
internal sealed class DerivativeFlow
{
    /// <summary>The node of the tape: all that is recorded.</summary>
    private const int Tape = int.MinValue;

    private readonly Dictionary<int, List<int>> _next = [];
    private readonly Dictionary<int, List<int>> _previous = [];
    private readonly HashSet<int> _detached = [];

    /// <summary>Memory that has no tangent: of constants, and from outside of the method.</summary>
    private readonly HashSet<int> _constants = [];
    private readonly AliasClasses _aliases;

    private DerivativeFlow(AliasClasses aliases) => _aliases = aliases;

    public static DerivativeFlow Of(Block body, AliasClasses aliases) => Of(body, aliases, []);

    /// <param name="constants">Parameters that have no tangent.</param>
    public static DerivativeFlow Of(Block body, AliasClasses aliases, IEnumerable<Value> constants)
    {
        var flow = new DerivativeFlow(aliases);
        flow._constants.UnionWith(constants.Select(flow.Node));
        foreach (var statement in body.Statements()) flow.Visit(statement);
        return flow;
    }

    public int Node(Value value) => value.Type.IsBuffer() ? _aliases.Of(value) : value.Id;

    /// <summary>Whether a buffer value is read as a constant, although its memory may be active.</summary>
    public bool IsDetached(Operand buffer) => buffer is Value value && _detached.Contains(value.Id);

    public HashSet<int> ReachableFrom(IEnumerable<Value> roots) => Reach(roots, _next);

    public HashSet<int> Reaching(IEnumerable<Value> roots) => Reach(roots, _previous);

    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case Let let:
                Visit(let);
                break;
            default:
                foreach (var (from, to) in statement.Handovers()) Connect(from, to);
                // A variable is carried with its tangent or adjoint, or without, all the way: also where only the iterations need it.
                if (statement is Loop loop) Connect(loop.Results, loop.Body.Parameters);
                if (statement is For counted) Connect(counted.Results, counted.Body.Parameters.Skip(1));
                break;
        }
    }

    private void Visit(Let let)
    {
        switch (let.Operation)
        {
            case Apply apply when !RuleTable.IsZero(apply.Primitive, apply.Arguments.Count):
                ConnectAll(apply.Arguments, let.Results);
                break;
            case Conversion or GetField or MakeAggregate:
                ConnectAll(let.Operation.Operands, let.Results);
                break;
            case Load load when !IsDetached(load.Buffer):
                Connect(load.Buffer, let.Result);
                break;
            case Store store:
                Connect(store.Operand, store.Buffer);
                break;
            case Detach when let.Result.Type.IsBuffer():
            case View view when IsDetached(view.Buffer):
            case Load { Buffer: var rows } when let.Result.Type.IsBuffer() && IsDetached(rows):
                _detached.Add(let.Result.Id);
                break;
            case Call { Kind: CallKind.Reverse } call:
                VisitReverse(call, let);
                break;
            case Call call:
                Visit(call, let);
                if (call.Kind == CallKind.Jvp) VisitTangents(call, let);
                break;
            default:
                VisitDerived(let);
                break;
        }
    }

    /// <summary>What only derivatives consist of.</summary>
    private void VisitDerived(Let let)
    {
        switch (let.Operation)
        {
            case Accumulate accumulate:
                Connect(accumulate.Operand, accumulate.Buffer);
                break;
            case Clone clone when !IsDetached(clone.Buffer):
                Connect(clone.Buffer, let.Result);
                break;
            case Inert { IsLinear: true } inert:
                foreach (var source in inert.Arguments)
                    Connect(source, let.Results.Count > 0 ? let.Result : inert.Arguments[inert.Arguments.Count - 1]);
                break;
            case Inert when let.Results.Count == 1 && let.Result.Type.IsBuffer():
                _constants.Add(Node(let.Result));
                break;
            case Push { Operand: Value recorded } when recorded.Type.IsDifferentiable() && !IsDetached(recorded):
                Add(Node(recorded), Tape);
                // Who reads a buffer back may write its memory.
                if (recorded.Type.IsBuffer() && !_constants.Contains(Node(recorded))) Add(Tape, Node(recorded));
                break;
            case Pop or PopBlock or PushBlock:
                ConnectTape(let.Result);
                break;
        }
    }

    /// <summary>A reverse half depends on all that it is given and on the tape; it adds to every buffer of adjoints.</summary>
    private void VisitReverse(Call call, Let let)
    {
        foreach (var target in let.Results.Concat(call.Accumulators()))
        {
            ConnectTape(target);
            foreach (var argument in call.Arguments.Where(argument => !IsDetached(argument))) Connect(argument, target);
        }
    }

    private void ConnectTape(Operand operand)
    {
        if (operand is not Value value || !value.Type.IsDifferentiable()) return;
        Add(Node(value), Tape);
        Add(Tape, Node(value));
    }

    private void Visit(Call call, Let let)
    {
        // To a parameter without gradient only constants are written.
        var written = call.Bound().Where(pair => pair.Parameter is { IsWritten: true, IsIndependent: true }).Select(pair => pair.Argument)
            .ToList();
        foreach (var (argument, parameter) in call.Bound())
        {
            if (!parameter.IsIndependent || IsDetached(argument)) continue;
            if (call.Kind == CallKind.Forward && argument is Value recorded) Add(Node(recorded), Tape);
            foreach (var result in call.DifferentiableResults(let)) Connect(argument, result);
            foreach (var buffer in written) Connect(argument, buffer);
        }
    }

    /// <summary>Tangents depend on all that a call in forward mode is given.</summary>
    private void VisitTangents(Call call, Let let)
    {
        var independents = call.Bound().Where(pair => pair.Parameter.IsIndependent).ToList();
        var written = call.Tangents().Where((_, i) => independents[i].Parameter.IsWritten);
        ConnectAll(independents.Select(pair => pair.Argument).Concat(call.Tangents()).Where(argument => !IsDetached(argument)),
            let.Results.Skip(call.Callee.Results.Count).Concat(written));
    }

    private void ConnectAll(IEnumerable<Operand> from, IEnumerable<Operand> to)
    {
        foreach (var source in from)
            foreach (var target in to) Connect(source, target);
    }

    private void Connect(IEnumerable<Operand> from, IEnumerable<Operand> to)
    {
        foreach (var (source, target) in from.Zip(to, (source, target) => (source, target))) Connect(source, target);
    }

    private void Connect(Operand from, Operand to)
    {
        if (from is not Value source || to is not Value target) return;
        if (!source.Type.IsDifferentiable() || !target.Type.IsDifferentiable()) return;
        if (Node(source) == Node(target)) return;
        Add(Node(source), Node(target));
    }

    private void Add(int from, int to)
    {
        Add(_next, from, to);
        Add(_previous, to, from);
    }

    private static void Add(Dictionary<int, List<int>> edges, int from, int to)
    {
        if (!edges.TryGetValue(from, out var targets)) edges[from] = targets = [];
        targets.Add(to);
    }

    private HashSet<int> Reach(IEnumerable<Value> roots, Dictionary<int, List<int>> edges)
    {
        var pending = new Stack<int>(roots.Select(Node).Append(Tape));
        var reached = new HashSet<int>(pending);
        while (pending.Count > 0)
        {
            if (!edges.TryGetValue(pending.Pop(), out var targets)) continue;
            foreach (var target in targets)
                if (reached.Add(target)) pending.Push(target);
        }

        return reached;
    }
}
