using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Replaces loops of derived code that only add products of elements, or of functions of them, by calls that do many elements at a time.
/// A loop that takes many calls stays for short spans, because it passes over them once; so does a loop that is known to be short.
/// <code>
/// for (j …) xBar[j] += w * y[j];                                   SpanSums.AddScaled(xBar, y, w);
/// for (j …) { t = yBar[j]; sum += t * x[j]; xBar[j] += t * w; }    sum += SpanSums.Dot(yBar, x); SpanSums.AddScaled(xBar, yBar, w);
/// for (j …) xBar[j] += yBar[j] * Cos(x[j]);                        …Cos(x, terms); SpanSums.AddProduct(xBar, yBar, terms);
/// for (j …) { …; zBar[j] += t; }                                   if (n >= SpanSums.Long) { …; SpanSums.Add(zBar, yBar); } else for …
/// </code>
/// </summary>
internal sealed class SpanLoops : Rewriter
{
    /// <summary>The value of <c>SpanSums.Long</c>.</summary>
    public const int Long = 32;

    /// <summary>Of calls, in the place of a loop over short spans.</summary>
    private const int Few = 2;

    private const string Sums = MemoryTemplates.SpanSums;

    private readonly Ids _ids;
    private readonly Memories _memories;
    private readonly Dictionary<Value, Let> _definitions;

    private SpanLoops(Block body, Ids ids)
    {
        _ids = ids;
        _memories = new(body);
        _definitions = body.Statements().OfType<Let>().SelectMany(let => let.Results.Select(result => (result, let)))
            .ToDictionary(pair => pair.result, pair => pair.let);
    }

    public static Block Run(Block body, Ids ids) => new SpanLoops(body, ids).Rewrite(body);

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is For loop && SpanLoopReader.Read(loop, DefinitionOf, _memories, _ids) is { } found
            && !IsShort(found.Extent))
            output.AddRange(new Lowering(loop, found, DefinitionOf, _ids).Run());
        else output.Add(Rebuild(statement));
    }

    private static bool IsShort(LinearForm extent) => extent is { Terms.IsEmpty: true, Constant: < Long };

    private Let? DefinitionOf(Value value) => _definitions.TryGetValue(value, out var let) ? let : null;

    private sealed class Lowering(For loop, SpanLoop found, Func<Value, Let?> definition, Ids ids)
    {
        private readonly BlockBuilder _builder = new(ids);
        private readonly Dictionary<(Elements, bool, bool), Operand> _parts = [];
        private readonly Dictionary<Elements, Operand> _computed = [];

        public IEnumerable<Statement> Run()
        {
            foreach (var let in found.Fixed) _builder.Add(let);
            for (var i = 0; i < found.Maps.Count; i++) Add(found.Maps[i], found.Maps.Skip(i + 1));
            var isAlone = found.Calls <= Few && MayRunAlways();
            var results = isAlone ? loop.Results : Fresh();
            for (var i = 0; i < results.Count; i++) Add(loop.Inits[i], found.Sums[i], results[i], OriginOf(loop.Body.Yields[i]));
            foreach (var addition in found.Additions) Add(addition);
            foreach (var cleared in found.Cleared) Clear(cleared);
            var block = _builder.Build([], [.. results]);
            if (isAlone) return block.Statements;
            return found.Calls <= Few ? IfItRuns(block) : IfItIsLong(block);
        }

        private EquatableArray<Value> Fresh() => loop.Results.Select(result => result with { Id = ids.Take() }).ToEquatableArray();

        /// <summary>Without iterations, every part is empty and lies where its buffer begins.</summary>
        private bool MayRunAlways() => IsLength(found.Extent) && found.Fixed.All(let => let.Operation is Apply or Length)
            && found.Everything.All(elements => At(elements).IsZero);

        private IEnumerable<Statement> IfItRuns(Block block)
        {
            var builder = new BlockBuilder(ids) { Origin = loop.Origin with { Role = Role.Adjoint } };
            var relation = (loop.Stride > 0 ? "<" : ">") + (loop.IsInclusive ? "=" : "");
            var runs = found.Extent.Single is { } count
                ? builder.Apply(new Primitive(">"), InertType.Bool, count, Constant.Int(0))
                : builder.Apply(new Primitive(relation), InertType.Bool, loop.Start, loop.End);
            builder.Add(new If(runs, block, Block.Empty with { Yields = loop.Inits }, loop.Results, builder.Origin));
            return builder.Build([], []).Statements;
        }

        private IEnumerable<Statement> IfItIsLong(Block block)
        {
            var builder = new BlockBuilder(ids) { Origin = loop.Origin with { Role = Role.Adjoint } };
            var least = builder.Let(new Inert(Sums + "Long", [], Effect.Pure), InertType.Int);
            var isLong = builder.Apply(Primitive.GreaterOrEqual, InertType.Bool, found.Extent.Build(builder), least);
            var results = Fresh();
            var otherwise = new Block([], [loop with { Results = results }], [.. results]);
            builder.Add(new If(isLong, Renaming.Copy(block, ids), otherwise, loop.Results, builder.Origin));
            return builder.Build([], []).Statements;
        }

        private Origin OriginOf(Operand sum) =>
            loop.Body.Statements.OfType<Let>().FirstOrDefault(let => let.Results.Contains(sum))?.Origin
                ?? loop.Origin with { Role = Role.Adjoint };

        /// <summary>Into the memory of an operand that nothing reads afterwards, if there is one.</summary>
        private void Add(ElementMap map, IEnumerable<ElementMap> later)
        {
            _builder.Origin = map.Origin;
            var array = (BufferType)map.Result.Buffer.Type;
            var operands = map.Operands
                .Select(operand => operand.Number ?? Part(operand.Elements!, isExact: true, isWritten: false)).ToList();
            var done = map.Operands.Select(operand => operand.Elements).FirstOrDefault(elements => elements is not null
                && _computed.ContainsKey(elements) && !found.Added.Contains(elements) && !later.Any(next => next.Reads(elements)));
            _computed[map.Result] = done is null
                ? _builder.Let(new Allocate([found.Extent.Build(_builder)]), array, map.Result.Buffer.Name)
                : _computed[done];
            _builder.Do(Call(map.Method, array.Element, Effect.Write, [.. operands, _computed[map.Result]]));
        }

        private void Add(Operand sum, EquatableArray<ElementProduct> products, Value result, Origin origin)
        {
            _builder.Origin = origin;
            var type = result.Type;
            for (var i = 0; i < products.Count; i++)
            {
                var parts = Parts(products[i].Elements);
                var total = _builder.Let(parts is [var x, var y]
                    ? Call(Sums + "Dot", type, Effect.Read, x, y)
                    : Call(Sums + "Sum", type, Effect.Read, parts[0]), type);
                var (isSubtracted, factor) = Factor(products[i], type);
                var next = i == products.Count - 1 ? result : _builder.NewValue(type);
                _builder.Add(new Let([next],
                    new Apply(isSubtracted ? Primitive.Subtract : Primitive.Add,
                        [sum, factor is null ? total : _builder.Times(factor, total)]), origin));
                sum = next;
            }
        }

        private void Add(ElementAddition addition)
        {
            var type = ((BufferType)addition.Target.Buffer.Type).Element;
            foreach (var product in addition.Products)
            {
                _builder.Origin = addition.Origin;
                if (product.Elements.IsEmpty)
                {
                    var (isNegative, constant) = Factor(product, type);
                    var addend = constant ?? Constant.Number(type, 1);
                    _builder.Do(Call(Sums + "Add", type, Effect.Write, Part(addition.Target, isExact: true, isWritten: true),
                        isNegative ? _builder.Negate(addend) : addend));
                    continue;
                }

                var parts = Parts(product.Elements);
                var target = Part(addition.Target, isExact: false, isWritten: true);
                var (isSubtracted, factor) = Factor(product, type);
                var sign = isSubtracted ? "Subtract" : "Add";
                _builder.Do((parts, factor) switch
                {
                    ([var x], { } weight) when product.IsWeighted =>
                        Call(Sums + "AddWeighted", type, Effect.Write, target, x, isSubtracted ? _builder.Negate(weight) : weight),
                    ([var x], null) => Call(Sums + sign, type, Effect.Write, target, x),
                    ([var x], _) => Call(Sums + sign + "Scaled", type, Effect.Write, target, x, factor),
                    ([var x, var y], null) => Call(Sums + sign + "Product", type, Effect.Write, target, x, y),
                    ([var x, var y], _) => Call(Sums + sign + "Product", type, Effect.Write, target, x, y, factor),
                    _ => throw new InvalidOperationException($"A product of {parts.Count} elements."),
                });
            }
        }

        private void Clear(ElementClearing cleared)
        {
            _builder.Origin = cleared.Origin;
            var part = Part(cleared.Target, isExact: true, isWritten: true);
            _builder.Do(new Inert(MemoryTemplates.Clear((BufferType)part.Type), [part], Effect.Write));
        }

        private static Inert Call(string method, IrType type, Effect effect, params ReadOnlySpan<Operand> operands)
        {
            var holes = string.Join(", ", Enumerable.Range(0, operands.Length).Select(i => $"{{{i}}}"));
            return new Inert($"{method}<{type.Name}>({holes})", EquatableArray.Create(operands), effect);
        }

        /// <summary>What the elements are multiplied by; null for one.</summary>
        private (bool IsSubtracted, Operand? Factor) Factor(ElementProduct product, IrType type)
        {
            var size = Math.Abs(product.Coefficient);
            Operand? factor = null;
            foreach (var next in product.Factors) factor = factor is null ? next : _builder.Times(factor, next);
            if (size == 2 && factor is not null) factor = _builder.Plus(factor, factor);
            else if (size != 1) factor = factor is null ? Constant.Number(type, size) : _builder.Times(Constant.Number(type, size), factor);
            return (product.Coefficient < 0, factor);
        }

        /// <summary>The first one tells how many elements there are; it is one that is a whole buffer, if there is one.</summary>
        private EquatableArray<Operand> Parts(EquatableArray<Elements> elements)
        {
            var ordered = elements.OrderBy(part => !IsWhole(part)).ToList();
            return ordered.Select((part, i) => Part(part, isExact: i == 0, isWritten: false)).ToEquatableArray();
        }

        private LinearForm At(Elements elements) =>
            elements.Offset.Plus(found.Low, 1) ?? throw new InvalidOperationException("An index has too many terms.");

        private bool IsWhole(Elements elements) => _computed.ContainsKey(elements)
            || At(elements).IsZero && found.Extent.Single is { } extent
            && (definition(extent)?.Operation is Length length && length.Buffer == elements.Buffer
                || definition(elements.Buffer)?.Operation is Allocate { Lengths: [var allocated] } && allocated == extent);

        private bool IsLength(LinearForm extent) => extent.Single is { } value && definition(value)?.Operation is Length;

        /// <summary>The buffer itself, or the part of it that begins with the first element.</summary>
        /// <param name="isExact">It must end with the last element, too.</param>
        private Operand Part(Elements elements, bool isExact, bool isWritten)
        {
            if (_computed.TryGetValue(elements, out var computed)) return computed;
            var start = At(elements);
            if (start.IsZero && (!isExact || IsWhole(elements))) return elements.Buffer;
            if (_parts.TryGetValue((elements, isExact, isWritten), out var known)) return known;
            var element = ((BufferType)elements.Buffer.Type).Element;
            var isReadOnly = elements.Buffer.Type is BufferType { Kind: BufferKind.ReadOnlySpan }
                || (!isWritten && elements.Buffer.Type is BufferType { Kind: BufferKind.Array });
            var part = _builder.Let(
                new View(elements.Buffer, start.Build(_builder), isExact ? found.Extent.Build(_builder) : null),
                isReadOnly ? Spans.ReadOnlyOf(element) : Spans.Of(element));
            return _parts[(elements, isExact, isWritten)] = part;
        }
    }
}
