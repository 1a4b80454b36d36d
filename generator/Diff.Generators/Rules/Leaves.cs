using Diff.Generators.Ir;

namespace Diff.Generators.Rules;

/// <summary>Walks a formula for what it reads and what it calls.</summary>
internal static class Leaves
{
    /// <summary>Visits the operands and results that a formula reads, in reading order.</summary>
    public static void Collect(Formula formula, Action<Formula> visit)
    {
        switch (formula)
        {
            case OperandFormula or ConvertedFormula or ResultFormula:
                visit(formula);
                break;
            case FunctionFormula function:
                foreach (var argument in function.Arguments) Collect(argument, visit);
                break;
            case SingularFormula singular:
                Collect(singular.Inner, visit);
                break;
            case NumberFormula or WeightFormula or TieFormula:
                break;
            default:
                throw new InvalidOperationException($"Unknown formula {formula.GetType().Name}.");
        }
    }

    /// <summary>Visits the names of the primitives in a formula.</summary>
    public static void CollectFunctions(Formula formula, Action<string> visit)
    {
        switch (formula)
        {
            case FunctionFormula function:
                visit(function.Name);
                foreach (var argument in function.Arguments) CollectFunctions(argument, visit);
                break;
            case SingularFormula { Inner: FunctionFormula { Name: "/" } quotient } when quotient.Arguments[0].IsNumber(1):
                visit(Primitive.WeightDivide.Name);
                CollectFunctions(quotient.Arguments[1], visit);
                break;
            case SingularFormula singular:
                visit(Primitive.WeightTimes.Name);
                CollectFunctions(singular.Inner, visit);
                break;
        }
    }

    /// <summary>Whether the formula depends on which operands are constants.</summary>
    public static bool HoldsTie(Formula formula) => formula switch
    {
        TieFormula => true,
        FunctionFormula function => function.Arguments.Any(HoldsTie),
        SingularFormula singular => HoldsTie(singular.Inner),
        _ => false,
    };

    /// <summary>Whether the formula is a whole contribution rather than a factor.</summary>
    public static bool HoldsWeight(Formula formula) => formula switch
    {
        WeightFormula => true,
        FunctionFormula function => function.Arguments.Any(HoldsWeight),
        SingularFormula singular => HoldsWeight(singular.Inner),
        _ => false,
    };
}
