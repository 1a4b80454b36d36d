using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    static readonly Interval Plain = new(-1, 1);

    /// <summary>Squeezes a value into a range by something smooth (or a clamp) unless it is there already.</summary>
    Tame Fit(Tame value, Interval target)
    {
        if (target.Contains(value.Range)) return value;
        if (value.Expression is Literal) return Inside(value.Kind, target);
        if (target.Low > 0 && draw.Chance(0.7) && Positive(value, target) is { } positive) return positive;
        if (target.Contains(Plain) && draw.Chance(0.8)) return Centred(value, target);
        return Affine(value, target);
    }

    Tame Inside(Kind kind, Interval target) =>
        Numbers.Tame(kind, Math.Round(target.Low + (target.High - target.Low) * (0.1 + 0.8 * draw.Unit()), 2));

    /// <summary>For ranges around zero.</summary>
    Tame Centred(Tame value, Interval target)
    {
        var scale = new[] { 0.5, 0.25, 0.1 }.FirstOrDefault(factor => target.Contains(value.Range * Interval.Of(factor)));
        if (scale != 0 && draw.Chance(0.5)) return Scaled(value, scale);
        var isSimple = value.Expression is Read or Element or Item;
        return draw.Below(Has(Features.Functions) ? 5 : 1) switch
        {
            0 when isSimple || !Has(Features.Functions) => Softsign(value),
            0 when target.Contains(new Interval(-1.5, 1.5)) => Function1(Function.Atan, Scaled(Moderated(value, new(-20, 20)), 0.5)),
            0 or 1 => Function1(Function.Tanh, Moderated(value, new(-5, 5))),
            2 => Clamped(value, target),
            3 => Function1(Function.Cos, Moderated(value, new(-10, 10))),
            _ => Function1(Function.Sin, Moderated(value, new(-10, 10))),
        };
    }

    /// <summary>Large arguments of bounded functions are scaled down first: derivatives of sin(1000 x) are no fun to compare.</summary>
    Tame Moderated(Tame value, Interval range)
    {
        if (range.Contains(value.Range)) return value;
        var factor = Math.Pow(10, Math.Floor(Math.Log10(range.Magnitude / value.Range.Magnitude)));
        return Scaled(value, Math.Max(factor, 0.001));
    }

    Tame Scaled(Tame value, double factor) =>
        Combine(BinaryOperator.Multiply, Numbers.Tame(value.Kind, factor), value, value.Range * Interval.Of(factor));

    /// <summary><c>x / (1 + |x|)</c></summary>
    Tame Softsign(Tame value)
    {
        var one = Numbers.Tame(Kind.Int, 1).As(value.Kind);
        var absolute = Function1(Function.Abs, value);
        var quotient = new Binary(BinaryOperator.Divide, value.Spelled.Expression, new Binary(BinaryOperator.Add, one.Expression, absolute.Expression));
        return new(quotient, Plain);
    }

    static Tame Clamped(Tame value, Interval target)
    {
        var low = Numbers.Of(value.Kind, Math.Ceiling(target.Low * 10) / 10);
        var high = Numbers.Of(value.Kind, Math.Floor(target.High * 10) / 10);
        return new(new Intrinsic(Function.Clamp, value.Kind, false, [value.Spelled.Expression, low, high]), new(low.Number, high.Number));
    }

    Tame? Positive(Tame value, Interval target)
    {
        var shift = target.Low < 0.45 ? 0.5 : Math.Ceiling(target.Low * 2 + 0.5) / 2;
        var square = value.Range * value.Range;
        if (shift + square.High < target.High && draw.Chance(0.5) && value.Expression is Read or Element or Item)
        {
            return Shifted(shift, Combine(BinaryOperator.Multiply, value, value, new(0, square.High)));
        }

        if (!Has(Features.Functions)) return null;
        var bounded = Fit(value, draw.Chance(0.5) ? Plain : new(-2, 2));
        if (target.Contains(new Interval(0.13, 7.5)) && draw.Chance(0.4)) return Function1(Function.Exp, bounded);
        if (!target.Contains(new Interval(shift, shift + 2.01))) return null;
        return Shifted(shift, Function1(Function.Abs, bounded));
    }

    static Tame Shifted(double shift, Tame value) => shift == 0 ? value
        : Combine(BinaryOperator.Add, Numbers.Tame(value.Kind, shift), value, Interval.Of(shift) + value.Range);

    /// <summary><c>middle + half * bounded(x)</c> for any range.</summary>
    Tame Affine(Tame value, Interval target)
    {
        var middle = Math.Round((target.Low + target.High) / 2, 3);
        var half = Math.Round((target.High - target.Low) / 2 * 0.9, 3);
        return Shifted(middle, Scaled(Centred(value, Plain), half));
    }
}
