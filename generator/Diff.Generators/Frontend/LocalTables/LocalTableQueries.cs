using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Queries of LINQ that give rows: one of them, those of a class, or a collection of them. The numbers of the rows are elements like others.
/// <code>
/// xs.Select(x => new Body(x)).ToList()   →   list = new List&lt;int&gt;(); for (i = 0; i &lt; xs.Length; i++) { body_Mass[n] = xs[i]; n++; list.Add(n - 1); }
/// bodies.MinBy(b => b.X)                 →   minimal = 0; for (i = 0; i &lt; bodies.Count; i++) if (…) minimal = bodies[i];
/// </code>
/// </summary>
internal static class LocalTableQueries
{
    /// <summary>Give null where there is no element.</summary>
    private static readonly HashSet<string> Optional = ["FirstOrDefault", "LastOrDefault", "SingleOrDefault", "ElementAtOrDefault", "MinBy",
        "MaxBy", "DefaultIfEmpty", "Find", "FindLast"];

    /// <summary>Whether a call of LINQ that gives rows is lowered, or refused with a reason of its own.</summary>
    public static bool Are(IInvocationOperation call) => ListQueries.Is(call)
        || (Linq.Is(call.TargetMethod) && (Sequence.IsMadeBy(call.TargetMethod) || Linq.IsResult(call.TargetMethod)));

    /// <summary>Whether a call gives an object, or null where there is none.</summary>
    public static bool IsOptional(IInvocationOperation call) =>
        Optional.Contains(call.TargetMethod.Name) && (Linq.Is(call.TargetMethod) || ListQueries.Is(call));

    /// <summary>A new collection of the rows of a sequence; null for any other result.</summary>
    public static Tree<Operand>? Collect(Lowering lowering, IInvocationOperation call, Sequence source,
        IReadOnlyList<Callable> functions) => (call.TargetMethod.Name, functions.Count) switch
    {
        _ when !lowering.Tables.Mentions(source.Element) || Shapes.Of(source.Element) is not InertType => null,
        ("ToList", 0) => Expressions.Leaf(List(lowering, source)),
        ("ToArray", 0) when source is { IsNested: false } => Orderings.ToArray(lowering, source),
        ("ToArray", 0) => Expressions.Leaf(lowering.Let(new Inert("{0}.ToArray()", [List(lowering, source)], Effect.Write),
            Shapes.Of(call.Type!))),
        _ => null,
    };

    /// <summary>
    /// The rows of a query that is enumerated at once, in an array: <c>list.AddRange(query)</c>, <c>new List&lt;Body&gt;(query)</c>. Null
    /// where it is kept, and may be enumerated when other rows are there.
    /// </summary>
    public static Tree<Operand>? Enumerated(Lowering lowering, IInvocationOperation call)
    {
        if (!IsEnumerated(call) || !Sequence.IsMadeBy(call.TargetMethod) || Sequence.Of(lowering, call) is not { } source
            || !lowering.Tables.Has(source.Element))
            return null;
        return source.IsNested ? Expressions.Leaf(List(lowering, source)) : Orderings.ToArray(lowering, source);
    }

    /// <summary>Refuses the part of a query that gives rows in a way that is not followed; null if there is none.</summary>
    public static Tree<Operand>? RefuseSource(Lowering lowering, IInvocationOperation call)
    {
        for (var query = call; query is { Arguments: [{ Value: var first }, ..] };)
        {
            var source = Sinks.Strip(first);
            if (LocalTableUses.Obstacle(lowering, source) is { } obstacle)
            {
                LocalTableUses.Refuse(lowering, source, obstacle);
                return Lowering.Placeholder(call.Type);
            }

            query = source is IInvocationOperation inner && Linq.Is(inner.TargetMethod) ? inner : null;
        }

        return null;
    }

    private static bool IsEnumerated(IOperation query) => query.Parent switch
    {
        IConversionOperation { IsImplicit: true } or IParenthesizedOperation or ITranslatedQueryOperation => IsEnumerated(query.Parent),
        IArgumentOperation { Parent: IInvocationOperation { Instance: not null, TargetMethod: { Name: "AddRange" or "InsertRange",
            DeclaringSyntaxReferences.IsEmpty: true } } } => true,
        IArgumentOperation { Parent: IObjectCreationOperation { Type: INamedTypeSymbol { Arity: > 0,
            DeclaringSyntaxReferences.IsEmpty: true } } } => true,
        _ => false,
    };

    private static Operand List(Lowering lowering, Sequence source)
    {
        var type = $"global::System.Collections.Generic.List<{TypeMapping.Spell(source.Element)}>";
        var list = lowering.Let(new Inert($"new {InertText.Escape(type)}()", [], Effect.Write) { IsCreation = true },
            new InertType(type, InertKind.Reference));
        source.Begin().Each(lowering, row => lowering.Do(new Inert("{0}.Add({1})", [list, lowering.Pack(row)], Effect.Write)));
        return list;
    }
}
