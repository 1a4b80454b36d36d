using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// What the sweeps of a function give: its results and, for each of its parameters, the adjoint; of a constant parameter or in memory that
/// nobody reads, null.
/// </summary>
internal sealed record Swept(IReadOnlyList<Operand> Results, IReadOnlyList<Operand?> Adjoints);

/// <summary>
/// Appends calls of a function's halves, or of their tangents, to the body of one of its derivatives.
/// <code>
/// value = P__Forward(x, k, tape); (xBar, kBar) = P__Reverse(ref cursor, weight);
/// </code>
/// </summary>
/// <param name="arguments">The operands for the function's parameters.</param>
internal sealed class NestedSweeps(Callee function, IReadOnlyList<Operand> arguments, BlockBuilder builder)
{
    /// <summary>The first derivative, in reverse mode.</summary>
    /// <param name="weights">One per result.</param>
    /// <param name="adjoint">The memory for a buffer's adjoint.</param>
    public Swept Run(IEnumerable<Operand> weights, Func<int, Operand> adjoint)
    {
        var results = NewResults();
        builder.Add(new Heading("forward sweep"));
        builder.Add(new Let(results, new Call(function, CallKind.Forward, arguments.ToEquatableArray()), builder.Origin));
        builder.Add(new Heading("reverse sweep"));
        var buffers = Buffers(adjoint);
        var adjoints = NewAdjoints();
        builder.Add(new Let(adjoints.ToEquatableArray(),
            new Call(function, CallKind.Reverse, [.. Inputs(), .. weights, .. Spanned(buffers)]), builder.Origin));
        return new(results, Of(adjoints, buffers));
    }

    /// <summary>The first derivative with its own derivative along a direction: forward mode over reverse mode.</summary>
    /// <param name="weights">One per result.</param>
    /// <param name="weightTangents">One per result, or none for zeros.</param>
    /// <param name="direction">The tangent of a parameter; null for zero.</param>
    /// <param name="adjoint">The memory for a buffer's adjoint.</param>
    /// <param name="tangent">The memory for the tangent of a buffer's adjoint.</param>
    public (Swept Primal, Swept Tangent) Run(
        IReadOnlyList<Operand> weights, IReadOnlyList<Operand> weightTangents, Func<int, Operand?> direction, Func<int, Operand> adjoint,
        Func<int, Operand> tangent)
    {
        builder.Add(new Heading("forward sweep"));
        var begun = Begin(direction);
        builder.Add(new Heading("reverse sweep"));
        return End(begun, weights, weightTangents, adjoint, tangent);
    }

    /// <summary>The tangents of the adjoints along two directions.</summary>
    /// <param name="weights">One per result.</param>
    /// <param name="tangent">The memory for the tangent of a buffer's adjoint.</param>
    public (Swept First, Swept Second) Run(IReadOnlyList<Operand> weights, Func<int, Operand?> first, Func<int, Operand?> second,
        Func<int, Operand> tangent)
    {
        builder.Add(new Heading("forward sweep"));
        var (begun, begunLast) = (Begin(first), Begin(second));
        // The tape gives back first what it got last.
        builder.Add(new Heading("reverse sweep"));
        var ofSecond = End(begunLast, weights, [], Sink, tangent).Tangent;
        return (End(begun, weights, [], Sink, tangent).Tangent, ofSecond);
    }

    /// <summary>The forward half with its tangent.</summary>
    private Begun Begin(Func<int, Operand?> direction)
    {
        var directions = Independents().ToDictionary(i => i, i => direction(i) ?? Zero(arguments[i]));
        var (results, resultDots) = (NewResults(), NewResults());
        builder.Add(new Let([.. results, .. resultDots],
            new Call(function, CallKind.ForwardTangent, [.. arguments, .. Independents().Select(i => directions[i])]), builder.Origin));
        return new(directions, results, resultDots);
    }

    /// <summary>The reverse half with its tangent.</summary>
    private (Swept Primal, Swept Tangent) End(Begun begun, IReadOnlyList<Operand> weights, IReadOnlyList<Operand> weightTangents,
        Func<int, Operand> adjoint, Func<int, Operand> tangent)
    {
        var (buffers, bufferDots) = (Buffers(adjoint), Buffers(tangent));
        var (adjoints, adjointDots) = (NewAdjoints(), NewAdjoints());
        EquatableArray<Operand> operands =
        [
            .. Inputs(), .. weights, .. Spanned(buffers),
            .. Independents().Where(IsBuffer).Select(i => begun.Directions[i]),
            .. weightTangents.Count > 0 ? weightTangents : weights.Select(Zero), .. Spanned(bufferDots),
        ];
        builder.Add(new Let([.. adjoints, .. adjointDots], new Call(function, CallKind.ReverseTangent, operands), builder.Origin));
        return (new(begun.Results, Of(adjoints, buffers)), new(begun.ResultDots, Of(adjointDots, bufferDots)));
    }

    /// <summary>A forward half that has been run with its tangent.</summary>
    /// <param name="Directions">One per independent.</param>
    private sealed record Begun(Dictionary<int, Operand> Directions, EquatableArray<Value> Results, EquatableArray<Value> ResultDots);

    /// <summary>Forward mode.</summary>
    public (IReadOnlyList<Operand> Values, IReadOnlyList<Operand> Tangents) RunForward(Func<int, Operand?> direction)
    {
        var (values, tangents) = (NewResults(), NewResults());
        builder.Add(new Let([.. values, .. tangents], new Call(function, CallKind.Jvp, [.. arguments, .. Along(direction)]),
            builder.Origin));
        return (values, tangents);
    }

    /// <summary>Forward mode with its own derivative along another direction: forward mode over forward mode.</summary>
    /// <param name="other">The tangent of a parameter along the other direction; null for zero.</param>
    /// <param name="directionTangent">The tangent of the direction along the other; null for zero.</param>
    public (IReadOnlyList<Operand> Values, IReadOnlyList<Operand> Tangents, IReadOnlyList<Operand> ValueDots,
        IReadOnlyList<Operand> TangentDots) RunForward(
        Func<int, Operand?> direction, Func<int, Operand?> other, Func<int, Operand?> directionTangent)
    {
        var (values, tangents, valueDots, tangentDots) = (NewResults(), NewResults(), NewResults(), NewResults());
        var call = new Call(function, CallKind.JvpTangent,
            [.. arguments, .. Along(direction), .. Along(other), .. Along(directionTangent)]);
        builder.Add(new Let([.. values, .. tangents, .. valueDots, .. tangentDots], call, builder.Origin));
        return (values, tangents, valueDots, tangentDots);
    }

    private List<Operand> Along(Func<int, Operand?> direction) => [.. Independents().Select(i => direction(i) ?? Zero(arguments[i]))];

    /// <summary>New memory of zeros in the shape of a parameter.</summary>
    public Operand New(int parameter)
    {
        var type = (BufferType)arguments[parameter].Type.Tangent();
        if (type.Element is BufferType)
            return builder.Let(new Inert(MemoryTemplates.ZerosLike(type), [arguments[parameter]], Effect.Read), type);
        EquatableArray<Operand> lengths = [.. Enumerable.Range(0, type.Rank)
            .Select(dimension => builder.Let(new Length(arguments[parameter], dimension), InertType.Int))];
        return builder.Let(new Allocate(lengths),
            type.Rank == 1 ? new BufferType($"{type.Element.Name}[]", type.Element, BufferKind.Array) : type);
    }

    /// <summary>Memory in the shape of a parameter that nobody reads.</summary>
    public Operand Sink(int parameter) => Unwanted.Sink(builder, arguments[parameter]);

    private Operand Zero(Operand like) => like.Type.IsBuffer()
        ? Unwanted.Zeros(builder, like)
        : builder.FromLeaves(like.Type.Tangent(), _ => null);

    private IEnumerable<int> Independents() =>
        Enumerable.Range(0, function.Parameters.Count).Where(i => function.Parameters[i].IsIndependent);

    private bool IsBuffer(int parameter) => function.Parameters[parameter].Type.IsBuffer();

    private IEnumerable<Operand> Inputs() => arguments.Where((_, i) => function.Parameters[i].Type is BufferType or InertType);

    private Dictionary<int, Operand> Buffers(Func<int, Operand> make) => Independents().Where(IsBuffer).ToDictionary(i => i, make);

    /// <summary>Adjoints travel as spans.</summary>
    private IEnumerable<Operand> Spanned(Dictionary<int, Operand> buffers) => Independents().Where(IsBuffer).Select(i =>
        buffers[i].Type is BufferType { Kind: BufferKind.Array, Element: not BufferType } array
            ? builder.Let(new View(buffers[i], Constant.Int(0), null), Spans.Of(array.Element))
            : buffers[i]);

    private EquatableArray<Value> NewResults() => [.. function.Results.Select(result => builder.NewValue(result.Type))];

    private List<Value> NewAdjoints() => [.. Independents().Where(i => !IsBuffer(i))
        .Select(i => builder.NewValue(function.Parameters[i].Type.Tangent(), function.Parameters[i].Name + "Bar"))];

    private List<Operand?> Of(List<Value> adjoints, Dictionary<int, Operand> buffers)
    {
        var next = 0;
        return [.. Enumerable.Range(0, function.Parameters.Count)
            .Select(i => !function.Parameters[i].IsIndependent ? null : IsBuffer(i) ? buffers[i] : (Operand)adjoints[next++])];
    }
}
