using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Sequences side by side, as one loop over the indices that all of them have. One of two may leave elements out; then those that it has
/// are counted.
/// <code>
/// xs.Zip(ys, zs)   →   for (i = 0; i &lt; Math.Min(Math.Min(xs.Length, ys.Length), zs.Length); i++) … (xs[i], ys[i], zs[i]) …
/// </code>
/// </summary>
internal sealed record ZippedSequences(Lowering Lowering, IReadOnlyList<Sequence> Parts)
{
    /// <summary>Null if the sequences cannot be followed.</summary>
    public static ZippedSequences? Of(Lowering lowering, Sequence first, IReadOnlyList<IOperation> arguments)
    {
        var parts = new List<Sequence?> { first };
        parts.AddRange(arguments.Skip(1).Select(argument => Sequence.Of(lowering, argument)));
        var inexact = parts.Count(part => part is not { IsExact: true });
        return inexact == 0
            || (inexact == 1 && parts.Count == 2 && parts.All(part => part is { IsNested: false }) && !HaveFunctionsEffects(arguments[0]))
            ? new(lowering, parts.OfType<Sequence>().ToList())
            : null;
    }

    /// <summary>Where one ends, LINQ still asks the other for its next element: only functions without effects cannot tell.</summary>
    private static bool HaveFunctionsEffects(IOperation argument)
    {
        var body = argument;
        while (body.Parent is { } parent) body = parent;
        return body.Descendants().OfType<IAnonymousFunctionOperation>()
            .Any(function => function.Descendants().Any(part => Writes.Targets(part).Any()));
    }

    public Sequence Tuples(ITypeSymbol tuple) => Select(tuple, items => new((AggregateType)Shapes.Of(tuple), items));

    public Sequence Select(ITypeSymbol element, Func<Tree<Operand>[], Tree<Operand>> map)
    {
        return new(element, Parts.All(part => part.IsExact), Begin);

        Iteration Begin()
        {
            var begun = Parts.Select(part => part.Begin()).ToList();
            var gaps = Parts.ToList().FindIndex(part => !part.IsExact);
            if (gaps >= 0) return Counted(begun[gaps], begun[1 - gaps], (x, y) => map(gaps == 0 ? [x, y] : [y, x]));
            return new(begun.Select(part => part.Count).Aggregate((left, right) => Sequence.Integer(Lowering, "Min", left, right)),
                (index, body) => Visit(begun, index, [], items => body(map(items))));
        }
    }

    /// <summary>Visits the elements that all sequences have at an index.</summary>
    private static void Visit(IReadOnlyList<Iteration> begun, Operand index, Tree<Operand>[] items, Action<Tree<Operand>[]> body)
    {
        if (items.Length == begun.Count) body(items);
        else begun[items.Length].Visit(index, x => Visit(begun, index, [.. items, x], body));
    }

    /// <summary>The elements of a sequence with gaps, each with the next one of a sequence without, as long as there is one.</summary>
    private Iteration Counted(Iteration gaps, Iteration exact, Func<Tree<Operand>, Tree<Operand>, Tree<Operand>> map)
    {
        var count = Counters.New(Lowering);
        return gaps with { Visit = (index, body) => Lowering.Branch(IsBelow(), () => gaps.Visit(index,
            x => exact.Visit(Counters.Next(Lowering, count), y => body(map(x, y))))) };

        Operand IsBelow() => Lowering.Apply(Primitive.Less, InertType.Bool, Lowering.Read(count), exact.Count);
    }
}
