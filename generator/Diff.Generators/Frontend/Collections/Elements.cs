using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Single elements of sequences: the first, the last, the only one, or that at an index, of all or of those that fulfil a condition. Where
/// every iteration has an element it is visited alone; elsewhere it is looked for.
/// <code>
/// xs.Last()                       →   if (xs.Length == 0) throw …; last = xs[xs.Length - 1];
/// xs.FirstOrDefault(x => x > 1)   →   for (i = 0; i &lt; xs.Length; i++) if (!isFound) if (xs[i] > 1) { first = xs[i]; isFound = true; }
/// </code>
/// </summary>
internal static class Elements
{
    private const string OrDefault = "OrDefault";

    public static readonly HashSet<string> Operators = ["First", "Last", "Single", "ElementAt", "FirstOrDefault", "LastOrDefault",
        "SingleOrDefault", "ElementAtOrDefault"];

    /// <summary>Null if the element cannot be followed.</summary>
    public static Tree<Operand>? Of(Lowering lowering, IInvocationOperation call, Sequence source, IReadOnlyList<Callable> functions,
        IReadOnlyList<IOperation> arguments)
    {
        var isOptional = call.TargetMethod.Name.EndsWith(OrDefault, StringComparison.Ordinal);
        var name = isOptional ? call.TargetMethod.Name.Substring(0, call.TargetMethod.Name.Length - OrDefault.Length)
            : call.TargetMethod.Name;
        if (source.IsNested) return null;
        if (functions.Count == 0 && source.IsExact && !isOptional && name is "First" or "Last") return End(lowering, source, name);
        if (!source.CanBeKept(lowering)) return null;
        // Of what has gaps, the length is not known before all of it has been seen.
        if (name == "ElementAt" && !source.IsExact && arguments[1].Type?.SpecialType != SpecialType.System_Int32) return null;
        var isMatch = functions.Count == 1;
        // Of what has an index LINQ looks for the last match from the end: only functions without effects cannot tell.
        if (isMatch && name == "Last" && call.Descendants().Any(part => Writes.Targets(part).Any())) return null;
        var matching = isMatch ? source.Where(lowering, call, functions[0]) : source;
        var iteration = matching.Begin();
        var found = new Found(lowering.Variables.Temporary(Shapes.Of(source.Element), name == "ElementAt" ? "element" : name.ToLowerInvariant()),
            lowering.Variables.Flag("isFound"), isMatch ? "matching element" : "element");
        if (name == "ElementAt") At(lowering, matching, iteration, arguments[1], found);
        else
        {
            Begin(lowering, found, arguments.Count > functions.Count + 1 ? arguments[arguments.Count - 1] : null);
            Find(lowering, name, iteration, found);
        }

        if (!isOptional)
            lowering.Branch(Patterns.Not(lowering, lowering.Read(found.IsFound)), () => Exceptions.Throw(lowering, name == "ElementAt"
                ? "global::System.ArgumentOutOfRangeException(\"index\")"
                : $"global::System.InvalidOperationException(\"Sequence contains no {found.Kind}{(isMatch ? "" : "s")}\")"));
        return lowering.Read(found.Element);
    }

    /// <summary>The first or the last element that fulfils a condition, or the default of its type.</summary>
    public static Tree<Operand> Match(Lowering lowering, IInvocationOperation call, Sequence source, Callable condition, bool isLast)
    {
        // A list looks for the last match from the end.
        var iteration = (isLast ? source.Backwards(lowering) : source).Where(lowering, call, condition).Begin();
        var found = new Found(lowering.Variables.Temporary(Shapes.Of(source.Element), "found"), lowering.Variables.Flag("isFound"), "");
        Begin(lowering, found, null);
        Find(lowering, "First", iteration, found);
        return lowering.Read(found.Element);
    }

    private static Tree<Operand> End(Lowering lowering, Sequence source, string name)
    {
        var iteration = source.Begin();
        Folds.RequireElements(lowering, iteration.Count);
        var result = lowering.Variables.Temporary(Shapes.Of(source.Element), name == "Last" ? "last" : "first");
        iteration.Visit(name == "Last"
            ? lowering.Apply(Primitive.Subtract, InertType.Int, iteration.Count, Constant.Int(1))
            : Constant.Int(0), x => lowering.Write(result, x));
        return lowering.Read(result);
    }

    private static void Find(Lowering lowering, string name, Iteration iteration, Found found) =>
        IndexLoops.Up(lowering, iteration.Count, index =>
        {
            if (name == "First") lowering.Branch(Patterns.Not(lowering, lowering.Read(found.IsFound)), Visit);
            else Visit();

            void Visit() => iteration.Visit(index, x =>
            {
                if (name == "Single")
                    lowering.Branch(lowering.Read(found.IsFound), () => Exceptions.Throw(lowering,
                        $"global::System.InvalidOperationException(\"Sequence contains more than one {found.Kind}\")"));
                Keep(lowering, found, x);
            });
        });

    private static void At(Lowering lowering, Sequence source, Iteration iteration, IOperation index, Found found)
    {
        if (source.IsExact)
        {
            var position = SequenceParts.Position(lowering, index, iteration.Count);
            Begin(lowering, found, null);
            lowering.Branch(Patterns.And(lowering, lowering.Apply(Primitive.GreaterOrEqual, InertType.Bool, position, Constant.Int(0)),
                () => lowering.Apply(Primitive.Less, InertType.Bool, position, iteration.Count)),
                () => iteration.Visit(position, x => Keep(lowering, found, x)));
            return;
        }

        var (wanted, number) = (Expressions.Scalar(lowering, index), Counters.New(lowering, "number"));
        Begin(lowering, found, null);
        IndexLoops.Up(lowering, iteration.Count, i => lowering.Branch(Patterns.Not(lowering, lowering.Read(found.IsFound)),
            () => iteration.Visit(i, x => lowering.Branch(IsWanted(), () => Keep(lowering, found, x)))));

        Operand IsWanted() => lowering.Apply(Primitive.Equal, InertType.Bool, Counters.Next(lowering, number), wanted);
    }

    private static void Begin(Lowering lowering, Found found, IOperation? otherwise)
    {
        lowering.Write(found.Element, otherwise is null ? Lowering.Default(found.Element.Type) : Expressions.Lower(lowering, otherwise));
        lowering.Write(found.IsFound, Constant.False);
    }

    private static void Keep(Lowering lowering, Found found, Tree<Operand> element)
    {
        lowering.Write(found.Element, element);
        lowering.Write(found.IsFound, Constant.True);
    }

    /// <param name="Kind">What is looked for, in the words of LINQ.</param>
    private sealed record Found(Tree<Slot> Element, Slot IsFound, string Kind);
}
