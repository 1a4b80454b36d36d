using Diff.Generators.Ir;
using Diff.Generators.Normalize;

namespace Diff.Generators.Analysis;

/// <summary>
/// Active values that reach the result through objects, such as <c>(double[])a.Clone()</c>, <c>double.Parse(x.ToString())</c> or <c>list.Add(x)</c>, also where
/// a field keeps the object in between: the derivative would be lost.
/// </summary>
internal static class InertEscapes
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        var carriers = new HashSet<Value>();
        var members = new HashSet<string>();
        var local = LocalObjects.Of(method);
        while (Spread(method, activity, carriers, members, local))
        {
        }

        foreach (var let in method.Body.Statements().OfType<Let>())
            if (IsUnseen(let.Operation) && Escapes(let.Operation) && let.Results.Any(activity.IsUseful))
                yield return Finding.At(let.Origin, "DIFF0002", "a differentiated value that passes through an object", "copy it element by element, or wrap it in Gradient.Detach");

        // A call that takes an active value itself is refused by its name (UnknownCallees).
        bool Escapes(Operation operation) => operation is Call
            ? operation.Operands.Any(operand => operand is Value value && carriers.Contains(value)) && !operation.Operands.Any(activity.IsVaried)
            : operation.Operands.Any(operand => IsCarried(operand, activity, carriers));
    }

    /// <summary>Adds the objects that are made from active values or from such objects, and the members that keep them; false when nothing is new.</summary>
    private static bool Spread(Method method, Activity activity, HashSet<Value> carriers, HashSet<string> members, LocalObjects local)
    {
        var before = carriers.Count + members.Count;
        foreach (var statement in method.Body.Statements())
        {
            switch (statement)
            {
                // What must be a constant is refused itself.
                case Let { Operation: not Inert { MustBeConstant: true } } let when IsUnseen(let.Operation) && let.Operation.Operands.Any(operand => IsCarried(operand, activity, carriers)):
                    carriers.UnionWith(let.Results.Where(CanHold));
                    if (let.Operation is Inert { IsAssignment: true } assignment && CanHold(assignment.Arguments[assignment.Arguments.Count - 1])) members.Add(assignment.Place);
                    if (SharedVariables.Stored(let.Operation) is null) carriers.UnionWith(let.Operation.Operands.Where(local.Contains).Cast<Value>());
                    break;
                case Let { Operation: Inert read } let when members.Contains(read.Template):
                    carriers.UnionWith(let.Results);
                    break;
                default:
                    carriers.UnionWith(statement.Handovers().Where(pair => pair.From is Value value && carriers.Contains(value)).Select(pair => pair.To));
                    break;
            }
        }

        return carriers.Count + members.Count > before;
    }

    private static bool IsUnseen(Operation operation) => operation is Inert or Call { Callee.Kind: CalleeKind.Unknown };

    private static bool IsCarried(Operand operand, Activity activity, HashSet<Value> carriers) =>
        activity.IsVaried(operand) || (operand is Value value && carriers.Contains(value));

    /// <summary>64 bits of an unknown function may be those of the number.</summary>
    private static bool CanHold(Operand value) => value.Type is InertType { Kind: InertKind.Reference or InertKind.Struct or InertKind.RefStruct } or InertType { Name: "long" or "ulong" or "nint" or "nuint" };
}
