using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers what LINQ computes from sequences that can be followed to loops: sums, averages, extrema, folds, counts, arrays. Sums start and
/// round as those of LINQ do.
/// <code>
/// return xs.Zip(ys, (x, y) => x * y).Sum();   →   for (i = 0; i &lt; Math.Min(xs.Length, ys.Length); i++) sum += xs[i] * ys[i]; return sum;
/// </code>
/// </summary>
internal static class Linq
{
    private static readonly HashSet<string> Results = ["Sum", "Average", "Min", "Max", "MinBy", "MaxBy", "Aggregate", "Count", "Any", "All",
        "ToArray", "ToList", .. Elements.Operators];

    public static bool Is(IMethodSymbol method) =>
        (method.ReducedFrom
            ?? method).ContainingType is { Name: "Enumerable"
                or "ImmutableArrayExtensions",
                    ContainingNamespace: { Name: "Linq",
                        ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };

    /// <summary>What a <c>foreach</c> enumerates, if it is a sequence of LINQ with differentiable values; null otherwise.</summary>
    public static Sequence? Sequence(Lowering lowering, IOperation collection) => collection switch
    {
        IConversionOperation { IsImplicit: true, Operand: { Type: not null } operand } => Sequence(lowering, operand),
        ITranslatedQueryOperation query => InertQueries.Is(lowering, query) ? null : Sequence(lowering, query.Operation),
        _ when lowering.Queries.Find(collection) is { } query => Sequence(lowering, query),
        _ when ContainerSequences.Of(lowering, collection) is { } numbers => numbers,
        IInvocationOperation call when Is(call.TargetMethod) && HasDifferentiable(lowering, call) => Frontend.Sequence.Of(lowering, call),
        _ => null,
    };

    /// <summary>Whether a method computes something from a sequence, and may be lowered.</summary>
    public static bool IsResult(IMethodSymbol method) => Results.Contains(method.Name) || method.Name == "ToImmutableArray";

    /// <summary>Null if the call has nothing to do with LINQ, or with differentiable values.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call)
    {
        if (!Is(call.TargetMethod) || !HasDifferentiable(lowering, call)) return null;
        EnumeratedLists.Check(lowering, call);
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value).ToList();
        if (Results.Contains(call.TargetMethod.Name) && Frontend.Sequence.Callables(lowering, arguments) is { } functions
            && Frontend.Sequence.Of(lowering, arguments[0]) is { } source
            && Result(lowering, call, source, functions, arguments) is { } result) return result;
        if ((LocalTableQueries.Enumerated(lowering, call) ?? LocalTableQueries.RefuseSource(lowering, call)) is { } rows) return rows;
        return Calls.TakesDifferentiable(call) || lowering.Tables.Mentions(call.Type)
            || call.Descendants().Any(part => ListTables.Is(lowering, part))
            ? Refuse(lowering, call)
            : null;
    }

    /// <summary>Refuses a sequence, or what uses one that could be followed in a way that is not.</summary>
    private static Tree<Operand> Refuse(Lowering lowering, IInvocationOperation call)
    {
        var culprit = call;
        while (Frontend.Sequence.Of(lowering, culprit) is not null
            && LostObjects.Outside(culprit).Parent is IArgumentOperation { Parent: IInvocationOperation outer } && Is(outer.TargetMethod))
            culprit = outer;
        lowering.Report(Descriptors.Unsupported.Sequence, culprit.Syntax, culprit.TargetMethod.Name,
            SequenceObstacles.Of(lowering, culprit));
        return Lowering.Placeholder(call.Type);
    }

    public static bool HasDifferentiable(Lowering lowering, IOperation call) =>
        call.Descendants()
            .Any(part => (Shapes.IsDifferentiable(part.Type) && !part.ConstantValue.HasValue) || AnonymousObjects.Is(part.Type)
                || lowering.Tables.Mentions(part.Type) || Followed.Is(lowering, part) || LocalContainers.Of(lowering, part) is not null
                || lowering.Queries.Find(part) is not null);

    private static Tree<Operand>? Result(Lowering lowering, IInvocationOperation call, Sequence source, IReadOnlyList<Callable> functions,
        IReadOnlyList<IOperation> arguments)
    {
        var isMapped = functions.Count == 1 && arguments.Count == 2 && Frontend.Sequence.Arity(call) == 1;
        var isPlain = functions.Count == 0 && arguments.Count == 1;
        switch (call.TargetMethod.Name)
        {
            case "Sum" or "Average" or "Min" or "Max" when isMapped || isPlain:
                var numbers = isMapped ? source.Select(lowering, call, Mapped(call), functions[0]) : source;
                if (Shapes.Of(numbers.Element) is not ScalarType { Kind: not ScalarKind.Generic })
                    return OfConstants(lowering, call, numbers);
                return call.TargetMethod.Name switch
                {
                    "Sum" => Folds.Sum(lowering, numbers),
                    "Average" => Folds.Average(lowering, numbers),
                    _ => Folds.Extremum(lowering, numbers, call.TargetMethod.Name),
                };
            case "Aggregate" when functions.Count > 0:
                return Folds.Aggregate(lowering, call, source, functions, arguments);
            case "Count" when isPlain:
                return Folds.Count(lowering, source);
            case "Count" when isMapped:
                return Folds.Count(lowering, source.Where(lowering, call, functions[0]));
            case "Any" or "All" when source.IsNested:
                return null;
            case "Any" when isPlain:
                return Folds.Any(lowering, source, negates: false);
            case "Any" or "All" when isMapped:
                return Folds.Any(lowering,
                    source.Where(lowering, call, call.TargetMethod.Name == "Any" ? functions[0] : new Negation(functions[0])),
                    negates: call.TargetMethod.Name == "All");
            case "ToList" or "ToArray" when LocalTableQueries.Collect(lowering, call, source, functions) is { } rows:
                return rows;
            case "ToList" when isPlain && !source.IsNested:
                return OfConstants(lowering, call, source);
            case var name when Elements.Operators.Contains(name) && functions.Count < 2:
                return Elements.Of(lowering, call, source, functions, arguments);
            case "MinBy" or "MaxBy" when isMapped && (source.Element.IsValueType || lowering.Tables.Has(source.Element)):
                return Orderings.Extreme(lowering, call, source, arguments);
            case "ToArray" when isPlain && (Shapes.IsVector(call.Type) || (source is { IsExact: true, IsNested: false }
                && Shapes.Of(call.Type!) is BufferType { Element: BufferType { Element: ScalarType } })):
                return Folds.ToArray(lowering, (BufferType)Shapes.Of(call.Type!), source);
            case "ToArray"
                when isPlain && !source.IsNested && call.Type is IArrayTypeSymbol { Rank: 1 } array && Shapes.Of(array) is InertType
                    && (Orderings.IsIn(call) || ContainerSequences.IsIn(lowering, call)):
                return Orderings.ToArray(lowering, source);
            default:
                return null;
        }
    }

    /// <summary>What LINQ itself computes from elements without derivatives; null if they may have some.</summary>
    private static Tree<Operand>? OfConstants(Lowering lowering, IInvocationOperation call, Sequence source)
    {
        var isValue = source.Element is { IsValueType: true } or { SpecialType: SpecialType.System_String };
        if (source.IsNested || !isValue || Shapes.Of(source.Element) is not InertType || FloatingPoint.IsCarriedBy(source.Element))
            return null;
        var template = $"global::System.Linq.Enumerable.{call.TargetMethod.Name}({{0}})";
        return lowering.Unpack(lowering.Let(new Inert(template, [Orderings.ToArray(lowering, source).Leaf], Effect.Write),
            Shapes.Of(call.Type!)));
    }

    /// <summary>The type that the function of an operator returns.</summary>
    private static ITypeSymbol Mapped(IInvocationOperation call) =>
        call.TargetMethod.Parameters.Select(parameter => (parameter.Type as INamedTypeSymbol)?.DelegateInvokeMethod)
            .Last(invoke => invoke is not null)!.ReturnType;
}
