using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers the arrays that a method rents from an <c>ArrayPool</c> and gives back: to it they are arrays of its own, with as many elements
/// as it asks for. The memory of derivatives is pooled anyway, and the reverse sweep may still read an array that the primal has given back.
/// <code>
/// var t = ArrayPool&lt;double&gt;.Shared.Rent(n); …; ArrayPool&lt;double&gt;.Shared.Return(t);   →   var t = new double[n]; …;
/// </code>
/// </summary>
internal static class PooledArrays
{
    /// <summary>Null for a call that is neither of the two.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call) => call switch
    {
        _ when IsOfPool(call, "Rent") && Shapes.Of(call.Type!) is BufferType type =>
            Expressions.Leaf(lowering.Let(new Allocate([Expressions.Scalar(lowering, Argument(call, 0))]), type)),
        _ when IsOfPool(call, "Return") && Shapes.IsVector(Argument(call, 0).Type) => GiveBack(lowering, call),
        _ => null,
    };

    private static Tree<Operand> GiveBack(Lowering lowering, IInvocationOperation call)
    {
        if (IsRented(Argument(call, 0), Writes.Root(call), [])) return Lowering.Nothing;
        return Expressions.Refuse(lowering, call, "giving an array back to its pool that the method has not rented itself",
            "give it back outside the method, or rent it inside");
    }

    /// <summary>Whether all that a variable ever holds is rented by the same method, or null.</summary>
    private static bool IsRented(IOperation value, IOperation body, HashSet<ISymbol> seen) => Sinks.Strip(value) switch
    {
        { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation => true,
        IInvocationOperation call => IsOfPool(call, "Rent"),
        IConditionalOperation { WhenFalse: { } otherwise } choice =>
            IsRented(choice.WhenTrue, body, seen) && IsRented(otherwise, body, seen),
        ISimpleAssignmentOperation assignment => IsRented(assignment.Value, body, seen),
        ILocalReferenceOperation { Local: { IsRef: false } local } =>
            !seen.Add(local) || (Values(local, body).ToList() is { Count: > 0 } values
                && values.TrueForAll(held => held is not null && IsRented(held, body, seen))),
        _ => false,
    };

    /// <summary>What a variable is set to; null where that is not seen.</summary>
    private static IEnumerable<IOperation?> Values(ILocalSymbol local, IOperation body) => body.DescendantsAndSelf()
        .SelectMany(operation => operation switch
        {
            IVariableDeclaratorOperation { Initializer: { } initializer } declarator => [(declarator.Symbol, initializer.Value)],
            ICompoundAssignmentOperation compound => Pairs(compound.Target, null),
            IAssignmentOperation assignment => Pairs(assignment.Target, assignment.Value),
            _ => Writes.Targets(operation).Select(target => (Writes.Variable(target), (IOperation?)null)),
        })
        .Where(pair => SymbolEqualityComparer.Default.Equals(pair.Item1, local))
        .Select(pair => pair.Item2);

    /// <summary>The variables of an assignment with their values, item by item where both sides are tuples.</summary>
    private static IEnumerable<(ISymbol?, IOperation?)> Pairs(IOperation target, IOperation? value) => target switch
    {
        IDeclarationExpressionOperation declaration => Pairs(declaration.Expression, value),
        ITupleOperation targets => targets.Elements.SelectMany((item, i) => Pairs(item, Item(value, i))),
        _ => [(Writes.Variable(target), value)],
    };

    private static IOperation? Item(IOperation? value, int i) => value switch
    {
        IConversionOperation conversion => Item(conversion.Operand, i),
        ITupleOperation tuple => tuple.Elements[i],
        _ => null,
    };

    private static IOperation Argument(IInvocationOperation call, int ordinal) =>
        call.Arguments.First(argument => argument.Parameter!.Ordinal == ordinal).Value;

    private static bool IsOfPool(IInvocationOperation call, string name) => call.TargetMethod.Name == name
        && call.TargetMethod.ContainingType is { Name: "ArrayPool", ContainingNamespace:
            { Name: "Buffers", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };
}
