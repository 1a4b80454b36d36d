using static Diff.Fuzz.Language.Function;

namespace Diff.Fuzz.Language;

public enum Function
{
    Add, Subtract, Multiply, Divide, Remainder, Minus, ToSingle,
    Sin, Cos, Tan, Asin, Acos, Atan, Sinh, Cosh, Tanh, Asinh, Acosh, Atanh,
    Exp, Log, Log2, Log10, Sqrt, Cbrt, Abs, Floor, Ceiling, Round, Truncate, Sign,
    Exp2, Exp10, ExpM1, LogP1, Log2P1, SinPi, CosPi, TanPi, AtanPi, DegreesToRadians,
    Pow, Atan2, Min, Max, MaxMagnitude, MinMagnitude, Hypot, CopySign, IEEERemainder, LogBase,
    FusedMultiplyAdd, Clamp, Lerp, RootN, ScaleB,
}

/// <summary>
/// How a function is spelled and where it is tame: <paramref name="Domains"/> bounds each floating argument away from singular points.
/// A trailing integer argument (<c>RootN</c>, <c>ScaleB</c>) has no domain.
/// </summary>
public sealed record FunctionInfo(Function Function, string Name, bool OnMath, bool OnType, params Interval[] Domains)
{
    public bool ReturnsInt => Function == Sign;

    public bool TakesInt => Function is RootN or ScaleB;
}

public static class Functions
{
    static readonly Interval Any = new(-1000, 1000);
    static readonly Interval Angle = new(-10, 10);
    static readonly Interval Unit = new(-0.95, 0.95);
    static readonly Interval Positive = new(0.1, 50);

    public static IReadOnlyList<FunctionInfo> All { get; } =
    [
        Both(Sin, Angle), Both(Cos, Angle), Both(Tan, new Interval(-1.2, 1.2)),
        Both(Asin, Unit), Both(Acos, Unit), Both(Atan, new Interval(-20, 20)),
        Both(Sinh, new Interval(-3, 3)), Both(Cosh, new Interval(-3, 3)), Both(Tanh, new Interval(-5, 5)),
        Both(Asinh, new Interval(-20, 20)), Both(Acosh, new Interval(1.1, 20)), Both(Atanh, Unit),
        Both(Exp, new Interval(-4, 3)), Both(Log, Positive), Both(Log2, Positive), Both(Log10, Positive),
        Both(Sqrt, new Interval(0.05, 50)), Both(Cbrt, new Interval(0.05, 50)),
        Both(Abs, Any), Both(Floor, Any), Both(Ceiling, Any), Both(Round, Any), Both(Truncate, Any), Both(Sign, Any),
        TypeOnly(Exp2, new Interval(-5, 4)), TypeOnly(Exp10, new Interval(-2, 1.5)), TypeOnly(ExpM1, new Interval(-4, 3)),
        TypeOnly(LogP1, new Interval(-0.8, 50)), TypeOnly(Log2P1, new Interval(-0.8, 50)),
        TypeOnly(SinPi, new Interval(-3, 3)), TypeOnly(CosPi, new Interval(-3, 3)), TypeOnly(TanPi, new Interval(-0.3, 0.3)), TypeOnly(AtanPi, new Interval(-20, 20)),
        TypeOnly(DegreesToRadians, new Interval(-180, 180)),
        Both(Pow, new Interval(0.1, 5), new Interval(-2.5, 2.5)), Both(Atan2, Angle, new Interval(0.2, 10)),
        Both(Min, Any, Any), Both(Max, Any, Any), Both(MaxMagnitude, Any, Any), Both(MinMagnitude, Any, Any),
        TypeOnly(Hypot, Angle, Angle), Both(CopySign, Any, Any),
        new(IEEERemainder, "IEEERemainder", true, false, Angle, new Interval(0.3, 4)),
        new(LogBase, "Log", true, true, Positive, new Interval(1.5, 10)),
        Both(FusedMultiplyAdd, Angle, Angle, Any),
        new(Clamp, "Clamp", true, true, Any, new Interval(-2, -0.25), new Interval(0.25, 2)),
        TypeOnly(Lerp, Angle, Angle, new Interval(-1, 2)),
        TypeOnly(RootN, new Interval(0.1, 50)), Both(ScaleB, Any),
    ];

    static readonly Dictionary<Function, FunctionInfo> ByFunction = All.ToDictionary(info => info.Function);

    public static FunctionInfo Of(Function function) => ByFunction[function];

    static FunctionInfo Both(Function function, params Interval[] domains) => new(function, function.ToString(), true, true, domains);

    static FunctionInfo TypeOnly(Function function, params Interval[] domains) => new(function, function.ToString(), false, true, domains);
}
