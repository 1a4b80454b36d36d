namespace Diff.Fuzz.Language;

/// <summary>A local function or delegate that assigns what it captures; <paramref name="Result"/> is null for void.</summary>
public sealed record ProcedureOf(int Arity, DataType? Result) : DataType
{
    public override string Text
    {
        get
        {
            var types = string.Join(", ", Enumerable.Repeat("double", Result is null ? Arity : Arity + 1));
            return Result is not null ? $"Func<{types}>" : Arity == 0 ? "Action" : $"Action<{types}>";
        }
    }

    public override bool IsDifferentiable => false;
}

/// <summary><c>void Step(double t) { sum += t; }</c>, or <c>Action&lt;double&gt; step = t => { sum += t; };</c></summary>
public sealed record Procedure(Variable Variable, IReadOnlyList<Variable> Parameters, Block Body, bool IsDelegate) : Statement
{
    public DataType? Result => ((ProcedureOf)Variable.Type).Result;
}

/// <summary><c>Step(x)</c></summary>
public sealed record Run(Variable Procedure, IReadOnlyList<Expression> Arguments) : Expression
{
    public override DataType Type => ((ProcedureOf)Procedure.Type).Result!;
}
