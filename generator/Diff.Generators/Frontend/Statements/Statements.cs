using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Lowers statements. One arm per kind of statement; the larger ones have files of their own.</summary>
internal static class Statements
{
    public static void Lower(Lowering lowering, IOperation statement)
    {
        if (lowering.IsUnreachable) return;
        switch (statement)
        {
            case IBlockOperation block:
                LowerAll(lowering, block.Operations, 0);
                break;
            case ILabeledOperation { Operation: null } or IEmptyOperation or ILocalFunctionOperation:
                break;
            default:
                lowering.AtStatement(statement.Syntax, () => LowerOne(lowering, statement));
                break;
        }
    }

    private static void LowerAll(Lowering lowering, IReadOnlyList<IOperation> statements, int start)
    {
        for (var i = start; i < statements.Count; i++)
        {
            if (statements[i] is IUsingDeclarationOperation @using && !lowering.IsUnreachable)
            {
                lowering.AtStatement(@using.Syntax,
                    () => Exceptions.LowerUsing(lowering, @using, () => LowerAll(lowering, statements, i + 1)));
                return;
            }
            Lower(lowering, statements[i]);
        }
    }

    private static void LowerOne(Lowering lowering, IOperation statement)
    {
        switch (statement)
        {
            case IVariableDeclarationGroupOperation group:
                Locals.Lower(lowering, group);
                break;
            case IExpressionStatementOperation expression:
                Expressions.Lower(lowering, expression.Operation);
                break;
            case IReturnOperation { Kind: OperationKind.Return } returned:
                Returns.Lower(lowering, returned.ReturnedValue);
                break;
            case IConditionalOperation branch:
                lowering.Branch(
                    Expressions.Scalar(lowering, branch.Condition),
                    () => Lower(lowering, branch.WhenTrue),
                    branch.WhenFalse is { } whenFalse ? () => Lower(lowering, whenFalse) : null);
                break;
            case ILoopOperation loop:
                Loops.Lower(lowering, loop);
                break;
            case ISwitchOperation @switch:
                Switches.Lower(lowering, @switch);
                break;
            case IBranchOperation jump:
                LowerJump(lowering, jump);
                break;
            case IThrowOperation thrown:
                Exceptions.LowerThrow(lowering, thrown);
                break;
            case ITryOperation attempt:
                Exceptions.LowerTry(lowering, attempt);
                break;
            case IUsingOperation @using:
                Exceptions.LowerUsing(lowering, @using);
                break;
            case ILabeledOperation { Operation: { } labeled }:
                // Only goto comes here, and that is refused.
                Lower(lowering, labeled);
                break;
            case ILockOperation locked:
                Exceptions.LowerLock(lowering, locked);
                break;
            case IReturnOperation { IsImplicit: true }:
                // The end of an iterator, whose yield statements are refused.
                break;
            case IReturnOperation:
                Refuse(lowering, statement, "a yield statement", "return the values together");
                break;
            default:
                RefuseUnknown(lowering, statement);
                break;
        }
    }

    private static void LowerJump(Lowering lowering, IBranchOperation jump)
    {
        if (jump.BranchKind is BranchKind.Break or BranchKind.Continue && lowering.Regions.Jump(lowering, jump.Target)) return;
        if (jump.BranchKind == BranchKind.GoTo && Switches.Jump(lowering, jump)) return;
        lowering.Report(Descriptors.Unsupported.Goto, jump.Syntax, Target(jump.Syntax));
    }

    private static string Target(SyntaxNode syntax) => syntax is GotoStatementSyntax jump
        ? string.Join(" ", jump.DescendantTokens().Skip(1).Where(token => token.Text != ";").Select(token => token.Text))
        : syntax.ToString();

    private static void RefuseUnknown(Lowering lowering, IOperation statement)
    {
        switch (statement.Syntax)
        {
            case FixedStatementSyntax or UnsafeStatementSyntax:
                lowering.Report(Descriptors.Unsupported.Unsafe, statement.Syntax.GetFirstToken(), "unsafe code", "");
                break;
            default:
                Refuse(lowering, statement, "this statement", "write it with assignments, branches and loops");
                break;
        }
    }

    private static void Refuse(Lowering lowering, IOperation statement, string what, string advice) =>
        lowering.Report(Descriptors.Unsupported.Statement, statement.Syntax.GetFirstToken(), what, advice);
}
