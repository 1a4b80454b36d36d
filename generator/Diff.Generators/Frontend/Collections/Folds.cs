using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Folds sequences as LINQ does, to the last bit: a sum starts at zero, an average too if it is that of an array, else at the first
/// element; <c>float</c>s are added in <c>double</c>; a NaN is the least of all numbers. The derivative of an extremum is that of the first
/// element that attains it.
/// </summary>
internal static class Folds
{
    public static Tree<Operand> Sum(Lowering lowering, Sequence numbers)
    {
        var sum = Total(lowering, numbers.Begin(), 0, null);
        return Expressions.Leaf(As(lowering, lowering.Read(sum), Shapes.Of(numbers.Element)));
    }

    public static Tree<Operand> Average(Lowering lowering, Sequence numbers)
    {
        var iteration = numbers.Begin();
        var count = numbers.IsExact ? null : Counters.New(lowering);
        // -0 + x is x, whatever x is.
        var sum = Total(lowering, iteration, numbers.IsArray ? 0 : -0.0, count);
        var total = count is null ? iteration.Count : lowering.Read(count);
        RequireElements(lowering, total);
        var mean = lowering.Apply(Primitive.Divide, ScalarType.Double, lowering.Read(sum), As(lowering, total, ScalarType.Double));
        return Expressions.Leaf(As(lowering, mean, Shapes.Of(numbers.Element)));
    }

    public static Tree<Operand> Extremum(Lowering lowering, Sequence numbers, string name)
    {
        var type = Shapes.Of(numbers.Element);
        var (best, count) = (lowering.Variables.Temporary(type, name.ToLowerInvariant()).Leaf, Counters.New(lowering));
        lowering.Write(best, Constant.Default(type));
        numbers.Begin().Each(lowering, element =>
        {
            var x = element.Leaf;
            var isBetter = Patterns.Or(lowering, Equals(lowering, lowering.Read(count), 0), () => name == "Max"
                ? Patterns.Or(lowering, Compare(Primitive.Greater, x), () => IsNaN(lowering.Read(best)))
                : Patterns.And(lowering, Patterns.Not(lowering, IsNaN(lowering.Read(best))),
                    () => Patterns.Or(lowering, Compare(Primitive.Less, x), () => IsNaN(x))));
            lowering.Branch(isBetter, () => lowering.Write(best, x));
            Counters.Increment(lowering, count);
        });
        RequireElements(lowering, lowering.Read(count));
        return Expressions.Leaf(lowering.Read(best));

        Operand Compare(Primitive comparison, Operand x) => lowering.Apply(comparison, InertType.Bool, x, lowering.Read(best));

        Operand IsNaN(Operand x) => lowering.Apply(new("IsNaN", type.Name), InertType.Bool, x);
    }

    /// <summary>The first element of those with the least or greatest key; a key that is null counts only where all are.</summary>
    /// <param name="isOptional">Whether null is returned where there is no element.</param>
    public static Tree<Operand> ExtremeBy(Lowering lowering, Sequence source, Func<Tree<Operand>, Tree<Operand>> keyOf, ITypeSymbol keyType,
        bool isMax, bool isOptional)
    {
        var best = lowering.Variables.Temporary(Shapes.Of(source.Element), isMax ? "maximal" : "minimal");
        var (bestKey, count) = (lowering.Variables.Temporary(Shapes.Of(keyType), "key").Leaf, Counters.New(lowering));
        lowering.Write(best, Lowering.Default(best.Type));
        lowering.Write(bestKey, Constant.Default(bestKey.Type));
        source.Begin().Each(lowering, element =>
        {
            var key = lowering.Pack(keyOf(element));
            var isBetter = Patterns.Or(lowering, Equals(lowering, lowering.Read(count), 0),
                () => lowering.Let(new Inert(IsBetter(keyType, isMax), [key, lowering.Read(bestKey)], Effect.Pure), InertType.Bool));
            lowering.Branch(isBetter, () =>
            {
                lowering.Write(best, element);
                lowering.Write(bestKey, key);
            });
            Counters.Increment(lowering, count);
        });
        if (!isOptional) RequireElements(lowering, lowering.Read(count));
        return lowering.Read(best);
    }

    private static string IsBetter(ITypeSymbol key, bool isMax)
    {
        var type = InertText.Escape(TypeMapping.Spell(key));
        var comparison = $"global::System.Collections.Generic.Comparer<{type}>.Default.Compare({{0}}, {{1}}) {(isMax ? ">" : "<")} 0";
        return key.IsReferenceType || key.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
            ? $"{{0}} is not null && ({{1}} is null || {comparison})"
            : comparison;
    }

    /// <summary>Null if the accumulated value is memory.</summary>
    public static Tree<Operand>? Aggregate(Lowering lowering, IInvocationOperation call, Sequence source, IReadOnlyList<Callable> functions,
        IReadOnlyList<IOperation> arguments)
    {
        var isSeeded = arguments.Count > functions.Count + 1;
        var type = Shapes.Of(isSeeded ? arguments[1].Type! : source.Element);
        if (!Tree<IrType>.Build(type, (leaf, _) => leaf).Leaves.All(leaf => leaf is ScalarType || leaf.IsInteger())) return null;
        var iteration = source.Begin();
        var accumulated = lowering.Variables.Temporary(type, "accumulated");
        lowering.Write(accumulated,
            isSeeded ? Expressions.Lower(lowering, arguments[1]) : Lowering.Default(type));
        var count = isSeeded ? null : Counters.New(lowering);
        iteration.Each(lowering, x =>
        {
            if (count is null) Add(x);
            else lowering.Branch(Equals(lowering, lowering.Read(count), 0), () => lowering.Write(accumulated, x), () => Add(x));
            if (count is not null) Counters.Increment(lowering, count);
        });
        if (count is not null) RequireElements(lowering, lowering.Read(count));
        var result = lowering.Read(accumulated);
        return functions.Count == 2 ? functions[1].Apply(lowering, call, result) : result;

        void Add(Tree<Operand> x) => lowering.Write(accumulated, functions[0].Apply(lowering, call, lowering.Read(accumulated), x));
    }

    public static Tree<Operand> Count(Lowering lowering, Sequence source)
    {
        var iteration = source.Begin();
        if (source.IsExact) return Expressions.Leaf(iteration.Count);
        var count = Counters.New(lowering);
        iteration.Each(lowering, _ => Counters.Increment(lowering, count));
        return Expressions.Leaf(lowering.Read(count));
    }

    /// <summary>Whether there is an element; none is looked at after one was found.</summary>
    public static Tree<Operand> Any(Lowering lowering, Sequence source, bool negates)
    {
        var iteration = source.Begin();
        var isFound = lowering.Variables.Flag("isFound");
        lowering.Write(isFound, Constant.False);
        IndexLoops.Up(lowering, iteration.Count, index => lowering.Branch(
            Patterns.Not(lowering, lowering.Read(isFound)), () => iteration.Visit(index, _ => lowering.Write(isFound, Constant.True))));
        Operand found = lowering.Read(isFound);
        return Expressions.Leaf(negates ? Patterns.Not(lowering, found) : found);
    }

    public static Tree<Operand> ToArray(Lowering lowering, BufferType type, Sequence source)
    {
        if (source.IsNested) return Collected(lowering, type, source);
        var iteration = source.Begin();
        var array = lowering.Let(new Allocate([iteration.Count]), type);
        if (source.IsExact)
        {
            IndexLoops.Up(lowering, iteration.Count,
                index => iteration.Visit(index, x => lowering.Do(new Store(array, [index], [], lowering.Pack(x)))));
            return Expressions.Leaf(array);
        }
        var count = Counters.New(lowering);
        iteration.Each(lowering, x =>
        {
            lowering.Do(new Store(array, [lowering.Read(count)], [], lowering.Pack(x)));
            Counters.Increment(lowering, count);
        });
        return Expressions.Leaf(BufferCopies.ToArray(lowering,
            lowering.Let(new View(array, Constant.Int(0), lowering.Read(count)), Spans.Of(type.Element))));
    }

    /// <summary>The elements of a sequence that does not know how many there may be.</summary>
    private static Tree<Operand> Collected(Lowering lowering, BufferType type, Sequence source)
    {
        var list = new LocalList(lowering.Variables.Temporary(type, "elements").Leaf, Counters.New(lowering));
        LocalLists.Begin(lowering, list);
        source.Begin().Each(lowering, x => LocalLists.Append(lowering, list, lowering.Pack(x)));
        return Expressions.Leaf(BufferCopies.ToArray(lowering, list.Elements(lowering)));
    }

    private static Slot Total(Lowering lowering, Iteration iteration, double start, Slot? count)
    {
        var sum = lowering.Variables.Temporary(ScalarType.Double, "sum").Leaf;
        lowering.Write(sum, Constant.Number(ScalarType.Double, start));
        iteration.Each(lowering, x =>
        {
            lowering.Write(sum,
                lowering.Apply(Primitive.Add, ScalarType.Double, lowering.Read(sum), As(lowering, x.Leaf, ScalarType.Double)));
            if (count is not null) Counters.Increment(lowering, count);
        });
        return sum;
    }

    private static Operand Equals(Lowering lowering, Operand count, int value) =>
        lowering.Apply(Primitive.Equal, InertType.Bool, count, Constant.Int(value));

    public static void RequireElements(Lowering lowering, Operand count) =>
        lowering.Branch(Equals(lowering, count, 0),
            () => Exceptions.Throw(lowering, "global::System.InvalidOperationException(\"Sequence contains no elements\")"));

    private static Operand As(Lowering lowering, Operand number, IrType type) =>
        number.Type == type ? number : lowering.Let(new Ir.Conversion(number, IsImplicit: type == ScalarType.Double), type);
}
