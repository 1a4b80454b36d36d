namespace Diff.Fuzz.Language;

/// <summary><c>Func&lt;double, …, double&gt;</c></summary>
public sealed record FunctionOf(int Arity) : DataType
{
    /// <summary>The first argument is a function of one number; only local functions are such.</summary>
    public bool TakesFunction { get; init; }

    public override string Text => $"Func<{string.Join(", ", Enumerable.Repeat("double", Arity + 1))}>";

    public override bool IsDifferentiable => false;
}

/// <summary><c>(double t) => t * a</c>, with whatever it captures.</summary>
public sealed record Lambda(IReadOnlyList<Variable> Parameters, Expression Body) : Expression
{
    public override DataType Type => new FunctionOf(Parameters.Count);
}

/// <summary>A method of the program as the value of a delegate.</summary>
public sealed record MethodGroup(string Method, int Arity) : Expression
{
    public override DataType Type => new FunctionOf(Arity);
}

/// <summary><c>f(x)</c>, for a local that holds a delegate or names a local function.</summary>
public sealed record Apply(Variable Function, IReadOnlyList<Expression> Arguments) : Expression
{
    public override DataType Type => DataType.Double;
}

/// <summary><c>double f(double t) => t * a;</c></summary>
public sealed record LocalFunction(Variable Variable, Lambda Value) : Statement;
