using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers members of lists and of <c>Array</c> that look through all elements, which LINQ has by other names.
/// <code>
/// list.Exists(x => x > 1)   list.Find(x => x > 1)   list.ForEach(x => sum += x)   Array.FindIndex(xs, x => x > 1)   →   loops
/// </code>
/// </summary>
internal static class ListQueries
{
    public static readonly HashSet<string> Names = ["Exists", "TrueForAll", "Find", "FindLast", "FindIndex", "ForEach"];

    public static bool Is(IInvocationOperation call) => Names.Contains(call.TargetMethod.Name)
        && (call.Instance is { Type: { } list } ? list.Name == "List" && ListChangers.IsList(list)
            : call.TargetMethod.ContainingType.SpecialType == SpecialType.System_Array);

    /// <summary>Null if the call is none of these, or has nothing to do with what is differentiated.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call)
    {
        if (!Is(call) || Arguments(call) is not [var list, var argument] || !Concerns(lowering, call, list)
            || Callable.Of(lowering, argument) is not { } function || Sequence.Of(lowering, list) is not { } source)
            return null;
        EnumeratedLists.Check(lowering, call, list);
        switch (call.TargetMethod.Name)
        {
            case "ForEach":
                source.Begin().Each(lowering, x => function.Apply(lowering, call, x));
                return Lowering.Nothing;
            case "Exists":
                return Folds.Any(lowering, source.Where(lowering, call, function), negates: false);
            case "TrueForAll":
                return Folds.Any(lowering, source.Where(lowering, call, new Negation(function)), negates: true);
            case "FindIndex":
                return Index(lowering, call, source, function);
            case "Find" or "FindLast" when source.CanBeKept(lowering):
                return Elements.Match(lowering, call, source, function, isLast: call.TargetMethod.Name == "FindLast");
            default:
                return null;
        }
    }

    private static IReadOnlyList<IOperation> Arguments(IInvocationOperation call)
    {
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value);
        return call.Instance is { } list ? [list, .. arguments] : [.. arguments];
    }

    private static bool Concerns(Lowering lowering, IInvocationOperation call, IOperation list) => Linq.HasDifferentiable(lowering, call)
        && (call.Instance is null || Followed.Is(lowering, list) || lowering.Tables.Mentions(list.Type));

    private static Tree<Operand> Index(Lowering lowering, IInvocationOperation call, Sequence source, Callable condition)
    {
        var position = lowering.Variables.Temporary(InertType.Int, "position").Leaf;
        lowering.Write(position, Constant.Int(-1));
        var numbered = source.Numbered(lowering);
        IndexLoops.Up(lowering, numbered.Count, index => lowering.Branch(
            lowering.Apply(Primitive.Less, InertType.Bool, lowering.Read(position), Constant.Int(0)),
            () => numbered.Visit(index, (x, number) => lowering.Branch(lowering.Pack(condition.Apply(lowering, call, x)),
                () => lowering.Write(position, number)))));
        return Expressions.Leaf(lowering.Read(position));
    }
}
