using System.Globalization;
using Diff.Fuzz.Language;

namespace Diff.Fuzz.Printing;

static class LiteralText
{
    public static string Of(Literal literal) => literal.LiteralKind switch
    {
        Kind.Int => ((int)literal.Number).ToString(CultureInfo.InvariantCulture),
        Kind.Bool => literal.Number != 0 ? "true" : "false",
        Kind.Float => $"{((float)literal.Number).ToString("R", CultureInfo.InvariantCulture)}f",
        _ => WithPoint(literal.Number.ToString("R", CultureInfo.InvariantCulture)),
    };

    static string WithPoint(string digits) => digits.AsSpan().IndexOfAny(".E") < 0 ? digits + ".0" : digits;
}
