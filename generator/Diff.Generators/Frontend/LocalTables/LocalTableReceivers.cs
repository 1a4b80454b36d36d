using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// A member of a row that may run without a look at any field: where there is no object, it throws all the same.
/// <code>
/// node.Touch();   →   if (node == 0) throw new NullReferenceException(); …
/// </code>
/// </summary>
internal static class LocalTableReceivers
{
    /// <summary>Throws where a member is called on no object, unless its body will do so by itself.</summary>
    public static void Require(Lowering lowering, IOperation instance, IMethodSymbol method, Tree<Slot>? self)
    {
        if (self is null || instance is IInstanceReferenceOperation or IConditionalAccessInstanceOperation or IObjectCreationOperation
            || !lowering.Tables.Has(instance.Type))
            return;
        if (lowering.Frames.BodyOf(lowering, method) is { } body && Reads(body)) return;
        if (lowering.Tables.IsThere(lowering, instance.Type!, lowering.Read(self).Leaf) is Value isThere)
            lowering.Branch(Patterns.Not(lowering, isThere), () => Exceptions.Throw(lowering, "global::System.NullReferenceException()"));
    }

    /// <summary>Whether code reads or assigns a field of <c>this</c> on every path, before anything else can end it.</summary>
    private static bool Reads(IOperation code)
    {
        switch (code)
        {
            case IMemberReferenceOperation { Instance: IInstanceReferenceOperation } member when LocalClasses.IndexOf(member) is not null:
                return true;
            case IConditionalOperation conditional:
                return Reads(conditional.Condition);
            case ISwitchOperation chosen:
                return Reads(chosen.Value);
            case ISwitchExpressionOperation chosen:
                return Reads(chosen.Value);
            case ICoalesceOperation coalesce:
                return Reads(coalesce.Value);
            case IConditionalAccessOperation access:
                return Reads(access.Operation);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                return Reads(both.LeftOperand);
            case ILoopOperation or ITryOperation or IAnonymousFunctionOperation or ILocalFunctionOperation or INameOfOperation:
                return false;
            case IBlockOperation block:
                foreach (var statement in block.Operations)
                {
                    if (Reads(statement)) return true;
                    if (statement.DescendantsAndSelf().Any(part => part is IReturnOperation or IThrowOperation or IBranchOperation))
                        return false;
                }
                return false;
            default:
                return code.ChildOperations.Any(child => Reads(child));
        }
    }
}
