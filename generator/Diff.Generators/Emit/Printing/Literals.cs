using System.Globalization;
using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>Constants as C#. Numbers read back as exactly the same bits.</summary>
internal static class Literals
{
    /// <summary>The constant with its own type, wherever it stands.</summary>
    public static string Exact(Constant constant) => constant.Type switch
    {
        ScalarType { Kind: ScalarKind.Double } => UserText(constant, "double") ?? Double(constant.AsDouble),
        ScalarType { Kind: ScalarKind.Float } => UserText(constant, "float") ?? Float((float)constant.AsDouble),
        ScalarType other => Generic(other.Name, constant.AsDouble),
        InertType { Kind: InertKind.Int } => UserText(constant, "int") ?? Int(constant.Bits),
        InertType { Kind: InertKind.Integer } integer => Integer(integer.Name, constant.Bits),
        InertType { Kind: InertKind.Bool } => constant.Bits != 0 ? "true" : "false",
        _ => constant.Text.Length > 0 ? constant.Text : $"default({constant.Type.Name})",
    };

    /// <summary>
    /// The user's own literal of a narrower type, which an operator converts exactly: the 2 of <c>2 * x</c>; null if there is none.
    /// </summary>
    public static string? Narrow(Constant constant) =>
        constant.Type is ScalarType { IsBuiltIn: true } && Parse(constant.Text) is { Type: "int" } parsed
            && parsed.Value == constant.AsDouble && constant.AsDouble != 0
            ? constant.Text
            : null;

    private static string? UserText(Constant constant, string type)
    {
        if (Parse(constant.Text) is not { } parsed || parsed.Type != type) return null;
        if (constant.Type is not ScalarType) return parsed.Value == constant.Bits ? constant.Text : null;
        var value = type == "float" ? (float)parsed.Value : parsed.Value;
        return BitConverter.DoubleToInt64Bits(value) == constant.Bits ? constant.Text : null;
    }

    // A decimal literal without sign; anything else is printed anew.
    private static (string Type, double Value)? Parse(string text)
    {
        if (text.Length == 0 || !(char.IsDigit(text[0]) || text[0] == '.') || text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("0b", StringComparison.OrdinalIgnoreCase))
            return null;
        var last = char.ToLowerInvariant(text[text.Length - 1]);
        if (last is 'l' or 'u' or 'm') return null;
        var digits = (last is 'f' or 'd' ? text.Substring(0, text.Length - 1) : text).Replace("_", "");
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture,
            out var value))
            return null;
        var isWhole = last is not ('f' or 'd') && digits.All(char.IsDigit);
        if (isWhole) return value <= int.MaxValue ? ("int", value) : null;
        if (last != 'f') return ("double", value);
        return float.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture,
            out var single) ? ("float", single) : null;
    }

    private static string Double(double value)
    {
        if (double.IsNaN(value)) return "double.NaN";
        if (double.IsInfinity(value)) return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        if (value == Math.PI) return "double.Pi";
        if (value == Math.E) return "double.E";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (double.Parse(text, CultureInfo.InvariantCulture) != value) text = value.ToString("G17", CultureInfo.InvariantCulture);
        if (value == 0) text = 1 / value < 0 ? "-0" : "0";
        return WithPoint(text);
    }

    private static string Float(float value)
    {
        if (float.IsNaN(value)) return "float.NaN";
        if (float.IsInfinity(value)) return value > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (float.Parse(text, CultureInfo.InvariantCulture) != value) text = value.ToString("G9", CultureInfo.InvariantCulture);
        if (value == 0) text = 1 / value < 0 ? "-0" : "0";
        return Exponent(text) + "f";
    }

    private static string Generic(string type, double value)
    {
        if (BitConverter.DoubleToInt64Bits(value) == 0) return $"{type}.Zero";
        return value switch
        {
            1 => $"{type}.One",
            -1 => $"-{type}.One",
            _ => $"{type}.CreateChecked({Double(value)})",
        };
    }

    private static string WithPoint(string text) => text.IndexOf('E') >= 0 ? Exponent(text) : text.IndexOf('.') >= 0 ? text : text + ".0";

    private static string Exponent(string text) => text.Replace("E+", "e").Replace("E", "e");

    private static string Int(long value) => value == int.MinValue ? "int.MinValue" : value.ToString(CultureInfo.InvariantCulture);

    private static string Integer(string type, long value)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture);
        return type switch
        {
            "long" => value == long.MinValue ? "long.MinValue" : digits + "L",
            "uint" => ((uint)value).ToString(CultureInfo.InvariantCulture) + "u",
            "ulong" => ((ulong)value).ToString(CultureInfo.InvariantCulture) + "ul",
            "char" => value is >= ' ' and <= '~' and not ('\'' or '\\') ? $"'{(char)value}'" : $"'\\u{value:x4}'",
            _ => value < 0 ? $"({type})({digits})" : $"({type}){digits}",
        };
    }
}
