using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Rules;

/// <summary>The vocabulary in which rules are written.</summary>
internal static class Formulas
{
    public const double Pi = 3.14159265358979323846;
    public const double Ln2 = 0.693147180559945309417;
    public const double Ln10 = 2.30258509299404568402;

    /// <summary>The operands of the operation, in order.</summary>
    public static readonly Formula X = new OperandFormula(0);

    public static readonly Formula Y = new OperandFormula(1);

    public static readonly Formula Z = new OperandFormula(2);

    /// <summary>The result of the operation.</summary>
    public static readonly Formula R = new ResultFormula();

    /// <summary>The weight, for contributions that are more than a factor times it.</summary>
    public static readonly Formula W = new WeightFormula();

    /// <summary>The second operand, an integer, as a number of the first one's type.</summary>
    public static readonly Formula YAsNumber = new ConvertedFormula(1);

    public static Formula Field(int index) => new ResultFormula(index);

    public static Formula Sin(Formula x) => Function("Sin", x);

    public static Formula Cos(Formula x) => Function("Cos", x);

    public static Formula SinPi(Formula x) => Function("SinPi", x);

    public static Formula CosPi(Formula x) => Function("CosPi", x);

    public static Formula Sinh(Formula x) => Function("Sinh", x);

    public static Formula Cosh(Formula x) => Function("Cosh", x);

    public static Formula Sqrt(Formula x) => Function("Sqrt", x);

    public static Formula Log(Formula x) => Function("Log", x);

    public static Formula Abs(Formula x) => Function("Abs", x);

    public static Formula Round(Formula x) => Function("Round", x);

    public static Formula ScaleB(Formula x, Formula n) => Function("ScaleB", x, n);

    public static Formula Max(Formula x, Formula y) => Function("Max", x, y);

    /// <summary><c>x</c> to the power <c>y</c>; a product when the exponent is a small whole number.</summary>
    public static Formula Pow(Formula x, Formula y) => y switch
    {
        NumberFormula { Value: 0 } => 1,
        NumberFormula { Value: 1 } => x,
        NumberFormula { Value: 2 } => x * x,
        NumberFormula { Value: 3 } => x * x * x,
        _ => Function("Pow", x, y),
    };

    public static Formula Equal(Formula x, Formula y) => Function(Primitive.Equal.Name, x, y);

    public static Formula IsNaN(Formula x) => Function(Primitive.NotEqual.Name, x, x);

    public static Formula When(Formula condition, Formula then, Formula otherwise) => condition switch
    {
        NumberFormula { Value: 0 } => otherwise,
        NumberFormula => then,
        _ when then == otherwise => then,
        _ => Function(Primitive.Select.Name, condition, then, otherwise),
    };

    public static Formula Singular(Formula partial) => partial switch
    {
        NumberFormula => partial,
        { Negated: { } inner } => -Singular(inner),
        _ => new SingularFormula(partial),
    };

    /// <summary><c>w ⊗ p</c>: 0 if <paramref name="weight"/> is 0.</summary>
    public static Formula WeightTimes(Formula weight, Formula p) => weight switch
    {
        NumberFormula => weight * p,
        _ => Function(Primitive.WeightTimes.Name, weight, p),
    };

    /// <summary><c>w ⊗ 1/d</c>: 0 if <paramref name="weight"/> is 0.</summary>
    public static Formula WeightDivide(Formula weight, Formula d) => (weight, d) switch
    {
        (NumberFormula { Value: 0 }, _) => 0,
        (NumberFormula, _) or (_, NumberFormula { Value: not 0 }) => weight / d,
        _ => Function(Primitive.WeightDivide.Name, weight, d),
    };

    /// <summary>The share of a tie: 1/2, or 0 when the operands named are constants.</summary>
    public static Formula Tie(params ReadOnlySpan<int> others) => new TieFormula(EquatableArray.Create(others));

    public static Formula Function(string name, params ReadOnlySpan<Formula> arguments) =>
        new FunctionFormula(name, EquatableArray.Create(arguments));
}
