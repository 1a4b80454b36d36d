using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Generators.Frontend;

/// <summary>Default values of parameters as C# text.</summary>
internal static class Defaults
{
    /// <summary>The text after <c>=</c>, or empty.</summary>
    public static string Of(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue) return "";
        var value = parameter.ExplicitDefaultValue;
        var type = parameter.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
            ? ((INamedTypeSymbol)parameter.Type).TypeArguments[0]
            : parameter.Type;
        if (value is null)
            return parameter.Type.IsReferenceType && parameter.NullableAnnotation != NullableAnnotation.Annotated ? "null!" : "default";
        return type.TypeKind == TypeKind.Enum ? $"({TypeMapping.Spell(type)})({Text(value)})" : Text(value);
    }

    private static string Text(object value) => value switch
    {
        double number => Number(number, "double", "d", number.ToString("R", CultureInfo.InvariantCulture)),
        float number => Number(number, "float", "f", number.ToString("R", CultureInfo.InvariantCulture)),
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
        bool claim => claim ? "true" : "false",
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        char character => SymbolDisplay.FormatLiteral(character, quote: true),
        IFormattable integer => integer.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"Unknown default value {value.GetType().Name}."),
    };

    private static string Number(double number, string type, string suffix, string digits) => number switch
    {
        double.NaN => type + ".NaN",
        double.PositiveInfinity => type + ".PositiveInfinity",
        double.NegativeInfinity => type + ".NegativeInfinity",
        _ => digits + suffix,
    };
}
