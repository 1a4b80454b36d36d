using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers <c>switch</c> to nested branches, tested in order; <c>default</c> comes last wherever it stands.
/// <code>
/// switch (n) { case 1: a; break; default: c; break; case 2: b; break; }   →   if (n == 1) a; else if (n == 2) b; else c;
/// </code>
/// A <c>break</c> that does not end its section leaves a one-trip loop around the branches.
/// </summary>
internal static class Switches
{
    private const string Unmatched = "global::System.Runtime.CompilerServices.SwitchExpressionException()";

    public static void Lower(Lowering lowering, ISwitchOperation operation)
    {
        var governing = Expressions.Lower(lowering, operation.Value);
        ObjectPatterns.Name(lowering, operation.Value,
            operation.Cases.SelectMany(section => section.Clauses).OfType<IPatternCaseClauseOperation>().Select(clause => clause.Pattern));
        if (HasInnerBreak(operation)) Loops.AddOnce(lowering, operation.ExitLabel, _ => Section(lowering, operation, governing, 0));
        else Section(lowering, operation, governing, 0);
    }

    public static Tree<Operand> Lower(Lowering lowering, ISwitchExpressionOperation operation)
    {
        var governing = Expressions.Lower(lowering, operation.Value);
        ObjectPatterns.Name(lowering, operation.Value, operation.Arms.Select(arm => arm.Pattern));
        return Arm(lowering, operation, governing, 0);
    }

    /// <summary>Runs what goes with the arm that is chosen.</summary>
    public static void Lower(Lowering lowering, ISwitchExpressionOperation operation, Action<IOperation> run)
    {
        var governing = Expressions.Lower(lowering, operation.Value);
        ObjectPatterns.Name(lowering, operation.Value, operation.Arms.Select(arm => arm.Pattern));
        Arm(lowering, operation, governing, 0, run);
    }

    private static void Arm(Lowering lowering, ISwitchExpressionOperation operation, Tree<Operand> governing, int index,
        Action<IOperation> run)
    {
        if (index == operation.Arms.Length)
        {
            Exceptions.Throw(lowering, Unmatched);
            return;
        }
        var condition = Condition(lowering, operation.Arms[index], governing);
        if (condition is Constant { Bits: 0 }) Arm(lowering, operation, governing, index + 1, run);
        else if (condition is Constant) run(operation.Arms[index].Value);
        else lowering.Branch(condition, () => run(operation.Arms[index].Value), () => Arm(lowering, operation, governing, index + 1, run));
    }

    private static void Section(Lowering lowering, ISwitchOperation operation, Tree<Operand> governing, int index)
    {
        if (index == operation.Cases.Length)
        {
            if (operation.Cases.FirstOrDefault(IsDefault) is { } fallback) Body(lowering, operation, fallback);
            return;
        }
        var section = operation.Cases[index];
        if (IsDefault(section) && operation.Cases.Skip(index + 1).All(later => IsDefault(later)))
        {
            Section(lowering, operation, governing, operation.Cases.Length);
            return;
        }
        if (IsDefault(section) && section.Clauses.Length == 1)
        {
            Section(lowering, operation, governing, index + 1);
            return;
        }
        var condition = Matches(lowering, operation, governing,
            section.Clauses.Where(clause => clause is not IDefaultCaseClauseOperation).ToList(), 0);
        if (condition is Constant { Bits: 0 }) Section(lowering, operation, governing, index + 1);
        else lowering.Branch(condition, () => Body(lowering, operation, section), () => Section(lowering, operation, governing, index + 1));
    }

    /// <summary>
    /// Lowers <c>goto case</c> and <c>goto default</c>: the statements of that section stand in its place, unless they are being lowered
    /// already, so that it is a loop.
    /// </summary>
    public static bool Jump(Lowering lowering, IBranchOperation jump)
    {
        if (Around(jump) is not { } operation || Target(operation, jump) is not { } target) return false;
        if (!IsLast(jump, operation) || IsLoop(operation, target)) return false;
        Body(lowering, operation, target);
        return true;
    }

    private static ISwitchOperation? Around(IOperation jump)
    {
        var around = jump.Parent;
        while (around is not (null or ISwitchOperation)) around = around.Parent;
        return (ISwitchOperation?)around;
    }

    /// <summary>Whether nothing of a section is left to be done after a jump: it ends the section.</summary>
    private static bool IsLast(IOperation jump, ISwitchOperation operation) => jump.Parent is ISwitchCaseOperation
        or IBlockOperation { Parent: ISwitchCaseOperation }
        && operation.Cases.Any(section => Ending(section, operation.ExitLabel).LastOrDefault() == jump);

    /// <summary>Whether the jumps of a section lead back to it.</summary>
    private static bool IsLoop(ISwitchOperation operation, ISwitchCaseOperation section)
    {
        var seen = new HashSet<ISwitchCaseOperation>();
        var pending = new Queue<ISwitchCaseOperation>([section]);
        while (pending.Count > 0)
            foreach (var jump in pending.Dequeue().Descendants().OfType<IBranchOperation>())
                if (Target(operation, jump) is { } next && seen.Add(next)) pending.Enqueue(next);
        return seen.Contains(section);
    }

    /// <summary>The section that a <c>goto</c> leads to.</summary>
    private static ISwitchCaseOperation? Target(ISwitchOperation operation, IBranchOperation jump) => jump.BranchKind != BranchKind.GoTo
        ? null
        : operation.Cases.FirstOrDefault(section => section.Clauses.Any(clause => SymbolEqualityComparer.Default.Equals(clause.Label,
            jump.Target)));

    private static bool IsDefault(ISwitchCaseOperation section) => section.Clauses.Any(clause => clause is IDefaultCaseClauseOperation);

    private static void Body(Lowering lowering, ISwitchOperation operation, ISwitchCaseOperation section)
    {
        foreach (var statement in Ending(section, operation.ExitLabel)) Statements.Lower(lowering, statement);
    }

    /// <summary>The statements of a section without the <c>break</c> that ends it.</summary>
    private static IEnumerable<IOperation> Ending(ISwitchCaseOperation section, ILabelSymbol exit)
    {
        var statements = section.Body.Length == 1 && section.Body[0] is IBlockOperation block ? block.Operations : section.Body;
        return statements.Length > 0 && Leaves(statements[statements.Length - 1], exit)
            ? statements.Take(statements.Length - 1)
            : statements;
    }

    private static bool HasInnerBreak(ISwitchOperation operation) => operation.Cases.Any(section =>
        Ending(section, operation.ExitLabel)
            .Any(statement => statement.DescendantsAndSelf().Any(inner => Leaves(inner, operation.ExitLabel))));

    private static bool Leaves(IOperation statement, ILabelSymbol exit) =>
        statement is IBranchOperation { BranchKind: BranchKind.Break } jump && SymbolEqualityComparer.Default.Equals(jump.Target, exit);

    private static Operand Matches(Lowering lowering, ISwitchOperation operation, Tree<Operand> governing,
        IReadOnlyList<ICaseClauseOperation> clauses, int index)
    {
        var first = lowering.AtExpression(clauses[index].Syntax, () => Matches(lowering, operation, governing, clauses[index]));
        return index == clauses.Count - 1
            ? first
            : lowering.Choose(first, () => Constant.True, () => Matches(lowering, operation, governing, clauses, index + 1));
    }

    private static Operand Matches(Lowering lowering, ISwitchOperation operation, Tree<Operand> governing, ICaseClauseOperation clause)
    {
        switch (clause)
        {
            case ISingleValueCaseClauseOperation single:
                return Patterns.EqualsConstant(lowering, governing, operation.Value.Type, single.Value);
            case IPatternCaseClauseOperation pattern:
                var matches = Patterns.Lower(lowering, governing, pattern.Pattern);
                return pattern.Guard is { } guard ? Patterns.And(lowering, matches, () => Expressions.Scalar(lowering, guard)) : matches;
            default:
                lowering.Report(Descriptors.Unsupported.Pattern, clause.Syntax, clause.Syntax.ToString());
                return Constant.False;
        }
    }

    private static Tree<Operand> Arm(Lowering lowering, ISwitchExpressionOperation operation, Tree<Operand> governing, int index)
    {
        if (index == operation.Arms.Length)
        {
            Exceptions.Throw(lowering, Unmatched);
            return Lowering.Default(lowering.Objects.ShapeOf(operation.Type!));
        }
        var arm = operation.Arms[index];
        var condition = Condition(lowering, arm, governing);
        if (condition is Constant { Bits: 0 }) return Arm(lowering, operation, governing, index + 1);
        var type = LocalObjects.Is(lowering, operation) ? lowering.Objects.ShapeOf(operation.Type!) : Shapes.Of(operation.Type!);
        return condition is Constant
            ? LocalObjects.Lower(lowering, arm.Value, type)
            : lowering.Choose(condition, type, () => LocalObjects.Lower(lowering, arm.Value, type),
                () => Arm(lowering, operation, governing, index + 1));
    }

    private static Operand Condition(Lowering lowering, ISwitchExpressionArmOperation arm,
        Tree<Operand> governing) => lowering.AtExpression(arm.Syntax, () =>
    {
        var matches = Patterns.Lower(lowering, governing, arm.Pattern);
        return arm.Guard is { } guard ? Patterns.And(lowering, matches, () => Expressions.Scalar(lowering, guard)) : matches;
    });
}
