using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>Arithmetic of constants at generation time, rounded as the type rounds. What is not finite stays to be computed at run time.</summary>
internal static class ConstantArithmetic
{
    public static Constant? Fold(string name, Operand x, Operand y, ScalarType type) =>
        x is Constant left && y is Constant right && Compute(name, left.AsDouble, right.AsDouble) is var result && IsExact(type, left.AsDouble, right.AsDouble, result)
            ? Number(type, result)
            : null;

    public static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    /// <summary>Whether the number stands for the same value in any type of number.</summary>
    public static bool IsPortable(double value) => Math.Abs(value) <= 1024 && value * 8 == Math.Truncate(value * 8);

    private static double Compute(string name, double x, double y) => name switch
    {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        "/" => x / y,
        _ => double.NaN,
    };

    private static bool IsExact(ScalarType type, double x, double y, double result) => type.Kind == ScalarKind.Generic
        ? IsPortable(x) && IsPortable(y) && IsPortable(result)
        : IsFinite(type.Kind == ScalarKind.Float ? (float)result : result);

    private static Constant Number(ScalarType type, double value) => Constant.Number(type, type.Kind == ScalarKind.Float ? (float)value : value);
}
