using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// A call of a member whose body may take its place, however it is written: <c>m.Add(x)</c>, <c>m[i]</c>, <c>a + b</c>, <c>(double)m</c>,
/// <c>a += b</c>. Whether it makes its class be taken apart, whether its value is an object that is, and whether its body takes its place
/// is asked of this.
/// </summary>
internal sealed record MemberCall(IMethodSymbol Method, IOperation? Instance, IReadOnlyList<IOperation> Operands)
{
    /// <summary>Null if the operation calls no member that has a body of its own.</summary>
    public static MemberCall? Of(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke } => null,
        IInvocationOperation call => new(call.TargetMethod, call.Instance, [.. call.Arguments.Select(argument => argument.Value)]),
        IPropertyReferenceOperation { Property.GetMethod: { } getter } property when LocalClasses.IndexOf(property) is null =>
            new(getter, property.Instance, [.. property.Arguments.Select(argument => argument.Value)]),
        IBinaryOperation { OperatorMethod: { } method } binary => new(method, null, [binary.LeftOperand, binary.RightOperand]),
        IUnaryOperation { OperatorMethod: { } method } unary => new(method, null, [unary.Operand]),
        IConversionOperation { OperatorMethod: { } method } conversion => new(method, null, [conversion.Operand]),
        ICompoundAssignmentOperation { OperatorMethod: { IsStatic: true } method } assignment =>
            new(method, null, [assignment.Target, assignment.Value]),
        _ => null,
    };

    /// <summary>The types of what the member is called on, gets and gives.</summary>
    public IEnumerable<ITypeSymbol?> Types => [Instance?.Type, Method.ReturnType, .. Operands.Select(operand => operand.Type)];

    /// <summary>
    /// Whether the body takes the place of the call: an object that is taken apart is called, passed or returned, the call is of a static
    /// helper in an inlined body of the same class, it changes a list that the caller makes, or it passes functions that the caller names
    /// (<see cref="FunctionArguments"/>); a custom rule comes first.
    /// </summary>
    public bool IsInlined(Lowering lowering) => ConcernsObject(lowering) && !RuleTargets.MayInclude(lowering.Nesting.Compilation, Method);

    private bool ConcernsObject(Lowering lowering)
    {
        if (Method.DeclaringSyntaxReferences.IsEmpty) return false;
        if (LocalObjects.Is(lowering, Instance)) return true;
        if (Instance is not null && ChosenMembers.Are(Method)) return false;
        var isHelper = Method.IsStatic && lowering.Frames.Class is { } type
            && SymbolEqualityComparer.Default.Equals(type, Method.ContainingType)
            && (!lowering.Frames.IsReachable(lowering, Method) || (!Attributes.IsDifferentiable(Method) && Operands.Any(Sinks.Carries)));
        var makes = Instance is null && (lowering.Objects.Has(Method.ReturnType) || lowering.Objects.Holds(Method.ReturnType));
        return isHelper || makes || Types.Any(lowering.Tables.Mentions) || Operands.Any(operand => LocalObjects.Is(lowering, operand))
            || ListChangers.Are(lowering, this) || FunctionArguments.Are(lowering, this) || StructArguments.Are(lowering, this);
    }
}
