using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Members and operators of extension blocks: their receiver belongs to the block, so that neither signature nor contract tells of it.
/// They are refused.
/// </summary>
internal static class ExtensionBlocks
{
    /// <summary>What is used of an extension block, by its name; null if it is nothing of the kind.</summary>
    public static string? Member(IOperation expression) => expression switch
    {
        IInvocationOperation { TargetMethod: var method } when IsIn(method) => method.Name,
        IMemberReferenceOperation { Member: var member } when IsIn(member) => member.Name,
        IBinaryOperation { OperatorMethod: { } method } when IsIn(method) => expression.Syntax.ToString(),
        IUnaryOperation { OperatorMethod: { } method } when IsIn(method) => expression.Syntax.ToString(),
        ICompoundAssignmentOperation { OperatorMethod: { } method } when IsIn(method) => expression.Syntax.ToString(),
        IIncrementOrDecrementOperation { OperatorMethod: { } method } when IsIn(method) => expression.Syntax.ToString(),
        _ => null,
    };

    public static bool IsIn(ISymbol? member) => member?.ContainingType is { IsExtension: true };
}
