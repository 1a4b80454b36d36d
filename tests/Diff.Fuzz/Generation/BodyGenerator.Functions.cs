using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    /// <summary>A function of Math, MathF, double or float with its arguments brought into its domain.</summary>
    Tame? RealFunction(Kind kind, int depth)
    {
        var info = draw.Pick(Functions.All);
        if (info.ReturnsInt) return null;
        var arguments = info.Domains.Select((domain, k) => Fit(ArgumentOf(info, k, kind, depth), domain).Spelled).ToList();
        if (info.TakesInt) arguments.Add(Numbers.Tame(Kind.Int, info.Function == Function.RootN ? draw.Between(2, 4) : draw.Between(-2, 2)));
        var range = Image(info.Function, [.. arguments.Select(argument => argument.Range)]);
        var onType = !info.OnMath || info.OnType && draw.Chance(0.2);
        return new(new Intrinsic(info.Function, kind, onType, [.. arguments.Select(argument => argument.Expression)]), range.Widened);
    }

    /// <summary>Bounds and exponents are constants as often as not: the rules treat constant operands differently.</summary>
    Tame ArgumentOf(FunctionInfo info, int position, Kind kind, int depth)
    {
        if (position > 0 && draw.Chance(0.5) && info.Function is not Function.Hypot)
        {
            return info.Function is Function.Max or Function.Min && draw.Chance(0.5)
                ? Numbers.Tame(kind, draw.Between(-1, 1))
                : Numbers.Tame(kind, draw.Pick(NiceNumbers));
        }

        return position == 0 ? Varying(Real(kind, depth - 1)) : Real(kind, depth - 1);
    }

    static Tame Function1(Function function, Tame argument) =>
        new(new Intrinsic(function, argument.Kind, false, [argument.Spelled.Expression]), Image(function, argument.Range).Widened);

    static Interval Image(Function function, params ReadOnlySpan<Interval> of)
    {
        var x = of[0];
        var y = of.Length > 1 ? of[1] : default;
        switch (function)
        {
            case Function.Sin or Function.Cos or Function.SinPi or Function.CosPi:
                return Plain;
            case Function.Abs:
                return new(x.Contains(0) ? 0 : Math.Min(Math.Abs(x.Low), Math.Abs(x.High)), x.Magnitude);
            case Function.Cosh:
                return new(1, Math.Cosh(x.Magnitude));
            case Function.Atan2:
                return new(-Math.PI, Math.PI);
            case Function.CopySign:
                return new(-x.Magnitude, x.Magnitude);
            case Function.MaxMagnitude or Function.MinMagnitude:
                return x.Union(y);
            case Function.Hypot:
                return new(0, x.Magnitude + y.Magnitude);
            case Function.IEEERemainder:
                return new(-y.Magnitude / 2, y.Magnitude / 2);
            case Function.FusedMultiplyAdd:
                return x * y + of[2];
            case Function.Lerp:
                return x + (y - x) * of[2];
            case Function.Clamp:
                return new(y.Low, of[2].High);
            default:
                return of.Length == 1
                    ? Interval.Hull(At(function, x.Low), At(function, x.High))
                    : Interval.Hull(At(function, x.Low, y.Low), At(function, x.Low, y.High), At(function, x.High, y.Low), At(function, x.High, y.High));
        }
    }

    /// <summary>The remaining functions are monotone in each argument over their domains.</summary>
    static double At(Function function, double x, double y = 0) => Oracle.Primals.InDouble(function, x, y, 0);
}
