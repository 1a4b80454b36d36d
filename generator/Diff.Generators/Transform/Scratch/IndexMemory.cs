using System.Text.RegularExpressions;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Takes the arrays of integers and truth values that a derived body makes from the scratch memory, too, where only their elements are
/// read and written: pivots, permutations, visited nodes. Tables of constants become data of the program.
/// <code>
/// int[] p = new int[n]; p[k] = i;      →   int[] p := Allocate(n) lent by the scratch memory; p[k] = i;
/// int[] order = Sorting.Order(x);      →   int[] order := Allocate(x.Length) lent by the scratch memory; Sorting.Order(x, order);
/// int[] p = new int[n]; … push p       →   int[] p := Allocate(n) lent by the tape; … push p
/// int[] w = new int[] { 1, 3, 3 };     →   ReadOnlySpan&lt;int&gt; w = new ReadOnlySpan&lt;int&gt;(new int[] { 1, 3, 3 });   // if w is read only
/// </code>
/// What the program does with such arrays is text by now; what none of the forms below describes lets the array escape.
/// </summary>
internal sealed class IndexMemory
{
    /// <summary><c>p[k]</c>, <c>p[k] = i</c>, <c>p.Length</c>, <c>p.Fill(0)</c>; not <c>p[k..]</c>, which is the same memory.</summary>
    private static readonly Regex Use = new(
        @"^\{0\}(\[(?!.*\{0\}|.*\.\.)|\.(Length$|Clear\(\)$|Fill\(|GetLength\())", RegexOptions.CultureInvariant);

    /// <summary><c>Array.Sort(p)</c>, <c>p.AsSpan().IndexOf(k)</c>: methods that hold on to nothing, and give numbers or nothing.</summary>
    private static readonly Regex Function = new(
        @"^global::(System\.(Array|MemoryExtensions)\.\w+|Diff\.Sorting\.Move)(<\w+(, \w+)?>)?\(", RegexOptions.CultureInvariant);

    /// <summary><c>Sorting.Order(x)</c>, <c>Sorting.Order(x, comparison)</c>, <c>Sorting.By(n, keys, isDescending: false)</c>.</summary>
    private static readonly Regex Order = new(
        @"^global::Diff\.Sorting\.(Order<.*>\(\{0\}(, \{1\})?|By<.*>\(\{0\}, \{1\}, \w+)\)$", RegexOptions.CultureInvariant);

    /// <summary><c>p[k]</c>, <c>p.Length</c>.</summary>
    private static readonly Regex Read = new(@"^\{0\}(\[\{1\}\]|\.Length)$", RegexOptions.CultureInvariant);

    private readonly bool _hasTape;

    private readonly Dictionary<Value, (Inert Inert, int Depth, Block Block)> _made = [];

    /// <summary>Values that are recorded in the block that makes them, and so as often as they are made.</summary>
    private readonly HashSet<Value> _recorded = [];

    private readonly HashSet<Value> _grown = [];

    /// <summary>Those of them that grow where the tape, or a loop that hands on arrays, soon takes back what is lent.</summary>
    private readonly HashSet<Value> _grownInPassing = [];

    /// <summary>Values that may be found elsewhere, or be something else.</summary>
    private readonly HashSet<Value> _escaping = [];

    private readonly HashSet<Value> _written = [];

    /// <summary>Values that branches and loops hand on.</summary>
    private readonly List<(Value From, Value To)> _names = [];

    private IndexMemory(bool hasTape)
    {
        _hasTape = hasTape;
    }

    public static Block Run(Block body, DerivativeKind kind, Ids ids)
    {
        var memory = new IndexMemory(hasTape: kind is not (DerivativeKind.Reverse or DerivativeKind.ReverseTangent));
        memory.Visit(body, depth: 0, isPassing: false);
        if (memory._made.Count == 0) return body;
        memory._escaping.UnionWith(body.Yields.OfType<Value>());
        memory.SpreadOverNames();
        var lent = memory.Lent();
        return lent.Count == 0 ? body : new Placement(memory, lent, ids).Rewrite(body);
    }

    private void Visit(Block block, int depth, bool isPassing)
    {
        isPassing |= block.Statements.LastOrDefault() is Let { Operation: ScratchRelease };
        foreach (var statement in block.Statements)
        {
            switch (statement)
            {
                case Let { Operation: Inert inert } let:
                    if (let.Results is [{ Type: InertType } made] && IsMade(inert)) _made[made] = (inert, depth, block);
                    Visit(inert, let.Results);
                    break;
                case Let { Operation: Push { Operand: Value value } } when _hasTape && MayBeOnTape(value, block):
                    _recorded.Add(value);
                    break;
                case Let { Operation: Grow { Buffer: Value { Type: InertType } grown } }:
                    _written.Add(grown);
                    _grown.Add(grown);
                    if (isPassing) _grownInPassing.Add(grown);
                    break;
                case Let or Throw:
                    _escaping.UnionWith(statement.Operands().OfType<Value>());
                    break;
                default:
                    foreach (var (from, to) in statement.Handovers().Where(pair => pair.To.Type is InertType { Kind: InertKind.Reference }))
                        if (from is Value value) _names.Add((value, to));
                        else _escaping.Add(to);
                    break;
            }

            var isLoop = statement is For or Loop;
            foreach (var inner in statement.Blocks()) Visit(inner, isLoop ? depth + 1 : depth, isPassing || LoopParts.IsFused(statement));
        }
    }

    private void Visit(Inert inert, EquatableArray<Value> results)
    {
        var isUse = Use.IsMatch(inert.Template);
        var isOrder = IsOrder(inert);
        var isFunction = isOrder || (!inert.Template.Contains("ref {") && Function.IsMatch(inert.Template)
            && results.All(result => result.Type is InertType { Kind: InertKind.Int or InertKind.Integer or InertKind.Bool }));
        for (var i = 0; i < inert.Arguments.Count; i++)
        {
            if (inert.Arguments[i] is not Value value) continue;
            if (!isFunction && (i > 0 || !isUse)) _escaping.Add(value);
            else if (!isOrder && !Read.IsMatch(inert.Template)) _written.Add(value);
        }
    }

    private bool MayBeOnTape(Value value, Block block) =>
        _made.TryGetValue(value, out var made) && ReferenceEquals(made.Block, block) && !IsTable(made.Inert) && !IsSpan(made.Inert);

    /// <summary>What one name does to an array, all do that may stand for it. Such an array must outlive all loops.</summary>
    private void SpreadOverNames()
    {
        var names = new HashSet<Value>(_names.Select(pair => pair.To));
        _escaping.UnionWith(_names.Where(pair => _grown.Contains(pair.From) || _grown.Contains(pair.To)).Select(pair => pair.From));
        foreach (var (from, _) in _names.Where(pair => !names.Contains(pair.From)))
            if (_recorded.Contains(from) || !_made.TryGetValue(from, out var made) || made.Depth > 0 || IsSpan(made.Inert))
                _escaping.Add(from);

        for (var hasChanged = true; hasChanged;)
        {
            hasChanged = false;
            foreach (var (from, to) in _names)
                hasChanged |= _escaping.Contains(from) ? _escaping.Add(to) : _escaping.Contains(to) && _escaping.Add(from);
        }
    }

    /// <summary>All values that get another type.</summary>
    private Dictionary<Value, Value> Lent()
    {
        var named = new HashSet<Value>(_names.Select(pair => pair.From));
        var lent = _made.Where(made => !_escaping.Contains(made.Key))
            .ToDictionary(made => made.Key, made => made.Key with { Type = TypeOf(made.Value.Inert, IsFixed(made.Key)) });
        for (var hasChanged = true; hasChanged;)
        {
            hasChanged = false;
            foreach (var (from, to) in _names)
                if (lent.TryGetValue(from, out var array) && !lent.ContainsKey(to))
                {
                    lent[to] = to with { Type = array.Type };
                    hasChanged = true;
                }
        }

        return lent;

        bool IsFixed(Value array) => !_written.Contains(array) && !named.Contains(array);
    }

    private static bool IsMade(Inert inert) => IsTable(inert) || IsOrder(inert)
        || (inert.NewArray is { IsFilled: false, Rank: 1 or 2 } sized && IsIndex(sized.Element));

    private static bool IsIndex(IrType element) => element is InertType { Kind: InertKind.Int or InertKind.Integer or InertKind.Bool };

    private static bool IsSpan(Inert inert) => inert.NewArray is { IsSpan: true };

    private static bool IsOrder(Inert inert) => Order.IsMatch(inert.Template);

    private static bool IsTable(Inert inert) => inert.NewArray is { IsFilled: true, Rank: 1, IsSpan: false } filled
        && IsIndex(filled.Element) && !inert.Arguments.IsEmpty && inert.Arguments.All(argument => argument is Constant);

    /// <param name="isFixed">Its elements stay what they are.</param>
    private static IrType TypeOf(Inert inert, bool isFixed)
    {
        var element = inert.NewArray?.Element ?? InertType.Int;
        return IsTable(inert) && isFixed ? DataOf(element.Name)
            : IsSpan(inert) ? Spans.Of(element)
            : inert.NewArray is { Rank: 2 } ? new BufferType(element.Name + "[,]", element, BufferKind.Grid, 2)
            : new BufferType(element.Name + "[]", element, BufferKind.Array);
    }

    private static InertType DataOf(string element) => new($"global::System.ReadOnlySpan<{element}>", InertKind.RefStruct);

    private MemoryHome HomeOf(Value made) => _recorded.Contains(made) ? MemoryHome.Tape : MemoryHome.Scratch;

    private sealed class Placement(IndexMemory memory, Dictionary<Value, Value> lent, Ids ids) : Redefinition(lent)
    {
        private int _depth;

        public override void Rewrite(Statement statement, List<Statement> output)
        {
            if (statement is Let { Operation: Grow { Buffer: Value array } grow } growth && lent.ContainsKey(array))
            {
                output.Add(growth with { Operation = Placed(grow, array) });
                return;
            }

            if (statement is not Let { Operation: Inert inert, Results: [var made] } let || !lent.TryGetValue(made, out var placed))
            {
                if (statement is For or Loop) _depth++;
                base.Rewrite(statement, output);
                if (statement is For or Loop) _depth--;
                return;
            }

            var operation = placed.Type is InertType data ? Data(inert, data)
                : IsTable(inert) ? Copy(inert, DataOf(((BufferType)placed.Type).Element.Name), output)
                : (Operation)new Allocate(IsOrder(inert) ? [CountOf(Rewrite(inert.Arguments[0]), let, output)] : Rewrite(inert.Arguments))
                {
                    Home = memory.HomeOf(made),
                };
            output.Add(let with { Results = [placed], Operation = operation });
            if (!IsOrder(inert)) return;
            var filling = inert with
            {
                Template = $"{inert.Template.Substring(0, inert.Template.Length - 1)}, {{{inert.Arguments.Count}}})",
                Arguments = [.. Rewrite(inert.Arguments), placed],
                Effect = Effect.Write,
            };
            output.Add(let with { Results = [], Operation = filling });
        }

        /// <summary>Longer arrays must live as long as the one that they replace.</summary>
        private Operation Placed(Grow grow, Value array)
        {
            var (home, depth) = (memory.HomeOf(array), memory._made[array].Depth);
            return (Grow)grow.With(Rewrite(grow.Operands)) with
            {
                Home = memory._grownInPassing.Contains(array) ? MemoryHome.Heap : home,
                Level = home == MemoryHome.Scratch && depth < _depth ? depth : null,
            };
        }

        /// <summary>How many values are put into an order, which is what the first argument is or has the length of.</summary>
        private Operand CountOf(Operand values, Let let, List<Statement> output)
        {
            if (values.Type == InertType.Int) return values;
            var count = new Value(ids.Take(), InertType.Int, "");
            output.Add(let with { Results = [count], Operation = values.Type is BufferType
                ? new Length(values, 0)
                : new Inert("{0}.Length", [values], Effect.Pure) });
            return count;
        }

        private static Inert Data(Inert table, InertType type) =>
            table with { Template = $"new {type.Name}({table.Template})", NewArray = null };

        private Clone Copy(Inert table, InertType type, List<Statement> output)
        {
            var data = new Value(ids.Take(), type, "");
            output.Add(new Let([data], Data(table, type) with { Effect = Effect.Pure }, Origin.None));
            return new Clone(data) { Home = MemoryHome.Scratch };
        }
    }
}
