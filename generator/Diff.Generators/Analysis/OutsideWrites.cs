using Diff.Generators.Ir;
using Diff.Generators.Normalize;

namespace Diff.Generators.Analysis;

/// <summary>
/// Values that depend on an independent, stored in a field, a static, memory that one of these holds, or a <c>[NoGradient]</c> buffer: what
/// is read back from there is a constant. Of memory that the method has from elsewhere nothing is known, so that it counts as held. Any
/// store through what <c>Gradient.Detach</c> returns is one, too.
/// <code>
/// history[i] = loss;   total.Sum += x * x;   Fill(scratch, x);   // with history, total and scratch fields
/// </code>
/// </summary>
internal sealed class OutsideWrites
{
    private readonly Activity _activity;
    private readonly HashSet<int> _constants;
    private readonly Dictionary<Value, Operation> _definitions = [];

    private OutsideWrites(Method method, Activity activity)
    {
        _activity = activity;
        _constants = [.. method.BoundParameters().Where(pair => pair.Parameter is { IsIndependent: false, Type: BufferType })
            .Select(pair => activity.Aliases.Of(pair.Value))];
    }

    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        var writes = new OutsideWrites(method, activity);
        foreach (var let in method.Body.Statements().OfType<Let>())
        {
            foreach (var result in let.Results) writes._definitions[result] = let.Operation;
            if (writes.Place(let.Operation) is not { } place) continue;
            if (writes.Unfollowed(let.Operation) is { } made)
                yield return Untracked(let, made);
            else
                yield return Finding.At(let.Origin, "DIFF0005", place,
                    let.Operation is Inert inert ? inert.Advice : ", or change a copy of the array, made with Clone()");
        }
    }

    private static Finding Untracked(Let let, Value array)
    {
        var type = array.Type.Name.Replace("global::", "");
        return Finding.At(let.Origin, "DIFF0003", array.Name.Length > 0 ? array.Name : Finding.Source, type, Advice(type));
    }

    /// <summary>What to do instead of an array whose numbers cannot be followed.</summary>
    private static string Advice(string array) => array.TrimEnd('[', ']', ',') switch
    {
        ['(', ..] or "double" or "float" => ", or use one array, with indices that are computed",
        [.., '?'] => ", or keep the values in one array, and in another one which of them are there",
        var element => $", or mark '{element}' itself [Differentiable]",
    };

    /// <summary>The name of what keeps the value; null if nothing does.</summary>
    private string? Place(Operation operation) => operation switch
    {
        Inert { IsAssignment: true } assignment when _activity.IsVaried(assignment.Arguments[assignment.Arguments.Count - 1]) =>
            Member(assignment.Template),
        Store store when IsDetached(store.Buffer) || (_activity.IsVaried(store.Operand) && IsOutside(store.Buffer)) => Name(store.Buffer),
        Call { Callee.Kind: not CalleeKind.Unknown } call => call.Bound()
            .Where(pair => pair.Parameter is { IsWritten: true, IsIndependent: true } && _activity.IsVaried(pair.Argument)
                && IsOutside(pair.Argument))
            .Select(pair => Name(pair.Argument)).FirstOrDefault(),
        _ => null,
    };

    /// <summary>
    /// An array that the method makes itself, of a type whose numbers cannot be followed, in a row of which the operation stores; null for
    /// any other memory.
    /// </summary>
    private Value? Unfollowed(Operation operation)
    {
        var memory = operation is Store store ? store.Buffer
            : operation is Inert { IsAssignment: true, Template: var template, Arguments: [var whole, ..] }
                && template.StartsWith("{0}[", StringComparison.Ordinal) ? whole
            : null;
        while (memory is Value value && _definitions.TryGetValue(value, out var read))
        {
            if (read is Inert { IsCreation: true } && value.Type.Name.EndsWith("]", StringComparison.Ordinal)) return value;
            memory = read is Inert { Template: "{0}[{1}]", Arguments: [var rows, ..] } ? rows : read is View view ? view.Buffer : null;
        }

        return null;
    }

    /// <summary>Under its other name the memory may be differentiated, and that would not see the change.</summary>
    private bool IsDetached(Operand buffer) => buffer is Value value && _definitions.TryGetValue(value, out var made)
        && (made is Detach || made is View view && IsDetached(view.Buffer));

    private bool IsOutside(Operand buffer) =>
        (_activity.Aliases.IsExternal(buffer) || _constants.Contains(_activity.Aliases.Of(buffer))) && !IsOwn(buffer);

    /// <summary>
    /// Memory that the method makes is its own until it is stored, which is a write of all that it holds; variables in boxes have a check
    /// of their own.
    /// </summary>
    private bool IsOwn(Operand buffer) => buffer is Value value && _definitions.TryGetValue(value, out var made)
        && (made is Allocate || SharedVariables.IsRead(made) || made is View view && IsOwn(view.Buffer));

    private string Name(Operand? buffer) => buffer switch
    {
        Value { Name.Length: > 0 } named => named.Name,
        Value value when _definitions.TryGetValue(value, out var operation) =>
            operation is Inert inert ? Member(inert.Template) : Name(operation.Operands.FirstOrDefault()),
        _ => "an object",
    };

    /// <summary>The name of the member that a template reads or assigns.</summary>
    private static string Member(string template)
    {
        var path = template.Split('=', '(', '[', '<')[0].Trim();
        return path.Substring(path.LastIndexOf('.') + 1) is { Length: > 0 } name && !name.StartsWith("{", StringComparison.Ordinal)
            ? name
            : "an element";
    }
}
