using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>How C# writes the call of an operator, conversion, constructor or indexer.</summary>
internal static class CallTemplates
{
    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["op_Addition"] = "+", ["op_Subtraction"] = "-", ["op_Multiply"] = "*", ["op_Division"] = "/", ["op_Modulus"] = "%",
        ["op_BitwiseAnd"] = "&", ["op_BitwiseOr"] = "|", ["op_ExclusiveOr"] = "^", ["op_LeftShift"] = "<<", ["op_RightShift"] = ">>",
        ["op_UnsignedRightShift"] = ">>>",
        ["op_UnaryPlus"] = "+", ["op_UnaryNegation"] = "-", ["op_LogicalNot"] = "!", ["op_OnesComplement"] = "~",
    };

    /// <summary>The call with a hole per argument; empty for what is called by its name.</summary>
    public static string Of(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.Constructor => $"new {InertText.Escape(TypeMapping.Spell(method.ContainingType))}({Holes(method.Parameters.Length, 0)})",
        MethodKind.Conversion => $"({InertText.Escape(TypeMapping.Spell(method.ReturnType))}){{0}}",
        MethodKind.UserDefinedOperator when Operators.TryGetValue(method.Name, out var symbol) =>
            method.Parameters.Length == 1 ? symbol + "{0}" : $"{{0}} {symbol} {{1}}",
        MethodKind.PropertyGet when method.Parameters.Length > 0 => $"{{0}}[{Holes(method.Parameters.Length, 1)}]",
        _ => "",
    };

    private static string Holes(int count, int first) => string.Join(", ", Enumerable.Range(first, count).Select(hole => $"{{{hole}}}"));
}
