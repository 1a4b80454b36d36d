using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// Computes the <see cref="Layout"/>: one walk over the printed statements in textual order. Exact on structured code: a value used in one
/// branch only is not live in the other, and a value from outside a loop that the loop reads is live to the loop's end.
/// </summary>
internal sealed class Liveness
{
    private readonly InliningPlan _plan;
    private readonly List<Scope> _scopes = [];
    private readonly List<int> _lastScope = [];
    private readonly List<Level> _levels = [];
    private readonly Dictionary<Node, int> _positions = [];
    private readonly Dictionary<Region, int> _scopeOf = [];
    private readonly Dictionary<int, Track> _tracks = [];
    private readonly List<Track> _order = [];
    private readonly List<Copy> _copies = [];
    private int _next = 1;

    private Liveness(InliningPlan plan) => _plan = plan;

    public static Layout Run(Tree tree, InliningPlan plan)
    {
        var liveness = new Liveness(plan);
        liveness.Enter(-1, 0, Outside.Straight, 0);
        foreach (var parameter in tree.Root.Block.Parameters) liveness.Define(parameter, 0, 0);
        liveness.Walk(tree.Root, 0);
        foreach (var yield in tree.Root.Block.Yields) liveness.Use(yield, 0, 4 * liveness._next + 2);
        liveness.Leave(0);
        var values = liveness._order.Select(liveness.Finish).ToList();
        return new(liveness._scopes, liveness._lastScope, liveness._positions, liveness._scopeOf, values, liveness._copies);
    }

    /// <summary>How a use inside a region extends what is live outside it.</summary>
    private enum Outside
    {
        /// <summary>Up to the use itself.</summary>
        Straight,

        /// <summary>Up to the decision between the branches.</summary>
        Branch,

        /// <summary>To the end of the loop.</summary>
        Loop,
    }

    private sealed class Level(int parent, int start, Outside outside, int head)
    {
        public int Parent { get; } = parent;
        public int Start { get; } = start;
        public Outside Outside { get; } = outside;
        public int Head { get; } = head;
        public int End { get; set; }
    }

    private sealed class Track(Value value, int home, int position)
    {
        public Value Value { get; } = value;
        public int Home { get; } = home;
        public int Position { get; } = position;
        public List<Site> Sites { get; } = [];
        public List<(int Scope, int Position)> Uses { get; } = [];
        public List<Interval> Extra { get; } = [];
    }

    private int Enter(int parent, int owner, Outside outside, int head)
    {
        var index = _scopes.Count;
        _scopes.Add(new(index, parent, parent < 0 ? 0 : _scopes[parent].Depth + 1, owner));
        _lastScope.Add(index);
        _levels.Add(new(parent, 4 * _next, outside, head));
        return index;
    }

    private void Leave(int scope)
    {
        _lastScope[scope] = _scopes.Count - 1;
        _levels[scope].End = 4 * _next;
    }

    private Track Define(Value value, int scope, int position)
    {
        var track = new Track(value, scope, position);
        _tracks.Add(value.Id, track);
        _order.Add(track);
        return track;
    }

    private void Use(Operand operand, int scope, int position)
    {
        var leaves = new List<Value>();
        _plan.AddLeaves(operand, leaves);
        foreach (var leaf in leaves) _tracks[leaf.Id].Uses.Add((scope, position));
    }

    private void Walk(Region region, int scope)
    {
        _scopeOf[region] = scope;
        foreach (var node in region.Nodes)
        {
            if (!_plan.IsPrinted(node)) continue;
            _positions[node] = _next;
            switch (node.Statement)
            {
                case Let let: OfLet(let, scope); break;
                case If branch when _plan.IsExpression(node): OfExpression(node, branch, scope); break;
                case If branch: OfIf(node, branch, scope); break;
                case Loop loop: OfLoop(node, loop, scope); break;
                case For loop: OfFor(node, loop, scope); break;
                case Try attempt: OfTry(node, attempt, scope); break;
                case Throw thrown:
                    if (thrown.Exception is { } exception) Use(exception, scope, 4 * _next++ + 2);
                    break;
                case Heading: _next++; break;
                default: throw new InvalidOperationException($"Unknown statement {node.Statement.GetType().Name}.");
            }
        }
    }

    private void OfLet(Let let, int scope)
    {
        var p = 4 * _next++;
        var byReference = ByReference.Of(let);
        var operands = let.Operation.Operands;
        for (var i = 0; i < operands.Count; i++) Use(operands[i], scope, byReference.Any(pair => pair.Operand == i) ? p : p + 2);
        for (var i = 0; i < let.Results.Count; i++)
        {
            var pair = byReference.FirstOrDefault(pair => pair.Result == i);
            var isReference = byReference.Any(pair => pair.Result == i);
            if (!isReference && !_plan.IsUsed(let.Results[i])) continue;
            var position = isReference ? p + 1 : p + 3;
            var start = ByReference.IsWrittenEarly(let) ? p + 1 : position;
            Define(let.Results[i], scope, start).Sites.Add(new(scope, position, true));
            if (isReference && operands[pair.Operand] is Value entry && _plan.DefinitionOf(entry) is null)
                _copies.Add(new(entry, let.Results[i], false));
        }
        if (let.Operation is Detach { Operand: Value source } && _plan.DefinitionOf(source) is null && _plan.IsUsed(let.Result))
            _copies.Add(new(source, let.Result, false));
    }

    private void OfExpression(Node node, If branch, int scope)
    {
        var p = 4 * _next++;
        var leaves = new List<Value>();
        _plan.AddLeaves(node, leaves);
        foreach (var leaf in leaves) _tracks[leaf.Id].Uses.Add((scope, p + 2));
        if (_plan.IsUsed(branch.Results[0])) Define(branch.Results[0], scope, p + 3).Sites.Add(new(scope, p + 3, true));
    }

    private void OfIf(Node node, If branch, int scope)
    {
        var owner = _next;
        var head = 4 * _next++ + 2;
        Use(branch.Condition, scope, head);
        var ends = new List<(int Scope, int Position)>();
        foreach (var region in node.Regions)
        {
            var inner = Enter(scope, owner, Outside.Branch, head);
            Walk(region, inner);
            ends.Add((inner, End(node, region, inner)));
            Leave(inner);
        }
        Join(node, branch.Results, scope, ends.Where((_, i) => !Reachability.Ends(node.Regions[i])).ToList(), node.Regions);
    }

    private void OfTry(Node node, Try attempt, int scope)
    {
        var owner = _next++;
        var body = Enter(scope, owner, Outside.Straight, 0);
        Walk(node.Regions[0], body);
        var end = End(node, node.Regions[0], body);
        Leave(body);
        foreach (var region in node.Regions.Skip(1))
        {
            var inner = Enter(scope, owner, Outside.Straight, 0);
            var start = 4 * _next++;
            foreach (var exception in region.Block.Parameters.Where(_plan.IsUsed)) Define(exception, inner, start);
            Walk(region, inner);
            Leave(inner);
        }
        Join(node, attempt.Results, scope, [(body, end)], [node.Regions[0]], isKept: true);
    }

    // The position where the yields of a region are copied to where they go.
    private int End(Node node, Region region, int scope)
    {
        var p = 4 * _next++;
        for (var i = 0; i < region.Block.Yields.Count; i++)
            if (_plan.IsAlive(node, i)) Use(region.Block.Yields[i], scope, p + 2);
        return p;
    }

    /// <param name="isKept">Whether other code runs between the ends and what follows, which must leave the results as they are.</param>
    private void Join(Node node, IReadOnlyList<Value> results, int scope, List<(int Scope, int Position)> ends,
        IReadOnlyList<Region> regions, bool isKept = false)
    {
        var p = 4 * _next++;
        for (var i = 0; i < results.Count; i++)
        {
            if (!_plan.IsAlive(node, i)) continue;
            var track = Define(results[i], scope, p + 3);
            foreach (var (inner, position) in ends)
            {
                track.Sites.Add(new(inner, position + 3, true));
                track.Extra.Add(new(position + 3, isKept ? p + 4 : position + 4));
            }
            foreach (var region in regions)
                if (_plan.DefinitionOf(region.Block.Yields[i]) is null && region.Block.Yields[i] is Value source)
                    _copies.Add(new(source, results[i], false));
        }
    }

    private void OfLoop(Node node, Loop loop, int scope)
    {
        var owner = _next;
        var head = 4 * _next++;
        UseInits(node, loop.Inits, scope, head);
        var condition = Enter(scope, owner, Outside.Loop, head);
        DefineCarried(node, loop.Condition.Parameters, loop.Inits, 0, condition, head);
        Walk(node.Regions[0], condition);
        var test = 4 * _next++;
        Use(loop.Condition.Yields[0], condition, test + 2);
        // With statements in the condition, both regions stand between the same braces: one scope.
        var isExpression = !node.Regions[0].Nodes.Any(_plan.IsPrinted);
        if (isExpression) Leave(condition);
        var body = isExpression ? Enter(scope, owner, Outside.Loop, head) : condition;
        DefineCarried(node, loop.Body.Parameters, null, 0, body, test);
        Walk(node.Regions[1], body);
        var end = End(node, node.Regions[1], body);
        Leave(body);
        _levels[condition].End = _levels[body].End;
        Finish(node, loop.Results, loop.Body, 0, scope, head, test + 3, body, end);
        for (var i = 0; i < loop.Results.Count; i++)
            if (_plan.IsAlive(node, i)) _copies.Add(new(loop.Condition.Parameters[i], loop.Results[i], true));
    }

    private void OfFor(Node node, For loop, int scope)
    {
        var owner = _next;
        var head = 4 * _next++;
        UseInits(node, loop.Inits, scope, head);
        var body = Enter(scope, owner, Outside.Loop, head);
        // The header reads its start after the carried values have their first values, and its bound before every iteration.
        Use(loop.Start, scope, head + 3);
        Use(loop.End, body, head + 3);
        Define(loop.Index, body, head + 3).Extra.Add(new(head + 3, head + 4));
        DefineCarried(node, loop.Body.Parameters, loop.Inits, 1, body, head);
        Walk(node.Regions[0], body);
        var end = End(node, node.Regions[0], body);
        _tracks[loop.Index.Id].Uses.Add((body, end + 3));
        Leave(body);
        Finish(node, loop.Results, loop.Body, 1, scope, head, head + 4, body, end);
    }

    private void UseInits(Node node, IReadOnlyList<Operand> inits, int scope, int head)
    {
        for (var i = 0; i < inits.Count; i++)
            if (_plan.IsAlive(node, i)) Use(inits[i], scope, head + 2);
    }

    private void DefineCarried(Node node, IReadOnlyList<Value> parameters, IReadOnlyList<Operand>? inits, int skip, int scope, int head)
    {
        for (var i = skip; i < parameters.Count; i++)
        {
            if (!_plan.IsAlive(node, i - skip)) continue;
            Define(parameters[i], scope, head + 3);
            if (inits?[i - skip] is Value init && _plan.DefinitionOf(init) is null) _copies.Add(new(init, parameters[i], false));
        }
    }

    // A carried value is assigned before the loop and at the end of the body, and kept while the loop decides whether to go on.
    private void Finish(Node node, IReadOnlyList<Value> results, Block body, int skip, int scope, int head, int decided, int bodyScope,
        int end)
    {
        var p = 4 * _next++;
        for (var i = 0; i < results.Count; i++)
        {
            if (!_plan.IsAlive(node, i)) continue;
            var track = Define(results[i], scope, p);
            track.Sites.Add(new(scope, head + 3, true));
            track.Sites.Add(new(bodyScope, end + 3, false));
            track.Extra.Add(new(head + 3, decided));
            track.Extra.Add(new(end + 3, p));
            var parameter = body.Parameters[i + skip];
            _copies.Add(new(parameter, results[i], true));
            if (body.Yields[i] is Value next && _plan.DefinitionOf(next) is null && next.Id != parameter.Id)
                _copies.Add(new(next, results[i], false));
        }
    }

    private ValueLayout Finish(Track track)
    {
        var live = new List<Interval>(track.Extra) { new(track.Position, track.Position + 1) };
        var furthest = new Dictionary<int, int>();
        foreach (var (scope, position) in track.Uses)
        {
            var (level, end) = (scope, position + 1);
            while (true)
            {
                if (furthest.TryGetValue(level, out var known) && known >= end) break;
                furthest[level] = end;
                if (level == track.Home) break;
                var inside = _levels[level];
                // All of a loop reads what any part of it reads.
                if (inside.Outside == Outside.Loop) furthest[level] = inside.End;
                end = inside.Outside switch { Outside.Loop => inside.End, Outside.Branch => inside.Head + 1, _ => end };
                level = inside.Parent;
            }
        }
        foreach (var pair in furthest)
            live.Add(new(pair.Key == track.Home ? track.Position : _levels[pair.Key].Start, pair.Value));
        live.Sort((left, right) => left.Start != right.Start ? left.Start.CompareTo(right.Start) : left.End.CompareTo(right.End));
        return new(track.Value, track.Home, track.Position, track.Sites, Merge(live));
    }

    private static List<Interval> Merge(List<Interval> sorted)
    {
        var merged = new List<Interval>();
        foreach (var interval in sorted)
        {
            if (interval.End <= interval.Start) continue;
            if (merged.Count > 0 && interval.Start <= merged[merged.Count - 1].End)
                merged[merged.Count - 1] = new(merged[merged.Count - 1].Start, Math.Max(merged[merged.Count - 1].End, interval.End));
            else merged.Add(interval);
        }
        return merged;
    }
}
