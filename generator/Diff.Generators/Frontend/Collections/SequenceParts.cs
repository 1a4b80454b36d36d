using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Parts of sequences. Where every iteration has an element, a part is a range of iterations; elsewhere the elements are counted.
/// <code>
/// xs.Skip(k).Sum()                →   for (i = 0; i &lt; xs.Length - k; i++) sum += xs[k + i];
/// xs.TakeWhile(x => x > 0).Sum()  →   for (i = 0; i &lt; xs.Length; i++) if (isTaking) if (xs[i] > 0) sum += xs[i]; else isTaking = false;
/// </code>
/// </summary>
internal static class SequenceParts
{
    public static readonly HashSet<string> Operators = ["Take", "Skip", "TakeLast", "SkipLast", "TakeWhile", "SkipWhile"];

    /// <summary>Null if the part cannot be followed.</summary>
    public static Sequence? Of(Lowering lowering, IInvocationOperation call, Sequence source, IReadOnlyList<Callable> functions,
        IReadOnlyList<IOperation> arguments) => (call.TargetMethod.Name, functions.Count) switch
    {
        ("Take", 0) when source.IsExact && Sinks.Strip(arguments[1]) is IRangeOperation range => Range(lowering, source, range),
        (_, 0) when arguments[1].Type?.SpecialType != SpecialType.System_Int32 => null,
        ("Take", 0) when source.IsExact => First(lowering, source, count => Clamped(lowering, arguments[1], count)),
        ("Skip", 0) when source.IsExact => Rest(lowering, source, count => Clamped(lowering, arguments[1], count)),
        ("TakeLast", 0) when source.IsExact =>
            Rest(lowering, source, count => Minus(lowering, count, Clamped(lowering, arguments[1], count))),
        ("SkipLast", 0) when source.IsExact =>
            First(lowering, source, count => Minus(lowering, count, Clamped(lowering, arguments[1], count))),
        ("Take", 0) when !source.IsNested => Counted(lowering, source, arguments[1]),
        ("Skip", 0) => Uncounted(lowering, source, arguments[1]),
        ("TakeWhile", 1) when !source.IsNested => TakeWhile(lowering, call, source, functions[0]),
        ("SkipWhile", 1) => SkipWhile(lowering, call, source, functions[0]),
        _ => null,
    };

    /// <summary>A function of an element, or of an element and its number.</summary>
    private static Func<Tree<Operand>, Operand, Tree<Operand>> Indexed(Lowering lowering, IInvocationOperation call, Callable function) =>
        Sequence.Arity(call) == 1
            ? (x, _) => function.Apply(lowering, call, x)
            : (x, index) => function.Apply(lowering, call, x, Expressions.Leaf(index));

    private static Sequence First(Lowering lowering, Sequence source, Func<Operand, Operand> length) => new(source.Element, true, () =>
    {
        var whole = source.Begin();
        return whole with { Count = length(whole.Count) };
    });

    private static Sequence Rest(Lowering lowering, Sequence source, Func<Operand, Operand> start) => new(source.Element, true, () =>
    {
        var whole = source.Begin();
        return From(lowering, whole, start(whole.Count), whole.Count);
    });

    private static Sequence Range(Lowering lowering, Sequence source, IRangeOperation range) => new(source.Element, true, () =>
    {
        var whole = source.Begin();
        var start = range.LeftOperand is { } left ? Bound(lowering, left, whole.Count) : Constant.Int(0);
        var end = range.RightOperand is { } right ? Bound(lowering, right, whole.Count) : whole.Count;
        return From(lowering, whole, start, Sequence.Integer(lowering, "Max", start, end));
    });

    private static Iteration From(Lowering lowering, Iteration whole, Operand start, Operand end) =>
        new(Minus(lowering, end, start),
            (index, body) => whole.Visit(lowering.Apply(Primitive.Add, InertType.Int, start, index), body));

    /// <summary>The elements until so many have been visited; no further one is looked at.</summary>
    private static Sequence Counted(Lowering lowering, Sequence source, IOperation count) => source.Derived(source.Element, false, () =>
    {
        var (whole, limit, taken) = (source.Begin(), Expressions.Scalar(lowering, count), Counters.New(lowering, "taken"));
        return whole with { Visit = (index, body) => lowering.Branch(Less(lowering, lowering.Read(taken), limit),
            () => whole.Visit(index, x =>
            {
                Counters.Increment(lowering, taken);
                body(x);
            })) };
    });

    /// <summary>The elements after so many.</summary>
    private static Sequence Uncounted(Lowering lowering, Sequence source, IOperation count) => source.Derived(source.Element, false, () =>
    {
        var (whole, limit, skipped) = (source.Begin(), Expressions.Scalar(lowering, count), Counters.New(lowering, "skipped"));
        return whole with { Visit = (index, body) => whole.Visit(index, x => lowering.Branch(
            Less(lowering, lowering.Read(skipped), limit), () => Counters.Increment(lowering, skipped), () => body(x))) };
    });

    private static Sequence TakeWhile(Lowering lowering, IInvocationOperation call, Sequence source, Callable condition) =>
        source.Derived(source.Element, false, () =>
        {
            var (numbered, isTaking) = (source.Numbered(lowering), lowering.Variables.Flag("isTaking"));
            lowering.Write(isTaking, Constant.True);
            var holds = Indexed(lowering, call, condition);
            return new(numbered.Count, (index, body) => lowering.Branch(lowering.Read(isTaking),
                () => numbered.Visit(index, (x, number) => lowering.Branch(lowering.Pack(holds(x, number)),
                    () => body(x), () => lowering.Write(isTaking, Constant.False)))));
        });

    private static Sequence SkipWhile(Lowering lowering, IInvocationOperation call, Sequence source, Callable condition) =>
        source.Derived(source.Element, false, () =>
        {
            var (numbered, isSkipping) = (source.Numbered(lowering), lowering.Variables.Flag("isSkipping"));
            lowering.Write(isSkipping, Constant.True);
            var holds = Indexed(lowering, call, condition);
            return new(numbered.Count, (index, body) => numbered.Visit(index, (x, number) =>
            {
                lowering.Branch(lowering.Read(isSkipping), () => lowering.Branch(
                    Patterns.Not(lowering, lowering.Pack(holds(x, number))), () => lowering.Write(isSkipping, Constant.False)));
                lowering.Branch(Patterns.Not(lowering, lowering.Read(isSkipping)), () => body(x));
            }));
        });

    /// <summary>A bound of a range, which may lie outside.</summary>
    private static Operand Bound(Lowering lowering, IOperation bound, Operand count)
    {
        var position = Position(lowering, bound, count);
        return Sequence.Integer(lowering, "Min", count, Sequence.Integer(lowering, "Max", position, Constant.Int(0)));
    }

    /// <summary>An index, which may be counted from the end.</summary>
    public static Operand Position(Lowering lowering, IOperation index, Operand count) => index switch
    {
        IConversionOperation { Operand: { } counted } when counted.Type?.SpecialType == SpecialType.System_Int32 =>
            Expressions.Scalar(lowering, counted),
        IConversionOperation { Operand: IUnaryOperation counted } => Position(lowering, counted, count),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd =>
            Minus(lowering, count, Expressions.Scalar(lowering, fromEnd.Operand)),
        { Type.SpecialType: SpecialType.System_Int32 } => Expressions.Scalar(lowering, index),
        _ => lowering.Let(new Inert("{0}.GetOffset({1})", [Expressions.Scalar(lowering, index), count], Effect.Pure), InertType.Int),
    };

    private static Operand Clamped(Lowering lowering, IOperation part, Operand count) => Sequence.Integer(lowering, "Min", count,
        Sequence.Integer(lowering, "Max", Expressions.Scalar(lowering, part), Constant.Int(0)));

    private static Operand Minus(Lowering lowering, Operand left, Operand right) =>
        lowering.Apply(Primitive.Subtract, InertType.Int, left, right);

    private static Operand Less(Lowering lowering, Operand left, Operand right) =>
        lowering.Apply(Primitive.Less, InertType.Bool, left, right);
}
