using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>Arithmetic of constants at generation time, rounded as the type rounds. What is not finite is left to run time.</summary>
internal static class ConstantArithmetic
{
    public static Constant? Fold(string name, Operand x, Operand y, ScalarType type) =>
        x is Constant left && y is Constant right ? Fold(name, left.AsDouble, right.AsDouble, type) : null;

    public static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    /// <summary>Whether the number stands for the same value in any type of number.</summary>
    public static bool IsPortable(double value) => Math.Abs(value) <= 256 && value * 8 == Math.Truncate(value * 8);

    private static Constant? Fold(string name, double x, double y, ScalarType type)
    {
        var result = Compute(name, x, y);
        return MayFold(type, x, y, result) ? Number(type, result) : null;
    }

    private static double Compute(string name, double x, double y) => name switch
    {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        "/" => x / y,
        _ => double.NaN,
    };

    private static bool MayFold(ScalarType type, double x, double y, double result) => !type.IsBuiltIn
        ? IsPortable(x) && IsPortable(y) && IsPortable(result)
        : IsFinite(type.Kind == ScalarKind.Float ? (float)result : result);

    private static Constant Number(ScalarType type, double value) =>
        Constant.Number(type, type.Kind == ScalarKind.Float ? (float)value : value);
}
