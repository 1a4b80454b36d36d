using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>How tightly C# operators bind.</summary>
internal static class Precedence
{
    public const int Conditional = 1;
    public const int OrElse = 3;
    public const int AndAlso = 4;
    public const int Unary = 14;
    public const int Primary = 15;

    public static readonly IReadOnlyDictionary<string, int> Binary = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["|"] = 5, ["^"] = 6, ["&"] = 7, ["=="] = 8, ["!="] = 8, ["<"] = 9, ["<="] = 9, [">"] = 9, [">="] = 9,
        ["<<"] = 10, [">>"] = 10, [">>>"] = 10, ["+"] = 11, ["-"] = 11, ["*"] = 12, ["/"] = 12, ["%"] = 12,
    };
}

/// <summary>An expression as text.</summary>
/// <param name="Type">The type C# gives to <paramref name="Text"/>: narrower than the IR type where an operator will convert it.</param>
internal sealed record Expression(string Text, int Precedence, string Type)
{
    /// <summary>The same expression with the IR type, if <see cref="Text"/> has a narrower one.</summary>
    public Expression? Widened { get; init; }

    /// <summary>The expression with exactly the IR type.</summary>
    public Expression Exact => Widened ?? this;

    /// <summary>The text as an operand of an operator: in parentheses if it binds less tightly.</summary>
    public string Inside(int precedence) => Precedence < precedence ? $"({Text})" : Text;

    /// <summary>The text after a prefix operator or a cast.</summary>
    public string AfterPrefix() => Precedence < Emit.Precedence.Unary || Text[0] is '-' or '+' or '!' or '~' ? $"({Text})" : Text;

    public static Expression Primary(string text, IrType type) => new(text, Emit.Precedence.Primary, type.Name);
}
