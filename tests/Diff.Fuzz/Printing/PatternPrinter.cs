using Diff.Fuzz.Language;

namespace Diff.Fuzz.Printing;

static class PatternPrinter
{
    public static string Print(Pattern pattern) => pattern switch
    {
        ConstantPattern constant => LiteralText.Of(constant.Value),
        RelationalPattern relational => $"{ExpressionPrinter.Symbol(relational.Operator)} {LiteralText.Of(relational.Value)}",
        NotPattern not => $"not {Operand(not.Operand)}",
        LogicalPattern logical => $"{Operand(logical.Left)} {(logical.IsAnd ? "and" : "or")} {Operand(logical.Right)}",
        DiscardPattern => "_",
        TypePattern typed => $"{typed.Model.Name} {typed.Found.Name}",
        VarPattern declared => $"var {declared.Variable.Name}",
        TuplePattern tuple => $"({string.Join(", ", tuple.Elements.Select(Print))})",
        LengthPattern length => $"{{ Length: {Print(length.Length)} }}",
        _ => throw new NotSupportedException(pattern.GetType().Name),
    };

    static string Operand(Pattern pattern) => pattern is LogicalPattern or NotPattern ? $"({Print(pattern)})" : Print(pattern);
}
