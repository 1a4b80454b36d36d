using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>Whether there is an object: one that is taken apart is never null.</summary>
internal static class LocalObjectNulls
{
    /// <summary>Null if the expression asks for something else.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IOperation expression) => expression switch
    {
        _ when NullTest.Of(expression) is { } test && IsNamed(lowering, test.Value) =>
            Expressions.Leaf(test.HoldsForNull ? Constant.False : Constant.True),
        ICoalesceOperation { Value: var value } when LocalObjects.Is(lowering, value) => IsField(lowering, value)
            ? lowering.Refuse(expression, Descriptors.Unsupported.LocalObject, value.Syntax.ToString(), "it may not have been assigned",
                "give the field an object where it is declared, and take it as it is")
            : Expressions.Lower(lowering, value),
        _ => null,
    };

    /// <summary>Whether a pattern tests a field for an object.</summary>
    public static bool IsOfField(Lowering lowering, IOperation pattern) => pattern.Parent switch
    {
        IPropertySubpatternOperation => true,
        IIsPatternOperation test => IsField(lowering, test.Value),
        ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } => IsField(lowering, choice.Value),
        IPatternCaseClauseOperation { Parent.Parent: ISwitchOperation choice } => IsField(lowering, choice.Value),
        IPatternOperation outer => IsOfField(lowering, outer),
        _ => false,
    };

    private static bool IsField(Lowering lowering, IOperation value) =>
        Sinks.Strip(value) is IMemberReferenceOperation member && LocalObjects.Storage(lowering, member) is not null;

    // A field may not have been assigned yet.
    private static bool IsNamed(Lowering lowering, IOperation value) =>
        Sinks.Strip(value) is var named and (ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation)
            && LocalObjects.Storage(lowering, named) is not null;
}
