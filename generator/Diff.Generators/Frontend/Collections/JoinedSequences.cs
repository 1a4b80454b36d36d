using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Sequences one after the other, as one loop that is in the first or in the second.
/// <code>
/// xs.Concat(ys).Sum()            →   for (i = 0; i &lt; xs.Length + ys.Length; i++) sum += i &lt; xs.Length ? xs[i] : ys[i - xs.Length];
/// xs.Append(y)   xs.Prepend(y)   →   the same with a sequence of one element
/// xs.DefaultIfEmpty(y)           →   the same with y, if nothing came before
/// </code>
/// </summary>
internal static class JoinedSequences
{
    public static readonly HashSet<string> Operators = ["Concat", "Append", "Prepend", "DefaultIfEmpty"];

    /// <summary>Null if the sequence cannot be followed.</summary>
    public static Sequence? Of(Lowering lowering, IInvocationOperation call, Sequence source, IReadOnlyList<IOperation> arguments)
    {
        if (source.IsNested || !source.CanBeKept(lowering)) return null;
        return call.TargetMethod.Name switch
        {
            "Append" => Concat(lowering, source, Single(lowering, source.Element, arguments[1])),
            "Prepend" => Concat(lowering, Single(lowering, source.Element, arguments[1]), source, isBackward: true),
            "DefaultIfEmpty" => DefaultIfEmpty(lowering, source, arguments.Count > 1 ? arguments[1] : null),
            _ => !IsCopiedLater(call, arguments[1]) && Sequence.Of(lowering, arguments[1]) is { IsNested: false } other
                ? Concat(lowering, source, other)
                : null,
        };
    }

    /// <summary>
    /// Whether the second sequence is one that LINQ sorts or reverses when the first has ended, and may look otherwise by then.
    /// </summary>
    private static bool IsCopiedLater(IInvocationOperation call, IOperation second) =>
        (Orderings.IsIn(second) || second.DescendantsAndSelf().OfType<IInvocationOperation>().Any(part => part.TargetMethod.Name == "Reverse"))
        && (Sequence.MayChange(Writes.Root(call)) || call.Descendants().Any(part => Writes.Targets(part).Any()));

    private static Sequence Single(Lowering lowering, ITypeSymbol element, IOperation value) => new(element, true, () =>
    {
        var single = Expressions.Lower(lowering, value);
        return new(Constant.Int(1), (_, body) => body(single));
    });

    /// <param name="isBackward">The second sequence is evaluated before the first one.</param>
    private static Sequence Concat(Lowering lowering, Sequence first, Sequence second, bool isBackward = false) =>
        new(first.Element, first.IsExact && second.IsExact, () =>
        {
            var later = isBackward ? second.Begin() : null;
            var xs = first.Begin();
            var ys = later ?? second.Begin();
            return new(lowering.Apply(Primitive.Add, InertType.Int, xs.Count, ys.Count), (index, body) =>
            {
                var current = Current.Begin(lowering, first.Element, first.IsExact && second.IsExact);
                lowering.Branch(lowering.Apply(Primitive.Less, InertType.Bool, index, xs.Count),
                    () => xs.Visit(index, current.Set),
                    () => ys.Visit(lowering.Apply(Primitive.Subtract, InertType.Int, index, xs.Count), current.Set));
                current.End(body);
            });
        });

    private static Sequence DefaultIfEmpty(Lowering lowering, Sequence source, IOperation? value) => source.Derived(source.Element,
        source.IsExact, () =>
    {
        var whole = source.Begin();
        var otherwise = value is null ? Lowering.Default(Shapes.Of(source.Element)) : Expressions.Lower(lowering, value);
        if (source.IsExact)
        {
            var isEmpty = lowering.Apply(Primitive.Equal, InertType.Bool, whole.Count, Constant.Int(0));
            return new(Sequence.Integer(lowering, "Max", whole.Count, Constant.Int(1)), (index, body) =>
            {
                var current = Current.Begin(lowering, source.Element, isExact: true);
                lowering.Branch(isEmpty, () => current.Set(otherwise), () => whole.Visit(index, current.Set));
                current.End(body);
            });
        }

        var isMissing = lowering.Variables.Flag("isEmpty");
        lowering.Write(isMissing, Constant.True);
        return new(lowering.Apply(Primitive.Add, InertType.Int, whole.Count, Constant.Int(1)), (index, body) =>
        {
            var current = Current.Begin(lowering, source.Element, isExact: false);
            lowering.Branch(lowering.Apply(Primitive.Less, InertType.Bool, index, whole.Count),
                () => whole.Visit(index, x =>
                {
                    current.Set(x);
                    lowering.Write(isMissing, Constant.False);
                }),
                () => lowering.Branch(lowering.Read(isMissing), () => current.Set(otherwise)));
            current.End(body);
        });
    });

    /// <summary>The element that an iteration has, wherever it comes from.</summary>
    private sealed record Current(Lowering Lowering, Tree<Slot> Element, Slot? IsThere)
    {
        public static Current Begin(Lowering lowering, ITypeSymbol element, bool isExact)
        {
            var current = new Current(lowering, lowering.Variables.Temporary(Shapes.Of(element), "element"),
                isExact ? null : lowering.Variables.Flag("isThere"));
            lowering.Write(current.Element, Lowering.Default(current.Element.Type));
            if (current.IsThere is { } isThere) lowering.Write(isThere, Constant.False);
            return current;
        }

        public void Set(Tree<Operand> value)
        {
            Lowering.Write(Element, value);
            if (IsThere is { } isThere) Lowering.Write(isThere, Constant.True);
        }

        public void End(Action<Tree<Operand>> body)
        {
            if (IsThere is { } isThere) Lowering.Branch(Lowering.Read(isThere), () => body(Lowering.Read(Element)));
            else body(Lowering.Read(Element));
        }
    }
}
