using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>
/// The text of a primal statement on one line: trivia collapsed to one space, line terminators escaped, cut at 100 characters.
/// </summary>
internal static class OriginText
{
    private const int Limit = 100;

    /// <summary>A compound statement is cut before the statements it contains: <c>for (var i = 0; i &lt; n; i++)</c>.</summary>
    public static string Of(SyntaxNode node) => Of(node,
        node is ExpressionSyntax and not AssignmentExpressionSyntax && node.Parent is ArrowExpressionClauseSyntax ? "return " : "");

    /// <summary>The text of an expression, for messages.</summary>
    public static string OfExpression(SyntaxNode node) => Of(node, "");

    private static string Of(SyntaxNode node, string prefix)
    {
        var end = End(node);
        var text = new StringBuilder(prefix);
        var isSpaced = false;
        foreach (var token in node.DescendantTokens())
        {
            if (token.SpanStart >= end) break;
            if (text.Length > 0 && (isSpaced || token.HasLeadingTrivia)) text.Append(' ');
            AppendEscaped(text, token.Text);
            isSpaced = token.HasTrailingTrivia;
            if (text.Length > Limit) return text.ToString(0, Limit - 1) + "…";
        }
        return text.ToString();
    }

    private static int End(SyntaxNode node) => node switch
    {
        IfStatementSyntax { Statement: var inner } => inner.SpanStart,
        ForStatementSyntax { Statement: var inner } => inner.SpanStart,
        WhileStatementSyntax { Statement: var inner } => inner.SpanStart,
        DoStatementSyntax { Statement: var inner } => inner.SpanStart,
        CommonForEachStatementSyntax { Statement: var inner } => inner.SpanStart,
        UsingStatementSyntax { Statement: var inner } => inner.SpanStart,
        SwitchStatementSyntax { OpenBraceToken: var brace } => brace.SpanStart,
        TryStatementSyntax { Block: var inner } => inner.SpanStart,
        _ => int.MaxValue,
    };

    private static void AppendEscaped(StringBuilder text, string token)
    {
        foreach (var character in token)
        {
            switch (character)
            {
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\u0085' or '\u2028' or '\u2029': text.Append("\\u")
                    .Append(((int)character).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)); break;
                default: text.Append(character); break;
            }
        }
    }
}
