using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// Whether forward mode of a method, and the tangents of its halves, can go along several directions at once (<see cref="Lanes"/>): all
/// that carries a derivative consists of numbers of one precision, in tuples, structs, arrays, spans or matrices of nothing else, and what
/// it calls can do the same. Only then do callers rely on it.
/// </summary>
internal static class BundledCalls
{
    /// <summary>Whether a method can, if all that it calls can.</summary>
    public static bool Run(Method method)
    {
        var declaration = method.Declaration;
        var isPlain = declaration is { Dispatch: Dispatch.None, IsHidden: false, TypeParameters: "", Scalars.IsEmpty: true }
            && !declaration.Existing.Contains(declaration.Family + "Jvp")
            && method is { ReturnedTuple: null, ReturnsCollection: false }
            && method.Parameters.All(parameter => parameter.Field is null or { IsKnown: true } && !parameter.IsReceiver
                && parameter.Collection.Length == 0)
            && method.Results.All(result => Fits(result.Type))
            && method.Body.Parameters.All(parameter => Fits(parameter.Type));
        return isPlain && method.Body.Statements().All(Fits) && HasOnePrecision(method);
    }

    private static bool HasOnePrecision(Method method) => method.Body.Parameters
        .Concat(method.Body.Statements().SelectMany(statement => statement.Operands().Concat(statement.Results())))
        .Concat(method.Body.Yields).Select(operand => operand.Type).Concat(method.Results.Select(result => result.Type))
        .Where(type => type.IsDifferentiable()).Select(Lanes.NumberOf).Distinct().Count() < 2;

    private static bool Fits(Statement statement) => statement switch
    {
        Try => false,
        // The weight in its rule is an argument of the function itself.
        Let { Operation: Apply { Primitive.Name: "ScaleB" } } => false,
        // It carries no tangent, or the method is refused.
        Let { Operation: Call { Callee.IsHarmless: true } } => true,
        Let { Operation: Call call } when !IsCallOfMember(call) && call.Callee.Kind != CalleeKind.Unknown => false,
        WriteSlot write => Fits(write.Slot.Type),
        _ => statement.Operands().Concat(statement.Results()).All(operand => Fits(operand.Type)),
    };

    private static bool IsCallOfMember(Call call) =>
        call.Callee is { Kind: CalleeKind.Differentiable, Derivative: null, IsDispatched: false, TypeArguments: "",
            HasReceiverParameter: false, Template: "", UsesCollections: false };

    private static bool Fits(IrType type) => !type.IsDifferentiable() || Lanes.NumberOf(type) is not null;

    /// <summary>Whether a method has a Hessian that is worth computing along several directions at once.</summary>
    public static bool HasHessian(Method method) => method is { Declaration: { Order: 2, IsHidden: false }, ReturnsOneNumber: true }
        && Lanes.AreWorth([.. method.Parameters.Where(parameter => parameter.IsIndependent).Select(parameter => parameter.Type)]);

    /// <summary>
    /// The methods whose forward mode is bundled, and those whose halves are: those that may be, with all that they call, and that a
    /// method with a Jacobian or Hessian calls. Forward mode passes a rule in the form of partials, which depend on no direction; the
    /// tangent of such a rule is forward mode of the rule itself.
    /// </summary>
    /// <param name="hasColumns">Whether the columns of the method's Jacobian are wanted.</param>
    /// <param name="hasHessian">Whether the columns of the method's Hessian are wanted.</param>
    /// <param name="isInlined">Whether the body of a method takes the place of its calls.</param>
    /// <param name="rules">The custom rules, by the methods that they serve.</param>
    public static (HashSet<string> Forward, HashSet<string> Halves) Close(EquatableArray<MethodFacts> methods,
        Func<MethodFacts, bool> hasColumns, Func<MethodFacts, bool> hasHessian, Func<string, bool> isInlined,
        Dictionary<string, CustomRule> rules)
    {
        var inlined = methods.Where(method => isInlined(method.Key)).GroupBy(method => method.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        var forward = Possible(methods, inlined, rules, static _ => true);
        var halves = Possible(methods, inlined, rules, rule => rule.Partials is { } partials && forward.ContainsKey(partials.Key));
        var hessians = methods.Where(hasHessian).ToList();
        var second = Reached(halves, hessians.Select(method => method.Key));
        var partials = hessians.Concat(methods.Where(method => second.Contains(method.Key)))
            .SelectMany(method => WithInlined(method, inlined)).SelectMany(method => method.Tangents)
            .Select(call => rules.TryGetValue(call.Key, out var rule) ? rule.Partials?.Key : null)
            .OfType<string>().Where(forward.ContainsKey).Distinct(StringComparer.Ordinal).ToList();
        var first = Reached(forward, methods.Where(hasColumns).Select(method => method.Key).Concat(partials));
        first.UnionWith(partials);
        return (first, second);
    }

    /// <summary>The methods that can be bundled, with those that they call.</summary>
    /// <param name="isPassed">Whether several directions pass a rule in the form of partials.</param>
    private static Dictionary<string, List<string>> Possible(EquatableArray<MethodFacts> methods, Dictionary<string, MethodFacts> inlined,
        Dictionary<string, CustomRule> rules, Func<CustomRule, bool> isPassed)
    {
        var callees = methods.Where(method => method.CanBeBundled)
            .GroupBy(method => method.Key, StringComparer.Ordinal)
            .Select(same => (same.Key, Parts: WithInlined(same.First(), inlined)))
            .Where(method => method.Parts.SelectMany(part => part.Tangents).All(call => !rules.TryGetValue(call.Key, out var rule)
                || rule.Form == RuleForm.Partials && isPassed(rule)))
            .ToDictionary(method => method.Key, method => method.Parts.SelectMany(part => part.Calls)
                .Where(key => !inlined.ContainsKey(key) && !rules.ContainsKey(key)).ToList(), StringComparer.Ordinal);
        while (callees.FirstOrDefault(method => !method.Value.TrueForAll(callees.ContainsKey)).Key is { } impossible)
            callees.Remove(impossible);
        return callees;
    }

    /// <summary>A method, and those whose bodies take the place of its calls.</summary>
    private static List<MethodFacts> WithInlined(MethodFacts method, Dictionary<string, MethodFacts> inlined)
    {
        var parts = new Dictionary<string, MethodFacts>(StringComparer.Ordinal) { [method.Key] = method };
        var pending = new Queue<MethodFacts>([method]);
        while (pending.Count > 0)
        {
            foreach (var key in pending.Dequeue().Calls.Where(key => inlined.ContainsKey(key) && !parts.ContainsKey(key)))
            {
                parts.Add(key, inlined[key]);
                pending.Enqueue(inlined[key]);
            }
        }

        return [.. parts.Values];
    }

    /// <summary>What methods call, directly or through others.</summary>
    private static HashSet<string> Reached(Dictionary<string, List<string>> callees, IEnumerable<string> methods)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>(methods.Where(callees.ContainsKey));
        while (pending.Count > 0)
        {
            foreach (var callee in callees[pending.Pop()])
                if (reached.Add(callee)) pending.Push(callee);
        }

        return reached;
    }
}
