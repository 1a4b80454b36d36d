using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// Decides which values disappear into the expression that uses them: without a name that tells something, used once, in the same block,
/// with nothing in between that would notice the move. Before: <c>t1 = x * x; t2 = y - t1; b = t2</c>. After: <c>b = y - x * x</c>.
/// Works backwards, statement by statement, each taking in the operands of its expression from right to left; a read or write may join only
/// if everything that limits it, between its place and the statement, has joined to its right before. Values that nothing uses are dropped
/// on the way.
/// </summary>
internal sealed class Inlining
{
    // Longer expressions are cut into variables: for the reader, and for the depth of every later recursion.
    private const int LargestExpression = 48;

    private const int LargestSum = 6;

    private readonly UseCounts _uses;
    private readonly Dictionary<int, (Node Node, Region Region)> _definitions = [];
    private readonly Dictionary<int, Node> _inlined = [];
    private readonly HashSet<Node> _gone = [];
    private readonly HashSet<Node> _expressions = [];
    private readonly HashSet<Node> _visited = [];
    private readonly Dictionary<Node, bool[]> _alive = [];

    private Inlining(Tree tree)
    {
        _uses = new(tree.Root);
        AddDefinitions(tree.Root);
    }

    public static InliningPlan Run(Tree tree)
    {
        var inlining = new Inlining(tree);
        inlining.Visit(tree.Root, tree.Root.Block.Yields);
        return new(inlining._inlined, inlining._gone, inlining._expressions, inlining._alive, inlining._uses);
    }

    private void AddDefinitions(Region region)
    {
        foreach (var node in region.Nodes)
        {
            if (UseCounts.Results(node.Statement) is [var result]) _definitions[result.Id] = (node, region);
            foreach (var inner in node.Regions) AddDefinitions(inner);
            if (node.Statement is Let { Results: [{ Name: "" } value] } let) PrintAtEveryUse(node, let, value);
        }
    }

    // Reading a length or a field costs nothing and reads better where it is used, however often that is; so does a name, and the place
    // next to an index.
    private void PrintAtEveryUse(Node node, Let let, Value value)
    {
        if (_uses[value] == 0
            || let.Operation is not (Length or GetField or Detach) && !IsName(let.Operation) && !IsNeighbour(let.Operation, value))
            return;
        foreach (var operand in let.Operation.Operands.Take(1))
        {
            var isPartOfOne = operand is Value { Name: "" } source && _uses[source] == 1 && _definitions.ContainsKey(source.Id);
            if (isPartOfOne && _uses[value] == 1) return;
            _uses.Add(operand, 2);
        }
        _inlined[value.Id] = node;
        _gone.Add(node);
    }

    // SpanSums.Long
    private static bool IsName(Operation operation) => operation is Inert { Effect: Effect.Pure, Arguments.Count: 0 };

    // i + 1, x.Length - 1
    private bool IsNeighbour(Operation operation, Value value) =>
        value.Type == InertType.Int
            && operation is Apply { Primitive.Name: "+" or "-", IsChecked: false, Arguments: [Value index, Constant] }
        && (index.Name.Length > 0
            || _definitions.TryGetValue(index.Id, out var definition) && definition.Node.Statement is Let { Operation: Length });

    private void Visit(Region region, IReadOnlyList<Operand> yields)
    {
        Join(region, region.Nodes.Count, yields, yields.Count == 1 ? Ordering.Writes : Ordering.Reads);
        for (var place = region.Nodes.Count - 1; place >= 0; place--)
        {
            var node = region.Nodes[place];
            if (_gone.Contains(node) || Drop(node)) continue;
            VisitNested(node);
            var (operands, most) = Joinable(node.Statement);
            if (node.Statement is Let { Results: [var sum] } let) JoinTerms(region, node, let, sum);
            Join(region, place, operands, most);
        }
    }

    // An adjoint that is summed up in steps: `aBar = s; aBar += t;` becomes `aBar = s + t;` if both reverse the same statement.
    private void JoinTerms(Region region, Node node, Let let, Value sum)
    {
        if (sum.Name.Length == 0 || let.Origin.Role == Role.Primal || let.Operation is not Apply { Primitive.Name: "+" or "-" }) return;
        var last = node;
        for (var terms = 1; terms < LargestSum; terms++)
        {
            if (last.Statement is not Let { Operation: Apply { Arguments: [Value first, _] } } || first.Name != sum.Name
                || _uses[first] != 1)
                return;
            if (!_definitions.TryGetValue(first.Id, out var definition) || definition.Region != region
                || definition.Node.Ordering != Ordering.Free)
                return;
            if (definition.Node.Statement is not Let { Operation: Apply } previous || previous.Origin.Statement != let.Origin.Statement
                || previous.Origin.Role != let.Origin.Role)
                return;
            if (region.Before[node.Place].Headings != region.Before[definition.Node.Place].Headings || _gone.Contains(definition.Node))
                return;
            _inlined[first.Id] = definition.Node;
            _gone.Add(definition.Node);
            Join(region, definition.Node.Place, previous.Operation.Operands, Ordering.Free);
            last = definition.Node;
        }
    }

    private bool Drop(Node node)
    {
        var results = UseCounts.Results(node.Statement);
        var isNeeded = node.Statement is Loop or Try or Throw or Heading || results.Count == 0 && node.Statement is Let
            || results.Any(result => _uses[result] > 0);
        if (isNeeded || node.Ordering == Ordering.Writes || node.Ordering == Ordering.Reads && node.Statement.Origin.Role == Role.Primal)
            return false;
        if (node.Statement is If && ContainsThrow(node)) return false;
        _gone.Add(node);
        _uses.Add(node, -1);
        return true;
    }

    private static bool ContainsThrow(Node node) => node.Regions.Any(region => region.Before[region.Nodes.Count].Writes > 0);

    private void VisitNested(Node node)
    {
        if (node.Regions.Count == 0 || !_visited.Add(node)) return;
        var mask = Mask(node);
        if (mask is not null) _alive[node] = mask;
        foreach (var region in node.Regions)
        {
            var isCondition = node.Statement is Loop loop && ReferenceEquals(region.Block, loop.Condition);
            var yields = region.Block.Yields.Where((_, i) => isCondition || mask is null || i >= mask.Length || mask[i]).ToList();
            Visit(region, yields);
        }
        if (node.Statement is If { Results.Count: 1 } branch && mask![0] && IsExpression(node, branch)) _expressions.Add(node);
    }

    // Which results are used; what only feeds the others is not read any more.
    private bool[]? Mask(Node node)
    {
        var results = UseCounts.Results(node.Statement);
        if (results.Count == 0) return null;
        var mask = new bool[results.Count];
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = _uses[results[i]] > 0 || node.Statement switch
            {
                Loop loop => _uses[loop.Condition.Parameters[i]] > 0 || _uses[loop.Body.Parameters[i]] > 0,
                For loop => _uses[loop.Body.Parameters[i + 1]] > 0,
                _ => false,
            };
            if (mask[i]) continue;
            if (node.Statement is Loop or For) _uses.Add(Inits(node.Statement)[i], -1);
            foreach (var region in node.Regions)
                if (region.Block.Yields.Count == mask.Length
                    && !(node.Statement is Loop loop && ReferenceEquals(region.Block, loop.Condition)))
                    _uses.Add(region.Block.Yields[i], -1);
        }
        return mask;
    }

    private static IReadOnlyList<Operand> Inits(Statement statement) => statement is Loop loop ? loop.Inits : ((For)statement).Inits;

    private bool IsExpression(Node node, If branch)
    {
        if (node.Regions.Any(region => region.Nodes.Any(inner => !_gone.Contains(inner)))) return false;
        var isStatement = branch.Origin.Text.StartsWith("if", StringComparison.Ordinal)
            || branch.Origin.Text.StartsWith("switch", StringComparison.Ordinal);
        return branch.Results[0].Name.Length == 0 || !isStatement;
    }

    // The operands that may take in their definitions, and the strongest effect that may move into the statement.
    private (IReadOnlyList<Operand> Operands, Ordering Most) Joinable(Statement statement) => statement switch
    {
        Let { Operation: Inert inert } => Templates.HolesInOrder(inert.Template, inert.Arguments.Count) switch
        {
            HoleUse.OnceInOrder => (inert.Arguments, Ordering.Writes),
            HoleUse.Conditional => (inert.Arguments, Ordering.Free),
            _ => ([], Ordering.Free),
        },
        // Only one branch is evaluated: what has an effect, such as reading the tape, stays outside.
        Let { Operation: Apply { Primitive.Name: "?:" } choice } => (choice.Arguments, Ordering.Reads),
        // Both elements are named twice.
        Let { Operation: Exchange } => ([], Ordering.Free),
        // The old value is read before the addend is evaluated.
        Let { Operation: Accumulate accumulate } => (accumulate.Operands, Ordering.Reads),
        // The accumulators are declared between the arguments and the call.
        Let { Operation: Call call } when CustomCalls.Serves(call) => (call.Operands, Ordering.Free),
        Let { Operation: Call call } =>
            (call.Operands, call.Callee.Parameters.Any(parameter => parameter.Mode == PassMode.Ref) ? Ordering.Reads : Ordering.Writes),
        For loop => ([.. loop.Inits, loop.Start, .. IsCheapBound(loop.End) ? new[] { loop.End } : []],
            loop.Inits.IsEmpty ? Ordering.Writes : Ordering.Reads),
        Loop loop => (loop.Inits, loop.Inits.Count == 1 ? Ordering.Writes : Ordering.Reads),
        var other => (UseCounts.Operands(other), Ordering.Writes),
    };

    // The bound of a counted loop is evaluated again for every iteration.
    private bool IsCheapBound(Operand bound) => bound is not Value value || !_definitions.TryGetValue(value.Id, out var definition)
        || definition.Node.Statement is Let { Operation: Length }
        || definition.Node.Statement is Let { Operation: Apply { Primitive.Name: "+" or "-", IsChecked: false, Arguments: [Value,
            Constant] } apply }
            && (!_definitions.TryGetValue(((Value)apply.Arguments[0]).Id, out var inner)
                || _inlined.ContainsKey(((Value)apply.Arguments[0]).Id)
                || inner.Node.Statement is not Let || ((Value)apply.Arguments[0]).Name.Length > 0
                || inner.Node.Statement is Let { Operation: Length });

    private void Join(Region region, int place, IReadOnlyList<Operand> operands, Ordering most)
    {
        var joined = new Joined(place, most);
        Join(region, operands, joined);
    }

    private void Join(Region region, IReadOnlyList<Operand> operands, Joined joined)
    {
        for (var i = operands.Count - 1; i >= 0; i--)
        {
            if (operands[i] is not Value value || value is { Name.Length: > 0, IsPassing: false } || _uses[value] != 1
                || _inlined.ContainsKey(value.Id))
                continue;
            if (!_definitions.TryGetValue(value.Id, out var definition) || definition.Region != region || !IsExpression(definition.Node))
                continue;
            if (joined.Count >= LargestExpression || !joined.TryAdd(region, definition.Node)) continue;
            _inlined[value.Id] = definition.Node;
            _gone.Add(definition.Node);
            var (inner, most) = Joinable(definition.Node.Statement);
            Join(region, inner, joined, most);
        }
    }

    private void Join(Region region, IReadOnlyList<Operand> operands, Joined joined, Ordering most)
    {
        var outer = joined.Most;
        joined.Most = most < outer ? most : outer;
        Join(region, operands, joined);
        joined.Most = outer;
    }

    private bool IsExpression(Node node)
    {
        if (node.Statement is If) VisitNested(node);
        return node.Statement switch
        {
            If => _expressions.Contains(node),
            Let let => let.Operation switch
            {
                Apply or Conversion or Inert or Detach or GetField or MakeAggregate or Length or Load or View => true,
                Call { Kind: CallKind.Primal } call => call.Callee.Results is [{ Parameter: -1 }],
                Call call when CustomCalls.Serves(call) => false,
                Call { Kind: CallKind.Forward } call => call.Callee.Results is [{ Parameter: -1 }] && !call.Callee.KeepsRecord,
                Call { Kind: CallKind.Reverse } => let.Results.Count == 1,
                _ => false,
            },
            _ => false,
        };
    }

    /// <summary>What has joined the expression of one statement so far, all of it evaluated after whatever joins next.</summary>
    private sealed class Joined(int place, Ordering most)
    {
        private int _reads;
        private int _writes;
        private int _firstRead = int.MaxValue;
        private int _firstWrite = int.MaxValue;

        public Ordering Most { get; set; } = most;

        public int Count { get; private set; }

        public bool TryAdd(Region region, Node node)
        {
            if (node.Ordering > Most) return false;
            var (from, to) = (region.Before[node.Place + 1], region.Before[place]);
            if (from.Headings != to.Headings) return false;
            var writesMatter = node.Ordering != Ordering.Free && (to.Writes - from.Writes != _writes || _firstWrite < node.Place);
            var readsMatter = node.Ordering == Ordering.Writes && (to.Reads - from.Reads != _reads || _firstRead < node.Place);
            if (writesMatter || readsMatter) return false;
            Count++;
            if (node.Ordering == Ordering.Reads)
            {
                _reads++;
                _firstRead = Math.Min(_firstRead, node.Place);
            }
            if (node.Ordering == Ordering.Writes)
            {
                _writes++;
                _firstWrite = Math.Min(_firstWrite, node.Place);
            }
            return true;
        }
    }
}
