using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// Whether forward mode of a method, and the tangents of its halves, can go along several directions at once (<see cref="Lanes"/>): all
/// that carries a derivative is a number of one precision, or an array or span of them, and what it calls can do the same. Only then do
/// callers rely on it.
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
            && method.Parameters.All(parameter => parameter.Field is null && !parameter.IsReceiver && parameter.Collection.Length == 0)
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
        Let { Operation: Call call } when !IsCallOfMember(call) => false,
        WriteSlot write => Fits(write.Slot.Type),
        _ => statement.Operands().Concat(statement.Results()).All(operand => Fits(operand.Type)),
    };

    private static bool IsCallOfMember(Call call) =>
        call.Callee is { Kind: CalleeKind.Differentiable, Derivative: null, IsDispatched: false, TypeArguments: "",
            HasReceiverParameter: false, Template: "", UsesCollections: false };

    private static bool Fits(IrType type) => !type.IsDifferentiable() || Lanes.AreNumbers(type);

    /// <summary>Whether a method has a Hessian that is worth computing along several directions at once.</summary>
    public static bool HasHessian(Method method) => method is { Declaration: { Order: 2, IsHidden: false }, ReturnsOneNumber: true }
        && Lanes.AreWorth([.. method.Parameters.Where(parameter => parameter.IsIndependent).Select(parameter => parameter.Type)]);

    /// <summary>The methods that are bundled: those that may be, with all that they call, and that a method with columns calls.</summary>
    /// <param name="hasColumns">Whether the columns of the method's Jacobian, or Hessian, are wanted.</param>
    /// <param name="isInlined">Whether the body of a method takes the place of its calls.</param>
    /// <param name="hasRule">Whether a custom rule serves a method, whose tangents have no form for several directions.</param>
    public static HashSet<string> Close(EquatableArray<MethodFacts> methods, Func<MethodFacts, bool> hasColumns,
        Func<string, bool> isInlined, Func<string, bool> hasRule)
    {
        var callees = methods.Where(method => method.CanBeBundled && !method.Tangents.Any(call => hasRule(call.Key)))
            .GroupBy(method => method.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First().Calls.Where(key => !isInlined(key)).ToList(), StringComparer.Ordinal);
        while (callees.FirstOrDefault(method => !method.Value.TrueForAll(callees.ContainsKey)).Key is { } impossible)
            callees.Remove(impossible);
        var bundled = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>(methods.Where(hasColumns).Select(method => method.Key).Where(callees.ContainsKey));
        while (pending.Count > 0)
        {
            foreach (var callee in callees[pending.Pop()])
                if (bundled.Add(callee)) pending.Push(callee);
        }

        return bundled;
    }
}
