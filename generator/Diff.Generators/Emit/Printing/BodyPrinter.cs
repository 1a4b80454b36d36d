using Diff.Generators.Ir;
using Diff.Generators.Transform;

namespace Diff.Generators.Emit;

/// <summary>Prints the statements of a body.</summary>
internal sealed class BodyPrinter
{
    private const int WidestLine = 120;

    private readonly InliningPlan _plan;
    private readonly Layout _layout;
    private readonly Variables _variables;
    private readonly ExpressionPrinter _expressions;
    private readonly LetPrinter _lets;
    private readonly CallPrinter _calls;
    private int _commented = -1;
    private bool _isDelivering;
    private int _loops;

    public BodyPrinter(InliningPlan plan, Layout layout, Variables variables, CallPrinter calls, bool isChecked)
    {
        _plan = plan;
        _layout = layout;
        _variables = variables;
        _calls = calls;
        _expressions = new(plan, variables, calls, isChecked);
        _lets = new(plan, variables, _expressions, calls, isChecked);
    }

    /// <summary>Prints a region. Returns whether its end is reached.</summary>
    /// <param name="isBody">The region is the whole body.</param>
    /// <param name="opensCursor">A cursor over the tape is opened before the first statement that reads.</param>
    public bool Print(Region region, CodeWriter writer, bool isBody = false, bool opensCursor = false)
    {
        var firstRead = opensCursor ? Tapes.FirstRead(region) : int.MaxValue;
        var last = isBody ? Deliveries(region) : null;
        var parts = new ElementParts(region, _plan);
        foreach (var node in region.Nodes)
        {
            if (!_plan.IsPrinted(node) || parts.IsJoined(node) || IsIdle(region, node)) continue;
            var position = _layout.Positions[node];
            if (node == last)
            {
                writer.Blank();
                _isDelivering = true;
            }
            if (node.Place >= firstRead) OpenCursor();
            foreach (var hoisted in _variables.HoistedBefore(position)
                .GroupBy(variable => (variable.IsScoped ? "scoped " : "") + variable.Type.Name))
                writer.Declaration($"{hoisted.Key} {string.Join(", ", hoisted.Select(variable => variable.Name))};");
            if (parts.From(node) is { Count: > 1 } joined) Print(node, joined, writer);
            else Print(node, position, writer);
            if (Reachability.Ends(node)) return false;
        }
        if (firstRead < int.MaxValue) OpenCursor();
        return true;

        void OpenCursor()
        {
            writer.Line($"var {_calls.Cursor} = {_calls.Tape}.Read();");
            firstRead = int.MaxValue;
        }
    }

    /// <summary>A heading with nothing below it.</summary>
    private bool IsIdle(Region region, Node node) =>
        node.Statement is Heading
            && !region.Nodes.Skip(node.Place + 1).TakeWhile(next => next.Statement is not Heading).Any(_plan.IsPrinted);

    private void Print(Node node, IReadOnlyList<Accumulate> parts, CodeWriter writer)
    {
        Comment(node.Statement.Origin, writer);
        _lets.Print(parts, writer);
    }

    // The additions to the accumulators that a derivative ends with stand in a paragraph of their own.
    private Node? Deliveries(Region region)
    {
        Node? first = null;
        for (var place = region.Nodes.Count - 1; place >= 0; place--)
        {
            var node = region.Nodes[place];
            if (!_plan.IsPrinted(node)) continue;
            if (node.Statement is not Let { Operation: Accumulate { Buffer.Type: BufferType { Kind: BufferKind.Ref } } }) return first;
            first = node;
        }
        return null;
    }

    private void Print(Node node, int position, CodeWriter writer)
    {
        if (node.Statement is not Heading && (node.Regions.Count == 0 || _plan.IsExpression(node) || IsOneStatement(node)))
            Comment(node.Statement.Origin, writer);
        switch (node.Statement)
        {
            case Let let: _lets.Print(let, position, writer); break;
            case If branch
                when _plan.IsExpression(node): _lets.Assign(branch.Results[0], _expressions.Choice(branch), position, writer); break;
            case If branch: Print(node, branch, writer); break;
            case Loop loop: Print(node, loop, position, writer); break;
            case For loop: Print(node, loop, position, writer); break;
            case Try attempt: Print(node, attempt, writer); break;
            case Throw thrown: writer.Line(thrown.Exception is { } exception ? $"throw {_expressions.Text(exception)};" : "throw;"); break;
            case Heading heading:
                writer.Blank();
                writer.Comment(heading.Text);
                break;
            default: throw new InvalidOperationException($"Unknown statement {node.Statement.GetType().Name}.");
        }
        if (node.Regions.Count > 0 && !IsOneStatement(node)) _commented = -1;
    }

    // A branch inside of one statement of the primal: of a conditional expression, or of what a call stood for.
    private static bool IsOneStatement(Node node) => node.Statement is If { Origin: var origin }
        && node.Regions.Any(region => region.Nodes.Any(inner => inner.Statement.Origin is var within && within.Statement == origin.Statement
            && within.Role == origin.Role));

    // Above each group of statements that reverse a primal statement stands that statement.
    private void Comment(Origin origin, CodeWriter writer)
    {
        if (_isDelivering || origin.Role != Role.Adjoint || origin.Text.Length == 0 || origin.Statement == _commented) return;
        _commented = origin.Statement;
        writer.Comment(origin.Text.StartsWith("return ", StringComparison.Ordinal) && !origin.Text.EndsWith(";", StringComparison.Ordinal)
            && !origin.Text.EndsWith("…", StringComparison.Ordinal) ? origin.Text + ";" : origin.Text);
    }

    private void Print(Node node, If branch, CodeWriter writer)
    {
        var then = Branch(node, node.Regions[0], branch, out _);
        var otherwise = Branch(node, node.Regions[1], branch, out var hasCopies);
        if (then.Count == 0 && otherwise.Count == 0) return;
        if (then.Count == 0)
        {
            Header($"if ({_expressions.Negation(branch.Condition)})", otherwise, writer);
            return;
        }

        var condition = $"if ({_expressions.Text(branch.Condition)})";
        if (otherwise.Count == 0)
        {
            Header(condition, then, writer);
            return;
        }

        var isElseIf = !hasCopies && IsOnlyIf(node.Regions[1]) && otherwise.First.StartsWith("if (", StringComparison.Ordinal);
        if (Fits(condition, then) && Fits("else", otherwise))
        {
            Header(condition, then, writer);
            Header("else", otherwise, writer);
            return;
        }

        Braced(condition, then, writer);
        if (!isElseIf)
        {
            Braced("else", otherwise, writer);
            return;
        }
        writer.AppendElseIf(otherwise);
    }

    private bool IsOnlyIf(Region region) =>
        region.Nodes.Where(_plan.IsPrinted).ToList() is [{ Statement: If } only] && !_plan.IsExpression(only)
            && _variables.HoistedBefore(_layout.Positions[only]).Count == 0;

    private CodeWriter Branch(Node node, Region region, If branch, out bool hasCopies)
    {
        var writer = new CodeWriter();
        if (!IsOneStatement(node)) _commented = -1;
        var isReached = Print(region, writer);
        var count = writer.Count;
        if (isReached) Copies(Moves(node, region.Block.Yields, branch.Results), writer);
        hasCopies = writer.Count > count;
        return writer;
    }

    private void Copies(List<Move> moves, CodeWriter writer)
    {
        foreach (var move in moves)
            if (_plan.DefinitionOf(move.Source) is { } source) Comment(source.Statement.Origin, writer);
        _lets.Print(moves, writer);
    }

    /// <summary>Assignments to the results of a branch or to what a loop carries, as far as anything reads it.</summary>
    /// <param name="position">Where they may be declarations.</param>
    private List<Move> Moves(Node node, IReadOnlyList<Operand> sources, IReadOnlyList<Value> results, int? position = null)
    {
        var moves = new List<Move>();
        for (var i = 0; i < results.Count; i++)
        {
            if (!_plan.IsAlive(node, i)) continue;
            var target = _variables[results[i]];
            moves.Add(new(target, sources[i], target.Declared == 4 * position + 3));
        }
        return moves;
    }

    private static List<Move> Without(IReadOnlyList<Move> some, IEnumerable<Move> moves) =>
        [.. moves.Where(move => some.All(gone => gone.Target != move.Target))];

    private static bool Fits(string header, CodeWriter body) =>
        body is { Count: 1, IsEmbeddable: true } && header.Length + 1 + body.First.Length <= WidestLine;

    private static void Header(string header, CodeWriter body, CodeWriter writer)
    {
        if (Fits(header, body)) writer.Write($"{header} {body.First}", isDeclaration: true);
        else Braced(header, body, writer);
    }

    private static void Braced(string header, CodeWriter body, CodeWriter writer)
    {
        writer.Line(header);
        writer.Open();
        writer.Append(body);
        writer.Close();
    }

    private void Print(Node node, Loop loop, int position, CodeWriter writer)
    {
        _lets.Print(Moves(node, loop.Inits, loop.Results, position), writer);
        var body = new CodeWriter();
        var header = "while (true)";
        if (node.Regions[0].Nodes.Any(_plan.IsPrinted))
        {
            if (Print(node.Regions[0], body)) body.Line($"if ({_expressions.Negation(loop.Condition.Yields[0])}) break;");
        }
        else
        {
            header = $"while ({_expressions.Text(loop.Condition.Yields[0])})";
        }
        Iteration(node, node.Regions[1], loop.Results, loop.IsFused, body, turned: []);
        Header(header, body, writer);
    }

    private void Print(Node node, For loop, int position, CodeWriter writer)
    {
        var inits = Moves(node, loop.Inits, loop.Results, position);
        var turned = TurnedExchanges.Of(loop, inits, Moves(node, loop.Body.Yields, loop.Results), _plan, _variables);
        _lets.Print(Without(turned, inits), writer);
        var index = _variables[loop.Index].Name;
        var step = loop.Stride switch { 1 => index + "++", -1 => index + "--", > 0 => $"{index} += {loop.Stride}", _ =>
            $"{index} -= {-(long)loop.Stride}" };
        var body = new CodeWriter();
        _lets.Print(turned, body);
        Iteration(node, node.Regions[0], loop.Results, loop.IsFused, body, turned);
        var start = _expressions.Print(loop.Start).Exact.Text;
        Header($"for (var {index} = {start}; {index} {Bound(loop)}; {step})", body, writer);
    }

    /// <param name="turned">What the body begins with instead of ending with it.</param>
    private void Iteration(
        Node node, Region region, IReadOnlyList<Value> results, bool isFused, CodeWriter writer, IReadOnlyList<Move> turned)
    {
        if (isFused && Recording.UsesTape(region.Block)) PrintReleasing(node, region, results, writer, turned);
        else Iteration(node, region, results, writer, turned);
    }

    /// <summary>Prints the body of a loop. What it takes from the scratch memory, it gives back.</summary>
    private void Iteration(
        Node node, Region region, IReadOnlyList<Value> results, CodeWriter writer, IReadOnlyList<Move> turned, bool opensCursor = false)
    {
        _loops++;
        var mark = ScratchMemory.IsTakenUntilEnd(region.Block, _loops) ? _variables.Names.Take("mark", _layout.ScopeOf[region]) : null;
        var level = ScratchMemory.IsTakenForLonger(region.Block, _loops) ? $", level: {_loops}" : "";
        if (mark is not null) writer.Declaration($"var {mark} = {_calls.Scratch}.Mark();");
        var isReached = Print(region, writer, opensCursor: opensCursor);
        _loops--;
        if (!isReached) return;
        Copies(Without(turned, Moves(node, region.Block.Yields, results)), writer);
        if (mark is not null) writer.Line($"{_calls.Scratch}.Release({mark}{level});");
    }

    // What an iteration puts on the tape, it reads itself, through a cursor of its own, and takes back.
    private void PrintReleasing(
        Node node, Region region, IReadOnlyList<Value> results, CodeWriter writer, IReadOnlyList<Move> turned)
    {
        var outer = _calls.Cursor;
        var mark = _variables.Names.Take("mark", _layout.ScopeOf[region]);
        _calls.Cursor = _variables.Names.Take("cursor", _layout.ScopeOf[region]);
        writer.Declaration($"var {mark} = {_calls.Tape}.Mark();");
        Iteration(node, region, results, writer, turned, opensCursor: true);
        writer.Line($"{_calls.Tape}.Release({mark});");
        _calls.Cursor = outer;
    }

    // The bound n + 1 of `i < n + 1` reads better as `i <= n`, and -1 of `i > -1` as `i >= 0`.
    private string Bound(For loop)
    {
        var (strict, weak, one) = loop.Stride > 0 ? ("<", "<=", 1) : (">", ">=", -1);
        if (loop.IsInclusive) return $"{weak} {Operand(loop.End)}";
        if (loop is { Stride: < 0, End: Constant end }) return $"{weak} {Operand(end with { Bits = end.Bits + 1, Text = "" })}";
        if (_plan.DefinitionOf(loop.End)?.Statement is Let { Operation: Apply { Primitive.Name: "+" or "-", Arguments: [var bound,
            Constant constant] } apply }
            && (apply.Primitive.Name == "+" ? constant.Bits : -constant.Bits) == one)
            return $"{weak} {Operand(bound)}";
        return $"{strict} {Operand(loop.End)}";

        string Operand(Operand operand) => _expressions.Print(operand).Exact.Inside(Precedence.Binary["<"] + 1);
    }

    private void Print(Node node, Try attempt, CodeWriter writer)
    {
        var body = new CodeWriter();
        if (Print(node.Regions[0], body)) Copies(Moves(node, node.Regions[0].Block.Yields, attempt.Results), body);
        Braced("try", body, writer);
        for (var i = 0; i < attempt.Handlers.Count; i++)
        {
            var handler = new CodeWriter();
            Print(node.Regions[i + 1], handler);
            var exception = attempt.Handlers[i].Body.Parameters[0];
            Braced($"catch ({attempt.Handlers[i].Type}{(_plan.IsUsed(exception) ? " " + _variables[exception].Name : "")})", handler,
                writer);
        }
        if (!attempt.Handlers.IsEmpty && attempt.Cleanup.Statements.IsEmpty) return;
        var cleanup = new CodeWriter();
        Print(node.Regions[node.Regions.Count - 1], cleanup);
        Braced("finally", cleanup, writer);
    }

    /// <summary>Prints assignments that happen at the same time.</summary>
    public void Print(IReadOnlyList<Move> moves, CodeWriter writer) => _lets.Print(moves, writer);

    public ExpressionPrinter Expressions => _expressions;
}
