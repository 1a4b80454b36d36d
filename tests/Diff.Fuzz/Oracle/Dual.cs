using Diff.Fuzz.Language;

namespace Diff.Fuzz.Oracle;

/// <summary>
/// A value with its tangent in one direction. <paramref name="Magnitude"/> is the tangent with every product of partials taken by
/// absolute value: whatever order a derivative program sums those products in, its rounding error is a small multiple of
/// epsilon × magnitude, so the magnitude is the scale of all tolerances.
/// </summary>
public readonly record struct Dual<T>(T Value, T Tangent, double Magnitude) : IReal<Dual<T>>
    where T : struct, IReal<T>
{
    public double Primal => Value.Primal;

    public bool IsZero => Value.IsZero && Tangent.IsZero;

    bool IsInactive => Tangent.IsZero && Magnitude == 0;

    public static Dual<T> Constant(double value) => new(T.Constant(value), default, 0);

    public static Dual<T> Seed(T value, T tangent) => new(value, tangent, Math.Abs(tangent.Primal));

    public static Dual<T> operator +(Dual<T> a, Dual<T> b) => new(a.Value + b.Value, a.Tangent + b.Tangent, a.Magnitude + b.Magnitude);

    public static Dual<T> operator -(Dual<T> a, Dual<T> b) => new(a.Value - b.Value, a.Tangent - b.Tangent, a.Magnitude + b.Magnitude);

    public static Dual<T> operator -(Dual<T> a) => new(-a.Value, -a.Tangent, a.Magnitude);

    public static Dual<T> operator *(Dual<T> a, Dual<T> b) => new(
        a.Value * b.Value,
        T.Weigh(a.Tangent, b.Value) + T.Weigh(b.Tangent, a.Value),
        Scaled(a.Magnitude, b.Primal) + Scaled(b.Magnitude, a.Primal));

    public static Dual<T> operator /(Dual<T> a, Dual<T> b)
    {
        var quotient = a.Value / b.Value;
        return new(
            quotient,
            T.Weigh(a.Tangent, T.Constant(1) / b.Value) - T.Weigh(b.Tangent, quotient / b.Value),
            Scaled(a.Magnitude, 1 / b.Primal) + Scaled(b.Magnitude, quotient.Primal / b.Primal));
    }

    public static Dual<T> Weigh(Dual<T> weight, Dual<T> partial) => new(
        T.Weigh(weight.Value, partial.Value),
        T.Weigh(weight.Tangent, partial.Value) + T.Weigh(weight.Value, partial.Tangent),
        Scaled(weight.Magnitude, partial.Primal) + Scaled(partial.Magnitude, weight.Primal));

    public static Dual<T> Apply(Function function, Precision precision, ReadOnlySpan<Dual<T>> arguments, ReadOnlySpan<bool> isConstant)
    {
        Span<T> values = new T[arguments.Length];
        for (var k = 0; k < values.Length; k++) values[k] = arguments[k].Value;
        var result = T.Apply(function, precision, values, isConstant);
        var tangent = default(T);
        var magnitude = 0.0;
        for (var k = 0; k < arguments.Length; k++)
        {
            if (arguments[k].IsInactive) continue;
            var partial = Partials<T>.Of(function, k, values, isConstant, result);
            tangent += T.Weigh(arguments[k].Tangent, partial);
            magnitude += Scaled(arguments[k].Magnitude, Math.Abs(partial.Primal) + Slack.Of(function));
        }

        return new(result, tangent, magnitude);
    }

    static double Scaled(double magnitude, double partial) => magnitude == 0 ? 0 : magnitude * Math.Abs(partial);
}
