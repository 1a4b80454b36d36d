using static Diff.Generators.Rules.SubstituteRow;

namespace Diff.Generators.Rules;

/// <summary>
/// <c>Complex</c>: a pair of independents, real and imaginary part. The gradient of a real result is the pair of its partials with respect
/// to them,
/// <c>(∂f/∂x, ∂f/∂y)</c>. A <c>double</c> among the operands is a number without an imaginary part.
/// </summary>
internal static class ComplexRules
{
    public static IEnumerable<SubstituteRow> Rows =>
    [
        Exact("op_Addition Add", 2, a => Pair(a[0]) + Pair(a[1])),
        Exact("op_Subtraction Subtract", 2, a => Pair(a[0]) - Pair(a[1])),
        Like("op_Multiply Multiply", 2, a => Times(Pair(a[0]), Pair(a[1]))),
        Like("op_Division Divide", 2, a => Over(Pair(a[0]), Pair(a[1]))),
        Exact("op_UnaryNegation Negate", 1, a => -a[0]),
        Exact("op_UnaryPlus", 1, a => a[0]),
        Like("op_Increment op_Decrement", 1, a => a[0]),
        Exact("Conjugate", 1, a => new(a[0][0], -a[0][1])),
        Like("Reciprocal", 1, a => Over(new(1, 0), a[0])),
        Exact("op_Implicit", 1, a => Pair(a[0])),
        Exact("get_Zero", 0, _ => new(0, 0)),
        Exact("get_One", 0, _ => new(1, 0)),
        Exact("get_ImaginaryOne", 0, _ => new(0, 1)),

        Like("Abs get_Magnitude", 1, a => Abs(a[0])),
        Like("get_Phase", 1, a => Phase(a[0])),
        Like("FromPolarCoordinates", 2, a => new(a[0][0] * Cos(a[1][0]), a[0][0] * Sin(a[1][0]))),
        Like("MaxMagnitude", 2, a => Taken(Abs(a[0]) - Abs(a[1]), a)),
        Like("MinMagnitude", 2, a => Taken(Abs(a[1]) - Abs(a[0]), a)),

        Like("Exp", 1, a => Exp(a[0])),
        Like("Log", 1, a => Log(a[0])),
        Like("Log", 2, a => Log(a[0]) / F("Log", a[1][0])),
        Like("Log10", 1, a => Log(a[0]) * (1 / Formulas.Ln10)),
        new("Sqrt", 1, Substitute.OfResult((a, root) => Newton(root, s => Over(Times(s, s) - a[0], s * 2)))),
        Like("Pow", 2, a => Power(a[0], Pair(a[1]))),

        Like("Sin", 1, a => SinOf(a[0])),
        Like("Cos", 1, a => CosOf(a[0])),
        Like("Tan", 1, a => TanOf(F("Tan", a[0][0]), F("Tanh", a[0][1]))),
        Like("Sinh", 1, a => Turned(SinOf(Turned(a[0])))),
        Like("Cosh", 1, a => CosOf(new(-a[0][1], a[0][0]))),
        Like("Tanh", 1, a => Turned(TanOf(F("Tan", a[0][1]), F("Tanh", a[0][0])))),
        new("Asin", 1, Substitute.OfResult((a, angle) => Newton(angle, s => Over(SinOf(s) - a[0], CosOf(s))))),
        new("Acos", 1, Substitute.OfResult((a, angle) => Newton(angle, s => Over(a[0] - CosOf(s), SinOf(s))))),
        Like("Atan", 1, a => Atan(a[0])),
    ];

    /// <summary>
    /// Two steps of Newton's method from an inverse function's own value: their first and second derivatives are those of the function, on
    /// its own branch.
    /// </summary>
    private static Terms Newton(Terms value, Func<Terms, Terms> step)
    {
        var once = value - step(value);
        return once - step(once);
    }

    private static Terms Pair(Terms a) => a.Count == 1 ? new(a[0], 0) : a;

    /// <summary>Real and imaginary part exchanged: <c>sinh</c> of a pair is <c>sin</c> of the exchanged pair, exchanged.</summary>
    private static Terms Turned(Terms z) => new(z[1], z[0]);

    private static Terms Times(Terms a, Terms b) => new(a[0] * b[0] - a[1] * b[1], a[1] * b[0] + a[0] * b[1]);

    // Smith's method: no square of a large denominator.
    private static Terms Over(Terms a, Terms b) =>
        Term.When(F("Abs", b[1]) < F("Abs", b[0]), () => Smith(a, b), () => Smith(new(a[1], -a[0]), new(b[1], -b[0])));

    private static Terms Smith(Terms a, Terms b)
    {
        var ratio = b[1] / b[0];
        var scale = b[0] + b[1] * ratio;
        return new((a[0] + a[1] * ratio) / scale, (a[1] - a[0] * ratio) / scale);
    }

    private static Term Abs(Terms z) => F("Hypot", z[0], z[1]);

    private static Term Phase(Terms z) => F("Atan2", z[1], z[0]);

    private static Terms Exp(Terms z) => new(F("Exp", z[0]) * Cos(z[1]), F("Exp", z[0]) * Sin(z[1]));

    private static Terms Log(Terms z) => new(F("Log", Abs(z)), Phase(z));

    private static Terms Power(Terms z, Terms p) => Term.When(Term.Equal(Abs(z), 0), () => PowerOfZero(z, p), () => Exp(Times(p, Log(z))));

    /// <summary>
    /// A function with the derivatives that <c>zᵖ</c> has at zero: those of a square for 2; for other positive powers those of the powers
    /// of the parts, which are zero or infinite as those of <c>zᵖ</c>. Negative and purely imaginary powers have none, nor have those that
    /// turn without end as they come near; 0/0 says so.
    /// </summary>
    private static Terms PowerOfZero(Terms z, Terms p)
    {
        var none = () => z / Abs(z);
        return Term.When(
            p[0] > 0,
            () => Term.When(
                Term.Equal((p[0] - 1) * (p[0] - 2), 0),
                () => Term.When(Term.Equal(p[1], 0), () => Term.When(Term.Equal(p[0], 2), () => Times(z, z), () => z), none),
                () => new(F("Pow", z[0], p[0]), F("Pow", z[1], p[0]))),
            () => Term.When(Term.Equal(p[0], 0), () => Term.When(Term.Equal(p[1], 0), () => new(0, 0), none), none));
    }

    // The kink at equal magnitudes gives one half to each.
    private static Terms Taken(Term difference, Terms[] a) =>
        Term.When(difference > 0, () => a[0], () => Term.When(difference < 0, () => a[1], () => (a[0] + a[1]) * 0.5));

    private static Terms SinOf(Terms z) => new(Sin(z[0]) * F("Cosh", z[1]), Cos(z[0]) * F("Sinh", z[1]));

    private static Terms CosOf(Terms z) => new(Cos(z[0]) * F("Cosh", z[1]), -(Sin(z[0]) * F("Sinh", z[1])));

    /// <summary>tan(x + iy) from tan x and tanh y, which do not overflow together.</summary>
    private static Terms TanOf(Term tan, Term tanh)
    {
        var scale = 1 + tan * tan * tanh * tanh;
        return new(tan * (1 - tanh * tanh) / scale, tanh * (1 + tan * tan) / scale);
    }

    /// <summary>(i/2) · (log(1 - iz) - log(1 + iz))</summary>
    private static Terms Atan(Terms z)
    {
        var difference = Log(new(1 + z[1], -z[0])) - Log(new(1 - z[1], z[0]));
        return new(difference[1] * -0.5, difference[0] * 0.5);
    }

    private static Term Sin(Term x) => F("Sin", x);

    private static Term Cos(Term x) => F("Cos", x);

    private static Term F(string name, params Term[] arguments) => Term.Function(name, arguments);
}
