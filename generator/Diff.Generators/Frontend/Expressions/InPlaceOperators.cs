using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Operators that change what they are applied to, <c>public void operator +=(double x)</c>. They are refused: <c>a += x</c> is not
/// <c>a = a + x</c> with them, and generated code has no name to call them by.
/// </summary>
internal static class InPlaceOperators
{
    public static bool Is(IOperation expression) => expression switch
    {
        ICompoundAssignmentOperation { OperatorMethod: { } method } => !method.IsStatic,
        IIncrementOrDecrementOperation { OperatorMethod: { } method } => !method.IsStatic,
        _ => false,
    };

    /// <summary>What is changed.</summary>
    public static IOperation Target(IOperation expression) => expression switch
    {
        ICompoundAssignmentOperation assignment => assignment.Target,
        IIncrementOrDecrementOperation step => step.Target,
        _ => throw new InvalidOperationException($"{expression.Kind} has no operator that changes what it is applied to."),
    };
}
