namespace Diff.Fuzz.Language;

/// <summary><c>double?</c>, or a struct that may be null.</summary>
public sealed record NullableOf(DataType Of) : DataType
{
    public override string Text => $"{Of.Text}?";

    public override bool IsDifferentiable => false;
}

/// <summary><c>best ?? fallback</c></summary>
public sealed record OrElse(Expression Operand, Expression Fallback) : Expression
{
    public override DataType Type => ((NullableOf)Operand.Type).Of;
}

/// <summary>A value where null may stand.</summary>
public sealed record Present(Expression Value) : Expression
{
    public override DataType Type => new NullableOf(Value.Type);
}

/// <summary><c>if (best is { } found) …</c></summary>
public sealed record IfPresent(Expression Operand, Variable Found, Block Then, Block? Else) : Statement;
