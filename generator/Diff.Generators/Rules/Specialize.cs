using Diff.Generators.Ir;

namespace Diff.Generators.Rules;

/// <summary>
/// Fits a partial to the operands at hand: puts constants in (so that <c>y · Pow(x, y - 1)</c> becomes <c>2 · x</c> for y = 2), decides
/// ties with constants, and drops the guard of a singular partial that is finite for these operands.
/// </summary>
internal static class Specialize
{
    public static Formula Run(Formula formula, Apply operation) => formula switch
    {
        OperandFormula { Index: var index } => NumberAt(operation, index, typeof(ScalarType)) ?? formula,
        ConvertedFormula { Index: var index } => NumberAt(operation, index, typeof(InertType)) ?? formula,
        TieFormula tie => tie.Others.All(other => operation.Arguments[other] is Constant) ? 0 : 0.5,
        SingularFormula singular => Guard(Run(singular.Inner, operation)),
        FunctionFormula function => Rebuild(function, operation),
        _ => formula,
    };

    private static Formula? NumberAt(Apply operation, int index, Type kind) => operation.Arguments[index] switch
    {
        Constant { Type: ScalarType } constant when kind == typeof(ScalarType) => constant.AsDouble,
        Constant { Type: InertType } constant when kind == typeof(InertType) => constant.Bits,
        _ => null,
    };

    private static Formula Rebuild(FunctionFormula function, Apply operation)
    {
        var arguments = function.Arguments.Select(argument => Run(argument, operation)).ToArray();
        return (function.Name, arguments) switch
        {
            ("+", [var a, var b]) => a + b,
            ("-", [var a, var b]) => a - b,
            ("*", [var a, var b]) => a * b,
            ("/", [var a, var b]) => a / b,
            ("neg", [var a]) => -a,
            ("&", [var a, var b]) => a & b,
            ("==", [NumberFormula a, NumberFormula b]) => Truth(a.Value == b.Value),
            ("!=", [NumberFormula a, NumberFormula b]) => Truth(a.Value != b.Value),
            ("<", [NumberFormula a, NumberFormula b]) => Truth(a.Value < b.Value),
            (">", [NumberFormula a, NumberFormula b]) => Truth(a.Value > b.Value),
            ("?:", [var condition, var a, var b]) => Formulas.When(condition, a, b),
            ("Pow", [var a, var b]) => Formulas.Pow(a, b),
            ("Weight.Times", [var a, var b]) => Formulas.WeightTimes(a, b),
            ("Weight.Divide", [var a, var b]) => Formulas.WeightDivide(a, b),
            _ => Formulas.Function(function.Name, arguments),
        };
    }

    private static Formula Truth(bool value) => value ? 1 : 0;

    private static Formula Guard(Formula partial) => partial switch
    {
        { Negated: { } inner } => -Guard(inner),
        _ when IsFinite(partial) => partial,
        _ => Formulas.Singular(partial),
    };

    /// <summary>Whether a partial is finite for all finite operands: true only when proved.</summary>
    private static bool IsFinite(Formula partial) => partial switch
    {
        NumberFormula or OperandFormula or ResultFormula or ConvertedFormula => true,
        FunctionFormula { Name: "/" } quotient => IsFinite(quotient.Arguments[0]) && IsNonzero(quotient.Arguments[1]),
        FunctionFormula { Name: "Pow" } power => power.Arguments[1] is NumberFormula { Value: >= 0 },
        FunctionFormula { Name: "Log" } logarithm => logarithm.Arguments[0] is NumberFormula { Value: > 0 },
        FunctionFormula { Name: "+" or "-" or "*" or "neg" } sum => sum.Arguments.All(IsFinite),
        _ => false,
    };

    /// <summary>Whether a denominator is proved nonzero.</summary>
    private static bool IsNonzero(Formula denominator) => denominator is NumberFormula { Value: not 0 };
}
