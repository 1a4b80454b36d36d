using System.Globalization;
using Diff.Generators.Ir;
using Diff.Generators.Simplify;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>What Roslyn has folded. The user's text is kept where it means the same by itself.</summary>
internal static class Constants
{
    /// <summary>The constant that the expression is; null if it is none.</summary>
    public static Constant? Of(IOperation expression)
    {
        if (expression is ILocalReferenceOperation { IsDeclaration: true }) return null;
        return expression is { ConstantValue: { HasValue: true, Value: var value }, Type: { } type } && !Nullables.Is(type)
            ? Of(type, value, TextOf(expression))
            : null;
    }

    public static Constant Of(ITypeSymbol type, object? value, string text = "")
    {
        var irType = Shapes.Of(type);
        if (irType is AggregateType) irType = TypeMapping.MapInert(type);
        return irType switch
        {
            ScalarType => new(irType, BitConverter.DoubleToInt64Bits(Convert.ToDouble(value, CultureInfo.InvariantCulture)), text),
            InertType { Kind: InertKind.Bool } => value is true ? Constant.True : Constant.False,
            InertType { Kind: InertKind.Int or InertKind.Integer } => new(irType, Bits(value),
                value is char ? SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false) : text),
            _ => new(irType, 0, Text(type, value)),
        };
    }

    /// <summary>
    /// A whole number where C# converts it: <c>1 - x</c>. The text stands only beside an operand whose type is known, for two of them
    /// would be an integer operation.
    /// </summary>
    public static Operand WithText(Operand operand, IOperation expression, Operand other) =>
        operand is Constant { Type: ScalarType { IsBuiltIn: true }, Text: "" } constant && other is Value
            && expression is IConversionOperation { IsImplicit: true,
                Operand: ILiteralOperation { Syntax: LiteralExpressionSyntax literal } }
            ? constant with { Text = literal.Token.Text }
            : operand;

    /// <summary>The constant as a <c>Half</c>; null unless it is surely one without rounding.</summary>
    public static Constant? Half(Constant constant)
    {
        var value = constant.Type is ScalarType ? constant.AsDouble : constant.Bits;
        return ConstantArithmetic.IsPortable(value) ? Constant.Number(ScalarType.Half, value) : null;
    }

    private static string TextOf(IOperation expression) => expression switch
    {
        ILiteralOperation { Syntax: LiteralExpressionSyntax literal } when literal.IsKind(SyntaxKind.NumericLiteralExpression) =>
            literal.Token.Text,
        IFieldReferenceOperation { Field: { IsConst: true, ContainingType.TypeKind: not TypeKind.Enum } field }
            when Shapes.IsScalar(field.Type) =>
            TypeMapping.SpellItself(field.ContainingType) + "." + Spelling.Identifier(field.Name),
        _ => "",
    };

    private static long Bits(object? value) => value switch
    {
        null => 0, // An object that is a number.
        ulong bits => unchecked((long)bits),
        char character => character,
        UIntPtr bits => unchecked((long)bits.ToUInt64()),
        IntPtr bits => bits.ToInt64(),
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    private static string Text(ITypeSymbol type, object? value) => value switch
    {
        null => $"default({TypeMapping.Spell(type)})",
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
        _ when type is INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum => EnumText(@enum, value),
        _ => $"({TypeMapping.Spell(type)}){SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)}",
    };

    private static string EnumText(INamedTypeSymbol type, object value)
    {
        var member = type.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, value));
        return member is not null
            ? TypeMapping.Spell(type) + "." + Spelling.Identifier(member.Name)
            : $"({TypeMapping.Spell(type)})({Convert.ToString(value, CultureInfo.InvariantCulture)})";
    }
}
