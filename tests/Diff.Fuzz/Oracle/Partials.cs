using Diff.Fuzz.Language;
using static Diff.Fuzz.Language.Function;

namespace Diff.Fuzz.Oracle;

/// <summary>
/// The partial derivatives, written from the formula books and from the semantics table of the design, over any <typeparamref name="T"/> so
/// that they differentiate again. Kinks: the minimum-norm subgradient; a tie of Min and Max is shared, but goes to a constant operand.
/// </summary>
static class Partials<T> where T : struct, IReal<T>
{
    static T One => T.Constant(1);

    static T Two => T.Constant(2);

    static T Pi => T.Constant(Math.PI);

    static T Ln2 => T.Constant(Math.Log(2));

    static T Ln10 => T.Constant(Math.Log(10));

    public static T Of(Function function, int operand, ReadOnlySpan<T> arguments, ReadOnlySpan<bool> isConstant, T result)
    {
        var x = arguments[0];
        return arguments.Length switch
        {
            1 => Unary(function, x, result),
            2 => Binary(function, operand, x, arguments[1], isConstant, result),
            _ => Ternary(function, operand, x, arguments[1], arguments[2], isConstant),
        };
    }

    static T Unary(Function function, T x, T y) => function switch
    {
        Minus => -One,
        ToSingle => One,
        Sin => Call(Cos, x),
        Cos => -Call(Sin, x),
        Tan => One + Square(Call(Tan, x)),
        Asin => One / Root(One - x * x),
        Acos => -One / Root(One - x * x),
        Atan => One / (One + x * x),
        Sinh => Call(Cosh, x),
        Cosh => Call(Sinh, x),
        Tanh => One / Square(Call(Cosh, x)),
        Asinh => One / Root(One + x * x),
        Acosh => One / (Root(x - One) * Root(x + One)),
        Atanh => One / (One - x * x),
        Exp or ExpM1 => Call(Exp, x),
        Exp2 => Ln2 * Call(Exp2, x),
        Exp10 => Ln10 * Call(Exp10, x),
        Log => One / x,
        Log2 => One / (x * Ln2),
        Log10 => One / (x * Ln10),
        LogP1 => One / (One + x),
        Log2P1 => One / ((One + x) * Ln2),
        Sqrt => One / (Two * Root(x)),
        Cbrt => One / (T.Constant(3) * Square(Call(Cbrt, x))),
        SinPi => Pi * Call(CosPi, x),
        CosPi => -Pi * Call(SinPi, x),
        TanPi => Pi * (One + Square(Call(TanPi, x))),
        AtanPi => One / (Pi * (One + x * x)),
        DegreesToRadians => Pi / T.Constant(180),
        Abs => Sign(x),
        Floor or Ceiling or Round or Truncate => default,
        _ => throw new NotSupportedException($"{function} {y}"),
    };

    static T Binary(Function function, int operand, T x, T y, ReadOnlySpan<bool> isConstant, T result) => (function, operand) switch
    {
        (Add, _) => One,
        (Subtract, 0) => One,
        (Subtract, _) => -One,
        (Multiply, 0) => y,
        (Multiply, _) => x,
        (Divide, 0) => One / y,
        (Divide, _) => -(x / y) / y,
        (Remainder, 0) => One,
        (Remainder, _) => T.Constant(-Math.Truncate(x.Primal / y.Primal)),
        (IEEERemainder, 0) => One,
        (IEEERemainder, _) => T.Constant(-Math.Round(x.Primal / y.Primal)),
        (Pow, 0) => T.Weigh(y, Call(Pow, x, y - One)),
        (Pow, _) => x.Primal == 0 && y.Primal >= 0 ? default : Call(Pow, x, y) * Call(Log, x),
        (Atan2, 0) => y / (x * x + y * y),
        (Atan2, _) => -x / (x * x + y * y),
        (Hypot, _) when x.Primal == 0 && y.Primal == 0 => default,
        (Hypot, 0) => x / Call(Hypot, x, y),
        (Hypot, _) => y / Call(Hypot, x, y),
        (Max, _) => Extremum(operand, x.Primal - y.Primal, isConstant),
        (Min, _) => Extremum(operand, y.Primal - x.Primal, isConstant),
        (MaxMagnitude, _) => Extremum(operand, Math.Abs(x.Primal) - Math.Abs(y.Primal), isConstant),
        (MinMagnitude, _) => Extremum(operand, Math.Abs(y.Primal) - Math.Abs(x.Primal), isConstant),
        (CopySign, 0) => T.Constant(double.IsNegative(x.Primal) == double.IsNegative(y.Primal) ? 1 : -1),
        (CopySign, _) => default,
        (LogBase, 0) => One / (x * Call(Log, y)),
        (LogBase, _) => -Call(Log, x) / (y * Square(Call(Log, y))),
        (RootN, 0) => Call(RootN, x, y) / (x * y),
        (ScaleB, 0) => T.Constant(Math.ScaleB(1, (int)y.Primal)),
        _ => throw new NotSupportedException($"{function} {operand} {result}"),
    };

    static T Ternary(Function function, int operand, T x, T y, T z, ReadOnlySpan<bool> isConstant) => (function, operand) switch
    {
        (FusedMultiplyAdd, 0) => y,
        (FusedMultiplyAdd, 1) => x,
        (FusedMultiplyAdd, _) => One,
        (Lerp, 0) => One - z,
        (Lerp, 1) => z,
        (Lerp, _) => y - x,
        (Clamp, _) => Clamped(operand, x.Primal, y.Primal, z.Primal, isConstant),
        _ => throw new NotSupportedException($"{function} {operand}"),
    };

    /// <summary>Clamp(x, low, high) = Min(Max(x, low), high), with the tie rule applied twice.</summary>
    static T Clamped(int operand, double x, double low, double high, ReadOnlySpan<bool> isConstant)
    {
        var inner = Extremum(0, high - Math.Max(x, low), [isConstant[0] && isConstant[1], isConstant[2]]);
        return operand switch
        {
            0 => inner * Extremum(0, x - low, isConstant),
            1 => inner * Extremum(1, x - low, isConstant),
            _ => Extremum(1, high - Math.Max(x, low), [isConstant[0] && isConstant[1], isConstant[2]]),
        };
    }

    /// <param name="lead">Positive if the first operand wins, zero on a tie.</param>
    static T Extremum(int operand, double lead, ReadOnlySpan<bool> isConstant)
    {
        if (lead == 0) return isConstant[1 - operand] ? default : isConstant[operand] ? One : T.Constant(0.5);
        return lead > 0 == (operand == 0) ? One : default;
    }

    static T Sign(T x) => T.Constant(x.Primal > 0 ? 1 : x.Primal < 0 ? -1 : 0);

    static T Root(T x) => Call(Sqrt, x);

    static T Square(T x) => x * x;

    static T Call(Function function, T x) => T.Apply(function, Precision.Double, [x], [false]);

    static T Call(Function function, T x, T y) => T.Apply(function, Precision.Double, [x, y], [false, false]);
}
